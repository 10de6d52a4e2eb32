package org.heapgoal.gc;

import org.heapgoal.pacer.MarkWork;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * The draining of mark work by one goroutine: what it has claimed, how far it is, and what it has not flushed yet ({@code
 * mgcmark.go: gcDrain, gcDrainN}).
 *
 * <p>Progress is linear in CPU time within a claim, so it is computed only when somebody looks. Heap work counts for the
 * controller in whole flushes of {@link #FLUSH_UNITS}; what is below stays with the drain, root jobs count one by one.
 */
final class Drain {
    /** Heap work that a marker keeps to itself before it tells the controller ({@code gcCreditSlack}). */
    static final long FLUSH_UNITS = 2000;

    private final Work work;
    private final MarkPool pool;
    private final boolean background;
    private final RootJobs.Batch batch = new RootJobs.Batch();

    private @Nullable G g;
    private @Nullable P p;
    private boolean rootClaim;
    private long claimUnits;
    private long claimNanos;
    private long leadNanos;
    private long ranNanos;
    private double unitsPerNano;
    private double nanosPerUnit;
    private long doneUnits;
    private int doneJobs;
    private long batchGlobalsDone;
    private long batchStackDone;
    private long localUnits;
    private long withoutCredit;
    private long workDone;
    private long sinceCheck;
    private boolean claimed;

    /**
     * A drain that has not begun.
     *
     * @param background whether the work earns credit
     */
    Drain(Work work, boolean background) {
        this.work = work;
        this.pool = work.marking.pool;
        this.background = background;
    }

    /** Begins, with the unflushed rest that an assist left on the P. */
    void begin(G marker, P processor, long restUnits) {
        g = marker;
        p = processor;
        localUnits = restUnits;
        withoutCredit = background ? restUnits : 0;
        workDone = 0;
        sinceCheck = 0;
        claimed = false;
        claimNanos = 0;
        ranNanos = 0;
    }

    /** The goroutine that drains. */
    G g() {
        G marker = g;
        if (marker == null) {
            throw new IllegalStateException("the drain has not begun");
        }
        return marker;
    }

    boolean background() {
        return background;
    }

    /** Scan work done since it began, unflushed work included. */
    long workDone() {
        return workDone;
    }

    /** Heap work since the last {@link #checked}. */
    long sinceCheck() {
        return sinceCheck;
    }

    void checked() {
        sinceCheck = 0;
    }

    /** Whether the last claim was one of root jobs. */
    boolean rootClaim() {
        return rootClaim;
    }

    /** Whether it has claimed anything since it began. */
    boolean claimed() {
        return claimed;
    }

    /** Whether a part of the claim is left. */
    boolean unfinished() {
        return ranNanos < claimNanos;
    }

    /**
     * Claims heap work.
     *
     * @param lead CPU nanoseconds that pass before it begins
     */
    boolean claimHeap(long maxUnits, long lead) {
        long units = pool.heapAvailable() ? pool.claim(work.marking.markers(), maxUnits) : 0;
        if (units == 0) {
            units = work.marking.takeFromOthers(this, maxUnits);
        }
        if (units == 0) {
            return false;
        }
        rootClaim = false;
        claimUnits = units;
        doneUnits = 0;
        begin(pool.nanos(units, work.marking.markers() > 1), lead);
        atSpeed();
        return true;
    }

    /** Claims root jobs, at least one. */
    boolean claimRoots(long maxNanos, long lead) {
        int share = Math.max(1, pool.roots.left() / (2 * Math.max(1, work.marking.markers())));
        if (!pool.roots.claim(batch, maxNanos, share)) {
            return false;
        }
        rootClaim = true;
        doneJobs = 0;
        batchGlobalsDone = 0;
        batchStackDone = 0;
        begin(batch.nanos, lead);
        return true;
    }

    private void begin(long nanos, long lead) {
        claimed = true;
        leadNanos = lead;
        claimNanos = nanos + lead;
        ranNanos = 0;
    }

    /** Takes note of how fast the heap work of the claim goes. */
    private void atSpeed() {
        double nanos = (double) (claimNanos - leadNanos);
        unitsPerNano = (double) claimUnits / nanos;
        nanosPerUnit = nanos / (double) claimUnits;
    }

    /** CPU time until the drain has to be asked again: to the claim's end, or the next flush that an assist waits for. */
    long stretch() {
        long left = claimNanos - ranNanos;
        return background && work.marking.assistsWait() ? Math.min(left, nanosToFlush()) : left;
    }

    /** At least this much CPU time passes before the controller hears of more work. */
    long nanosToFlush() {
        if (!unfinished()) {
            return Long.MAX_VALUE;
        }
        if (rootClaim) {
            long atNanos = leadNanos
                    + Amd64.toInt64((double) (doneJobs + 1) / batch.jobs() * (double) (claimNanos - leadNanos));
            return Math.max(1, atNanos - ranNanos);
        }
        if (!pool.counts()) {
            return claimNanos - ranNanos;
        }
        long units = doneUnits + Math.max(0, FLUSH_UNITS - localUnits);
        return Math.max(1, leadNanos + Amd64.toInt64((double) units * nanosPerUnit) + 1 - ranNanos);
    }

    /** CPU time has passed. */
    void ran(long cpuNanos) {
        ranNanos = Math.min(claimNanos, ranNanos + cpuNanos);
        if (rootClaim) {
            rootsDone(unfinished() ? Amd64.toInt64(StrictMath.floor(share() * batch.jobs())) : batch.jobs());
        } else {
            heapDone(unfinished() ? Math.min(claimUnits, unitsAt(ranNanos)) : claimUnits);
        }
        if (!unfinished()) {
            endClaim();
        }
    }

    private long unitsAt(long nanos) {
        return Amd64.toInt64((double) Math.max(0, nanos - leadNanos) * unitsPerNano);
    }

    private double share() {
        return (double) Math.max(0, ranNanos - leadNanos) / (double) (claimNanos - leadNanos);
    }

    private void heapDone(long units) {
        long more = units - doneUnits;
        if (more <= 0) {
            return;
        }
        doneUnits = units;
        sinceCheck += more;
        if (pool.counts()) {
            localUnits += more;
            workDone += more;
            if (localUnits >= FLUSH_UNITS) {
                flush(localUnits - localUnits % FLUSH_UNITS);
            }
        }
    }

    private void rootsDone(long jobs) {
        doneJobs = (int) jobs;
        long globals = part(batch.globalsWork) - batchGlobalsDone;
        long stacks = part(batch.stackWork) - batchStackDone;
        if (globals + stacks == 0) {
            return;
        }
        batchGlobalsDone += globals;
        batchStackDone += stacks;
        workDone += globals + stacks;
        MarkWork counters = work.controller.work();
        counters.addGlobalsScanWork(globals);
        counters.addStackScanWork(stacks);
        if (background) {
            work.marking.credit(globals + stacks, p);
        }
    }

    private long part(long whole) {
        return doneJobs == batch.jobs() ? whole : Amd64.toInt64((double) whole * doneJobs / batch.jobs());
    }

    private void flush(long units) {
        localUnits -= units;
        work.controller.work().addHeapScanWork(units);
        if (background) {
            long credited = Math.max(0, units - withoutCredit);
            withoutCredit = Math.max(0, withoutCredit - units);
            if (credited > 0) {
                work.marking.credit(credited, p);
            }
        }
    }

    private void stackScanned(G scanned) {
        P processor = p;
        if (processor == null) {
            throw new IllegalStateException("the drain has not begun");
        }
        work.marking.stackScanned(scanned, processor);
    }

    private void endClaim() {
        if (rootClaim) {
            pool.roots.finish(batch, batch.jobs(), this::stackScanned);
        }
        claimUnits = 0;
        doneUnits = 0;
        claimNanos = 0;
        ranNanos = 0;
    }

    /** Units of the claim that another marker may take over. */
    long untouched() {
        return rootClaim || !unfinished() ? 0 : claimUnits - doneUnits;
    }

    /** Gives a number of untouched units away; the claim ends earlier by their time. */
    void lose(long units) {
        claimUnits -= units;
        claimNanos = Math.max(ranNanos + 1, leadNanos + Math.max(1, Amd64.toInt64((double) claimUnits * nanosPerUnit)));
        atSpeed();
    }

    /**
     * Stops: what is left of the claim goes back. A root job that was begun counts as done, since none is left half-way.
     *
     * @param flushAll whether what is below a flush is flushed too
     * @return heap work that stays on the P
     */
    long end(boolean flushAll) {
        if (unfinished()) {
            if (rootClaim) {
                int begun = ranNanos > leadNanos ? Math.min(batch.jobs(), doneJobs + 1) : 0;
                if (begun > doneJobs) {
                    rootsDone(begun);
                }
                pool.roots.finish(batch, begun, this::stackScanned);
            } else {
                pool.giveBack(claimUnits - doneUnits);
            }
            claimNanos = 0;
            ranNanos = 0;
        }
        if (flushAll && localUnits > 0) {
            flush(localUnits);
        }
        return localUnits;
    }
}
