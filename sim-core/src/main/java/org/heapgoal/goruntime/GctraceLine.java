package org.heapgoal.goruntime;

import java.util.Optional;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.sim.units.Amd64;

/** The lines that {@code GODEBUG=gctrace=1} prints, without their line feed ({@code mgc.go: gcMarkTermination}). */
public final class GctraceLine {
    private static final int MIB_SHIFT = 20;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private GctraceLine() {}

    /**
     * The line of one cycle; it looks the same from Go 1.19 to 1.26.
     *
     * @param cycle the cycle
     * @param stwProcs the Ps that the two stops are charged to: the smaller of GOMAXPROCS and the machine's CPUs
     */
    public static String cycle(CycleRecord cycle, int stwProcs) {
        if (stwProcs < 1) {
            throw new IllegalArgumentException("stwProcs " + stwProcs + " is below 1");
        }
        return "gc " + TraceNumbers.unsigned(cycle.number())
                + " @" + TraceNumbers.divided(cycle.timing().startNanos() / NANOS_PER_MILLI, 3) + "s "
                + TraceNumbers.signed(Amd64.toInt64(cycle.gcCpuFraction() * 100)) + "%: "
                + clock(cycle.timing()) + " ms clock, "
                + cpu(cycle, stwProcs) + " ms cpu, "
                + heap(cycle.heap()) + " MB goal, "
                + mib(cycle.stackScanBytes()) + " MB stacks, "
                + mib(cycle.globalsScanBytes()) + " MB globals, "
                + cycle.maxProcs() + " P"
                + (cycle.cause() == CycleCause.FORCED ? " (forced)" : "");
    }

    /** The line that announces a cycle started because two minutes passed; nothing for other cycles. */
    public static Optional<String> announcement(CycleCause cause) {
        return cause == CycleCause.PERIODIC ? Optional.of("GC forced") : Optional.empty();
    }

    private static String clock(CycleRecord.Timing timing) {
        return TraceNumbers.millis(timing.sweepTerminationNanos())
                + "+" + TraceNumbers.millis(timing.markNanos())
                + "+" + TraceNumbers.millis(timing.markTerminationNanos());
    }

    private static String cpu(CycleRecord cycle, int stwProcs) {
        return TraceNumbers.millis(stwProcs * cycle.timing().sweepTerminationNanos())
                + "+" + TraceNumbers.millis(cycle.cpu().assistNanos())
                + "/" + TraceNumbers.millis(cycle.cpu().backgroundNanos())
                + "/" + TraceNumbers.millis(cycle.cpu().idleNanos())
                + "+" + TraceNumbers.millis(stwProcs * cycle.timing().markTerminationNanos());
    }

    private static String heap(CycleRecord.Heap heap) {
        return mib(heap.liveAtStart())
                + "->" + mib(heap.liveAtEnd())
                + "->" + mib(heap.marked()) + " MB, "
                + mib(heap.goal());
    }

    private static String mib(long bytes) {
        return TraceNumbers.unsigned(bytes >>> MIB_SHIFT);
    }
}
