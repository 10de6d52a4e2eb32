package org.heapgoal.report;

import java.util.List;

/**
 * Where a report comes from, so that it can be made again.
 *
 * @param version the version of Heapgoal
 * @param command the command line without directories, word by word
 * @param inputs the files read
 */
public record Manifest(String version, List<String> command, List<Input> inputs) {
    /** Copies the lists and makes the command's words safe to print. */
    public Manifest {
        command = command.stream().map(SafeText::of).toList();
        inputs = List.copyOf(inputs);
    }

    /**
     * A file that was read.
     *
     * @param name its name without directories
     * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal digits
     */
    public record Input(String name, String sha256) {
        /** Makes the name safe to print. */
        public Input {
            name = SafeText.of(name);
        }
    }
}
