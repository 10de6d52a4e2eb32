package org.heapgoal.cli;

import picocli.CommandLine.Option;

/** Which numbers a lesson has; shared by the commands about lessons. */
final class VariantOption {
    @Option(
            names = "--variant",
            paramLabel = "N",
            description = "other numbers, the same for the same N, 0 to 999 (default 0)")
    private int variant;

    /** The variant asked for. */
    int number() {
        return variant;
    }
}
