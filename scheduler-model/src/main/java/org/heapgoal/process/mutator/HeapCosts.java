package org.heapgoal.process.mutator;

import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.units.Amd64;

/**
 * What calls of the heap cost in time, from what they did. Between {@link #begin} and {@link #end} only the caller's own
 * work may move the counters. Rests below a nanosecond are kept for the next charge; so sums are of integers, 2^-20 ns each.
 */
final class HeapCosts {
    /** A nanosecond in the unit of costs. */
    private static final int NANO_SHIFT = 20;

    private static final long REST_MASK = (1L << NANO_SHIFT) - 1;
    private static final double OS_PAGE = 4096;
    private static final double OS_PAGES_PER_PAGE = 2;

    private final HeapWork work;
    private final long refill;
    private final long spanAlloc;
    private final long grow;
    private final long faultByte;
    private final long sweep;
    private final long sweepFree;
    private final long scavengePage;
    private final long scavengeCall;

    private long refills;
    private long spansAllocated;

    /** The counters below are those of the work when this was its count of rare work. */
    private long rare = -1;

    private long grows;
    private long faultedBytes;
    private long spansSwept;
    private long spansFreed;
    private long scavengedPages;
    private long scavengeCalls;
    private long rest;
    private long faultRest;
    private long faultNanos;

    HeapCosts(HeapWork work, MachineProfile profile) {
        this.work = work;
        refill = cost(profile.of(Cost.REFILL));
        spanAlloc = cost(profile.of(Cost.SPAN_ALLOC));
        grow = cost(profile.of(Cost.HEAP_GROW));
        faultByte = cost(profile.of(Cost.PAGE_FAULT) / OS_PAGE);
        sweep = cost(profile.of(Cost.SWEEP_SPAN));
        sweepFree = cost(profile.of(Cost.SWEEP_FREE_SPAN));
        scavengePage = cost(profile.of(Cost.SCAVENGE_PAGE) * OS_PAGES_PER_PAGE);
        scavengeCall = cost(profile.of(Cost.SCAVENGE_CALL));
    }

    private static long cost(double nanos) {
        return Amd64.toInt64(StrictMath.rint(nanos * (1L << NANO_SHIFT)));
    }

    /** Takes note of the counters. */
    void begin() {
        refills = work.refills;
        spansAllocated = work.spansAllocated;
        if (rare != work.rare) {
            rare = work.rare;
            beginRare();
        }
    }

    private void beginRare() {
        grows = work.grows;
        faultedBytes = work.faultedBytes;
        spansSwept = work.spansSwept;
        spansFreed = work.spansFreed;
        scavengedPages = work.scavengedPages;
        scavengeCalls = work.scavengeCalls;
    }

    /** CPU nanoseconds of what was done since {@link #begin}. */
    long end() {
        long own = rest + (work.refills - refills) * refill + (work.spansAllocated - spansAllocated) * spanAlloc;
        faultNanos = 0;
        if (rare != work.rare) {
            own += (work.grows - grows) * grow;
            long faults = faultRest
                    + (work.faultedBytes - faultedBytes) * faultByte
                    + (work.spansSwept - spansSwept) * sweep
                    + (work.spansFreed - spansFreed) * sweepFree
                    + (work.scavengedPages - scavengedPages) * scavengePage
                    + (work.scavengeCalls - scavengeCalls) * scavengeCall;
            faultNanos = faults >> NANO_SHIFT;
            faultRest = faults & REST_MASK;
        }
        rest = own & REST_MASK;
        return (own >> NANO_SHIFT) + faultNanos;
    }

    /** Which part of the last {@link #end} was page faults, sweeping and scavenging. */
    long faultNanos() {
        return faultNanos;
    }
}
