package org.heapgoal.gc;

import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.heap.span.MarkTotals;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.units.Amd64;

/** What the collector's work costs, CPU nanoseconds, read from a profile once. */
final class MarkCosts {
    private final MachineProfile profile;
    private final double markByte;
    private final double markObject;
    private final double markSpan;
    private final double sweepSpan;
    private final double sweepFreeSpan;
    private final double sweepShared;

    /** What a nanosecond of marking takes longer while somebody else marks, too. */
    final double markShared;

    /** Of a stack: fixed part and for each byte in use. */
    final double stackGoroutine;

    final double stackByte;

    /** Of a byte of global variables. */
    final double globalsByte;

    /** Of a root job of span specials. */
    final double spanRoot;

    /** Entering and leaving an assist. */
    final long assist;

    MarkCosts(MachineProfile profile) {
        this.profile = profile;
        markByte = profile.of(Cost.MARK_BYTE);
        markObject = profile.of(Cost.MARK_OBJECT);
        markSpan = profile.of(Cost.MARK_SPAN);
        markShared = profile.of(Cost.MARK_SHARED);
        sweepSpan = profile.of(Cost.SWEEP_SPAN);
        sweepFreeSpan = profile.of(Cost.SWEEP_FREE_SPAN);
        sweepShared = profile.of(Cost.SWEEP_SHARED);
        stackGoroutine = profile.of(Cost.STACK_SCAN_GOROUTINE);
        stackByte = profile.of(Cost.STACK_SCAN_BYTE);
        globalsByte = profile.of(Cost.GLOBALS_BYTE);
        spanRoot = profile.of(Cost.SPAN_ROOT);
        assist = of(Cost.ASSIST);
    }

    /** Marking all that a snapshot found. */
    double mark(MarkTotals totals) {
        return markByte * (double) totals.scanWork()
                + markObject * (double) totals.objects()
                + markSpan * (double) totals.scanSpans();
    }

    /** A fixed cost. */
    long of(Cost cost) {
        return Amd64.toInt64(profile.of(cost));
    }

    /** A cost for each of a number of Ps on top of a fixed one. */
    long of(Cost fixed, Cost each, int procs) {
        return Amd64.toInt64(profile.of(fixed) + profile.of(each) * procs);
    }

    /** A cost for each of a number of Ps. */
    long each(Cost each, int procs) {
        return Amd64.toInt64(profile.of(each) * procs);
    }

    /**
     * The sweeping that a heap did since its counters stood at the given figures.
     *
     * @param shared whether another P sweeps at the time
     */
    long swept(HeapWork now, long sweptBefore, long freedBefore, boolean shared) {
        double nanos = sweepSpan * (double) (now.spansSwept - sweptBefore)
                + sweepFreeSpan * (double) (now.spansFreed - freedBefore);
        return Amd64.toInt64(shared ? nanos * (1 + sweepShared) : nanos);
    }
}
