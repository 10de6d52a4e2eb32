package org.heapgoal.workload.stream;

/** Range checks shared by the stream forms. */
final class StreamChecks {
    private StreamChecks() {}

    static void number(String name, double value) {
        if (!(Math.abs(value) <= ValueStream.MAX_MAGNITUDE)) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is -2^60 to 2^60");
        }
    }

    static void cycles(String name, int value, int least) {
        if (value < least || value > ValueStream.MAX_CYCLES) {
            throw new IllegalArgumentException(
                    name + " is " + value + " cycles; allowed is " + least + " to " + ValueStream.MAX_CYCLES);
        }
    }
}
