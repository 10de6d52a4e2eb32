package org.heapgoal.workload.log;

import org.jspecify.annotations.Nullable;

/**
 * One gctrace line ({@code mgc.go: gcMarkTermination}).
 *
 * @param lineNumber its line in the log, from 1
 * @param layout the layout it was printed in
 * @param number the cycle's number since the process started, from 1
 * @param startNanos when the cycle began, since the process started
 * @param gcCpuPercent share of all CPU time that GC took since the process started
 * @param leakCheck whether the cycle looked for leaked goroutines (from Go 1.26)
 * @param clock wall-clock lengths of the phases
 * @param cpu CPU time of the phases
 * @param heap heap sizes
 * @param stackBytes stacks scanned (Go 1.18 and 1.19: the largest amount that may have to be); absent before 1.18
 * @param globalsBytes global variables to be scanned; absent before 1.18
 * @param maxProcs GOMAXPROCS
 * @param forced whether the program asked for the cycle
 */
public record GcCycleLine(
        long lineNumber,
        TraceLayout layout,
        long number,
        Interval startNanos,
        Interval gcCpuPercent,
        boolean leakCheck,
        Clock clock,
        Cpu cpu,
        Heap heap,
        @Nullable Interval stackBytes,
        @Nullable Interval globalsBytes,
        int maxProcs,
        boolean forced)
        implements TraceLine {

    /**
     * Wall-clock nanoseconds of the phases.
     *
     * @param sweepTermination from before the first stop to the start of marking
     * @param mark concurrent marking
     * @param markTermination the second stop
     */
    public record Clock(Interval sweepTermination, Interval mark, Interval markTermination) {
        /** From the start of the cycle to its end. */
        public Interval total() {
            return sweepTermination.plus(mark).plus(markTermination);
        }
    }

    /**
     * CPU nanoseconds of the phases.
     *
     * @param sweepTermination processors × the first stop
     * @param assist mark assists of allocating goroutines
     * @param background dedicated and fractional mark workers
     * @param idle idle-time mark workers
     * @param markTermination processors × the second stop
     */
    public record Cpu(
            Interval sweepTermination, Interval assist, Interval background, Interval idle, Interval markTermination) {
        /** Marking that the mutator could have had the CPU for. */
        public Interval busyMark() {
            return assist.plus(background);
        }

        /** All marking. */
        public Interval totalMark() {
            return busyMark().plus(idle);
        }
    }

    /**
     * Heap sizes in bytes.
     *
     * @param atStart heapLive when the cycle began
     * @param atEnd heapLive at mark termination
     * @param marked bytes found live, with what was allocated during the mark
     * @param goal the goal at the end of the cycle
     */
    public record Heap(Interval atStart, Interval atEnd, Interval marked, Interval goal) {}

    @Override
    public LineKind kind() {
        return LineKind.GC_CYCLE;
    }

    /** When the cycle ended, since the process started. */
    public Interval endNanos() {
        return startNanos.plus(clock.total());
    }

    /** Stacks and globals together; nothing is known of them before Go 1.18, so the interval is then just zero. */
    public Interval rootBytes() {
        return stackBytes == null || globalsBytes == null ? Interval.ZERO : stackBytes.plus(globalsBytes);
    }
}
