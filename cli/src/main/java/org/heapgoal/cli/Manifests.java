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
        return of(command, words, options.asTyped(), subject.name(), subject.sha256());
    }

    /**
     * The manifest of one command.
     *
     * @param command the subcommand
     * @param words its input and settings as typed
     * @param options those options that change results, as words of a command line
     * @param input the input's name
     * @param sha256 hash of the input's bytes; nothing where the version of Heapgoal fixes them
     */
    static Manifest of(
            String command, List<String> words, List<String> options, String input, Optional<String> sha256) {
        List<String> line = new ArrayList<>(List.of("heapgoal", command));
        for (String word : words) {
            line.add(SettingReader.looksLikeSetting(word) ? word : withoutDirectories(word));
        }
        line.addAll(options);
        List<Manifest.Input> inputs =
                sha256.map(hash -> List.of(new Manifest.Input(input, hash))).orElse(List.of());
        return new Manifest(Version.number(), line, inputs);
    }

    private static String withoutDirectories(String word) {
        Path last = Path.of(word).getFileName();
        return last == null ? word : last.toString();
    }
}
