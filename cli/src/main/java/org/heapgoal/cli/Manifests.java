package org.heapgoal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.report.Manifest;

/** Makes the manifest of a report: what was asked, of which inputs. */
final class Manifests {
    private Manifests() {}

    /**
     * The manifest of one command.
     *
     * @param command the subcommand
     * @param words its input and settings as typed
     * @param options the options that change results
     * @param subject the input, read
     */
    static Manifest of(String command, List<String> words, ModelOptions options, Subject subject) {
        return of(command, words, options, inputs(subject));
    }

    /** A subject's file. */
    static List<Manifest.Input> inputs(Subject subject) {
        return subject.sha256()
                .map(hash -> List.of(new Manifest.Input(subject.name(), hash)))
                .orElse(List.of());
    }

    /**
     * The manifest of a command with inputs of its own.
     *
     * @param command the subcommand
     * @param words its inputs and settings as typed
     * @param options the options that change results
     * @param inputs the files read
     */
    static Manifest of(String command, List<String> words, ModelOptions options, List<Manifest.Input> inputs) {
        List<String> line = new ArrayList<>(List.of("heapgoal", command));
        for (String word : words) {
            line.add(SettingReader.looksLikeSetting(word) ? word : withoutDirectories(word));
        }
        line.addAll(options.asTyped());
        return new Manifest(Version.number(), line, inputs);
    }

    private static String withoutDirectories(String word) {
        Path last = Path.of(word).getFileName();
        return last == null ? word : last.toString();
    }
}
