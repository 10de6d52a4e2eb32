package org.heapgoal.gc;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.span.MarkTotals;
import org.heapgoal.sim.units.Amd64;

/**
 * What is left of a mark: root jobs and the heap's scan work, from which markers claim pieces.
 *
 * <p>The heap is a pool of alike units of scan work. Objects without pointers cost time but give no work; their cost is
 * spread over the units. Without any scan work the units are nanoseconds and count as none.
 *
 * <p>A claim is the smaller the less is left, so that markers end together; one that finds nothing takes half of what
 * another has not got to. In the runtime work buffers go round in the same way.
 */
final class MarkPool {
    /** Markers do not share less than this; a few microseconds of work. */
    private static final long MIN_CLAIM_UNITS = 4000;

    private static final double MIN_CLAIM_NANOS = 5000;

    final RootJobs roots;
    private final MarkCosts costs;
    private long unclaimed;
    private long total;
    private long claimedBefore;
    private double nanosPerUnit;
    private boolean counts;

    MarkPool(MarkCosts costs, GoVersion version) {
        this.costs = costs;
        roots = new RootJobs(costs, version);
    }

    /** A mark of what a snapshot found begins; roots are prepared apart. */
    void begin(MarkTotals totals) {
        double nanos = costs.mark(totals);
        counts = totals.scanWork() > 0;
        total = counts ? totals.scanWork() : Amd64.toInt64(nanos);
        nanosPerUnit = counts ? nanos / (double) total : 1;
        unclaimed = total;
        claimedBefore = 0;
    }

    /** Whether the units are scan work. */
    boolean counts() {
        return counts;
    }

    /** CPU nanoseconds that a unit takes. */
    double nanosPerUnit() {
        return nanosPerUnit;
    }

    /** Units that nobody has claimed. */
    long unclaimed() {
        return unclaimed;
    }

    /** Clears the flags of markers that have put work into the global queues; whether there were any ({@code flushedWork}). */
    boolean clearFlushed() {
        boolean flushed = total - unclaimed != claimedBefore;
        claimedBefore = total - unclaimed;
        return flushed;
    }

    /** All units of this mark. */
    long total() {
        return total;
    }

    /** Whether somebody looking for mark work would see some ({@code mgcmark.go: gcMarkWorkAvailable}). */
    boolean workAvailable() {
        return roots.available() || unclaimed > 0;
    }

    /** Whether heap work can be claimed: a way to unclaimed work has been found. */
    boolean heapAvailable() {
        return reached() > 0;
    }

    /**
     * Unclaimed units to which the scanned roots lead. Were all the heap open from the first root on, assists, which prefer
     * heap to roots, would leave the globals for the end; the last of them would then look like more work than there can be,
     * and the assists would stop before the mark is over.
     */
    private long reached() {
        if (unclaimed == 0 || !roots.available()) {
            return unclaimed;
        }
        return Math.max(0, Amd64.toInt64(roots.reachedShare() * (double) total) - (total - unclaimed));
    }

    /** The smallest piece worth sharing, in units. */
    long minClaim() {
        return Math.max(1, Math.min(MIN_CLAIM_UNITS, Amd64.toInt64(MIN_CLAIM_NANOS / nanosPerUnit)));
    }

    /** Claims units for one of a number of markers: its share of half of what is left, but no more than it may have. */
    long claim(int markers, long maxUnits) {
        long share = Math.max(minClaim(), unclaimed / (2L * Math.max(1, markers)));
        long claimed = Math.min(Math.min(share, Math.max(1, maxUnits)), reached());
        unclaimed -= claimed;
        return claimed;
    }

    /** Units come back that their marker did not get to. */
    void giveBack(long units) {
        unclaimed += units;
    }

    /** The time that a number of units takes one who marks alone. */
    long nanos(long units) {
        return nanos(units, false);
    }

    /**
     * The time that a number of units takes.
     *
     * @param shared whether somebody else marks, too
     */
    long nanos(long units, boolean shared) {
        double each = shared ? nanosPerUnit * (1 + costs.markShared) : nanosPerUnit;
        return Math.max(1, Amd64.toInt64(StrictMath.ceil((double) units * each)));
    }
}
