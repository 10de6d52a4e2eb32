package org.heapgoal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return of(command, words, options.asTyped(), inputs(subject.name(), subject.sha256()));
    }

    /** A subject's file. */
    static List<Manifest.Input> inputs(Subject subject) {
        return inputs(subject.name(), subject.sha256());
    }

    /**
     * A file that was read.
     *
     * @param name its name
     * @param sha256 hash of its bytes; nothing where the version of Heapgoal fixes them
     */
    static List<Manifest.Input> inputs(String name, Optional<String> sha256) {
        return sha256.map(hash -> List.of(new Manifest.Input(name, hash))).orElse(List.of());
    }

    /**
     * The manifest of a command with inputs of its own.
     *
     * @param command the subcommand
     * @param words its inputs and settings as typed
     * @param options those options that change results, as words of a command line
     * @param inputs the files read
     */
    static Manifest of(String command, List<String> words, List<String> options, List<Manifest.Input> inputs) {
        List<String> line = new ArrayList<>(List.of("heapgoal", command));
        for (String word : words) {
            line.add(SettingReader.looksLikeSetting(word) ? word : withoutDirectories(word));
        }
        line.addAll(options);
        return new Manifest(Version.number(), line, inputs);
    }

    private static String withoutDirectories(String word) {
        Path last = Path.of(word).getFileName();
        return last == null ? word : last.toString();
    }
}
