package org.heapgoal.goruntime;

import java.util.Optional;
import org.heapgoal.sim.units.Amd64;

/**
 * The lines that {@code GODEBUG=gcpacertrace=1} prints, without their line feed ({@code mgcpacer.go: startCycle,
 * endCycle}, {@code mgcsweep.go: sweepLocker}).
 */
public final class PacerTrace {
    private static final int MIB_SHIFT = 20;
    private static final int GOAL_UTILIZATION_PERCENT = 25;

    private PacerTrace() {}

    /**
     * What the pacer plans when a cycle starts.
     *
     * @param assistWorkPerByte scan work that an assist owes for each byte allocated
     * @param heapScanBytes scannable heap
     * @param initialHeapLiveBytes heapLive just before the cycle
     * @param heapGoalBytes the goal
     * @param dedicatedWorkers dedicated mark workers
     * @param fractionalUtilization the share of each P that fractional workers aim at
     */
    public record Start(
            double assistWorkPerByte,
            long heapScanBytes,
            long initialHeapLiveBytes,
            long heapGoalBytes,
            long dedicatedWorkers,
            double fractionalUtilization) {}

    /**
     * What the pacer finds when a cycle's marking ends.
     *
     * @param utilization GC's share of the CPU during the mark, 0.25 plus assists
     * @param heapScanWork heap bytes scanned
     * @param stackScanWork stack bytes scanned
     * @param globalsScanWork bytes of global variables scanned
     * @param expectedScanWork work of the last cycle's heap and stacks and of the globals
     * @param triggeredBytes heapLive at the start
     * @param heapLiveBytes heapLive at the end
     * @param lastHeapGoalBytes the goal at the end of the mark
     * @param oldConsMark the cons/mark ratio that the cycle was planned with
     */
    public record End(
            double utilization,
            long heapScanWork,
            long stackScanWork,
            long globalsScanWork,
            long expectedScanWork,
            long triggeredBytes,
            long heapLiveBytes,
            long lastHeapGoalBytes,
            double oldConsMark) {}

    /**
     * What sweeping did.
     *
     * @param heapLiveBytes heapLive when the last span was swept
     * @param heapLiveBasisBytes heapLive when proportional sweeping was last paced
     * @param pagesSwept pages swept
     * @param pagesPerByte the sweep ratio
     */
    public record SweepDone(long heapLiveBytes, long heapLiveBasisBytes, long pagesSwept, double pagesPerByte) {}

    /** The line at the start of a cycle. */
    public static String start(GoVersion version, Start start) {
        return "pacer: assist ratio=" + TraceNumbers.decimal(version, start.assistWorkPerByte)
                + " (scan " + mib(start.heapScanBytes) + " MB in "
                + mib(start.initialHeapLiveBytes) + "->" + mib(start.heapGoalBytes) + " MB) workers="
                + start.dedicatedWorkers + "+" + TraceNumbers.decimal(version, start.fractionalUtilization);
    }

    /** The line at the end of a cycle's marking; a cycle in which heapLive did not grow has none. */
    public static String end(GoVersion version, End end) {
        return "pacer: " + Amd64.toInt64(end.utilization * 100) + "% CPU (" + GOAL_UTILIZATION_PERCENT
                + " exp.) for " + end.heapScanWork + "+" + end.stackScanWork + "+" + end.globalsScanWork
                + " B work (" + TraceNumbers.unsigned(end.expectedScanWork) + " B exp.) in "
                + TraceNumbers.unsigned(end.triggeredBytes) + " B -> "
                + TraceNumbers.unsigned(end.heapLiveBytes) + " B (\u2206goal "
                + (end.heapLiveBytes - end.lastHeapGoalBytes) + ", cons/mark "
                + TraceNumbers.decimal(version, end.oldConsMark) + ")";
    }

    /** The line when sweeping is done; up to Go 1.24 a wrong test keeps the runtime from printing it. */
    public static Optional<String> sweepDone(GoVersion version, SweepDone done) {
        if (!version.atLeast(GoVersion.GO_1_25)) {
            return Optional.empty();
        }
        return Optional.of("pacer: sweep done at heap size " + mib(done.heapLiveBytes) + "MB; allocated "
                + mib(done.heapLiveBytes - done.heapLiveBasisBytes) + "MB during sweep; swept "
                + TraceNumbers.unsigned(done.pagesSwept) + " pages at "
                + TraceNumbers.decimal(version, done.pagesPerByte) + " pages/byte");
    }

    private static String mib(long bytes) {
        return TraceNumbers.unsigned(bytes >>> MIB_SHIFT);
    }
}
