package org.heapgoal.goruntime;

/**
 * The line that {@code GODEBUG=scavtrace=1} prints once per cycle and for {@code debug.FreeOSMemory}, without its line
 * feed ({@code mgcscavenge.go: printScavTrace}).
 *
 * @param releasedBackgroundBytes returned to the system by the background scavenger since the last line
 * @param releasedEagerBytes returned at allocations since the last line, or by the forced scavenge
 * @param heapReleasedBytes returned and not taken back
 * @param heapInUseBytes in spans in use
 * @param heapFreeBytes free and not returned; with {@code heapInUseBytes} above 0
 * @param ending what the line ends with
 */
public record Scavtrace(
        long releasedBackgroundBytes,
        long releasedEagerBytes,
        long heapReleasedBytes,
        long heapInUseBytes,
        long heapFreeBytes,
        Ending ending) {
    private static final int KIB_SHIFT = 10;

    /** What a line ends with. */
    public enum Ending {
        /** An ordinary line. */
        NONE(""),
        /** {@code debug.FreeOSMemory} asked for it. */
        FORCED(" (forced)"),
        /** The background scavenger's controller started afresh since the last line. */
        CONTROLLER_RESET(" [controller reset]");

        private final String text;

        Ending(String text) {
            this.text = text;
        }
    }

    /** Checks that a share of the heap can be given. */
    public Scavtrace {
        if (heapInUseBytes + heapFreeBytes == 0) {
            throw new IllegalArgumentException("heapInUse and heapFree are both 0");
        }
    }

    /** The line of a version. */
    public String line(GoVersion version) {
        String utilization =
                TraceNumbers.unsigned(Long.divideUnsigned(heapInUseBytes * 100, heapInUseBytes + heapFreeBytes));
        if (!version.atLeast(GoVersion.GO_1_21)) {
            return "scav " + kib(releasedBackgroundBytes + releasedEagerBytes) + " KiB work, " + kib(heapReleasedBytes)
                    + " KiB total, " + utilization + "% util" + ending.text;
        }
        return "scav " + kib(releasedBackgroundBytes) + " KiB work (bg), "
                + kib(releasedEagerBytes) + " KiB work (eager), "
                + kib(heapReleasedBytes) + " KiB now, " + utilization + "% util" + ending.text;
    }

    private static String kib(long bytes) {
        return TraceNumbers.unsigned(bytes >>> KIB_SHIFT);
    }
}
