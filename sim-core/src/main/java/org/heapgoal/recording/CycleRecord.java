package org.heapgoal.recording;

import java.util.Optional;

/**
 * One completed GC cycle: what gctrace and gcpacertrace print of it, and why it went as it did.
 *
 * @param number the cycle's number, from 1
 * @param cause what started it
 * @param timing when its phases began and ended
 * @param cpu who marked, and for how long
 * @param heap the heap's sizes at the cycle's turning points
 * @param pacing what the controller decided and measured
 * @param stackScanBytes stack bytes scanned
 * @param globalsScanBytes global variables scanned
 * @param maxProcs GOMAXPROCS during the cycle
 * @param gcCpuFraction the share of all CPU time since the start of the process that GC took, idle marking left out; 0 to
 *     1
 */
public record CycleRecord(
        long number,
        CycleCause cause,
        Timing timing,
        MarkCpu cpu,
        Heap heap,
        Pacing pacing,
        long stackScanBytes,
        long globalsScanBytes,
        int maxProcs,
        double gcCpuFraction) {

    /**
     * The four instants that gctrace's clock figures lie between.
     *
     * @param startNanos just before the world is stopped for sweep termination
     * @param markStartNanos the world runs again and marking has begun
     * @param markEndNanos just before the world is stopped for mark termination
     * @param endNanos the cycle is over; the world is about to run again
     * @param pauseNanos the part of the two stops that MemStats counts as pause
     */
    public record Timing(long startNanos, long markStartNanos, long markEndNanos, long endNanos, long pauseNanos) {
        /** Length of the stop for sweep termination, with the wait for the world to stop. */
        public long sweepTerminationNanos() {
            return markStartNanos - startNanos;
        }

        /** Length of the concurrent mark phase. */
        public long markNanos() {
            return markEndNanos - markStartNanos;
        }

        /** Length of the stop for mark termination, with the wait for the world to stop. */
        public long markTerminationNanos() {
            return endNanos - markEndNanos;
        }
    }

    /**
     * Heap sizes in bytes.
     *
     * @param liveAtStart heapLive when the cycle began
     * @param liveAtEnd heapLive at mark termination, just before it is reset
     * @param marked bytes found live, with everything allocated during the mark
     * @param goal the goal the cycle ended with; gctrace's goal
     */
    public record Heap(long liveAtStart, long liveAtEnd, long marked, long goal) {}

    /**
     * The controller's side of the cycle.
     *
     * @param goalRule the rule that set the goal in force when the cycle started
     * @param triggerBound what set the trigger that started it
     * @param goalAtStart the goal in force when the cycle started
     * @param trigger the trigger in force when the cycle started
     * @param runway how far below the goal the pacer wanted to start
     * @param utilization GC's share of the CPU time of the mark phase as the controller counts it (0.25 plus assists)
     * @param consMark allocation per unit of mark work that the next cycle is planned with
     * @param limiterEnabled whether the GC CPU limiter was on when the cycle ended
     * @param memory the process's memory at the end of the cycle
     * @param basis what goal and trigger were computed from; empty where that is not known, as of a real program
     */
    public record Pacing(
            GoalRule goalRule,
            TriggerBound triggerBound,
            long goalAtStart,
            long trigger,
            long runway,
            double utilization,
            double consMark,
            boolean limiterEnabled,
            Memory memory,
            Optional<GoalBasis> basis) {
        /** Pacing of which it is not known what it was computed from. */
        public Pacing(
                GoalRule goalRule,
                TriggerBound triggerBound,
                long goalAtStart,
                long trigger,
                long runway,
                double utilization,
                double consMark,
                boolean limiterEnabled,
                Memory memory) {
            this(
                    goalRule,
                    triggerBound,
                    goalAtStart,
                    trigger,
                    runway,
                    utilization,
                    consMark,
                    limiterEnabled,
                    memory,
                    Optional.empty());
        }
    }

    /**
     * Memory of the process in bytes.
     *
     * @param mappedBytes obtained from the system and not returned: Sys − HeapReleased
     * @param residentBytes pages touched and not returned, with memory outside Go
     */
    public record Memory(long mappedBytes, long residentBytes) {}
}
