package org.heapgoal.process.mutator;

import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.units.Amd64;

/**
 * What calls of the heap cost in time, from what they did. Between {@link #begin} and {@link #end} only the caller's own
 * work may move the counters. Rests below a nanosecond are kept for the next charge.
 */
final class HeapCosts {
    private static final double OS_PAGE = 4096;
    private static final double OS_PAGES_PER_PAGE = 2;

    private final HeapWork work;
    private final double refill;
    private final double spanAlloc;
    private final double grow;
    private final double faultByte;
    private final double sweep;
    private final double sweepFree;
    private final double scavengePage;
    private final double scavengeCall;

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
    private double rest;
    private double faultRest;
    private long faultNanos;

    HeapCosts(HeapWork work, MachineProfile profile) {
        this.work = work;
        refill = profile.of(Cost.REFILL);
        spanAlloc = profile.of(Cost.SPAN_ALLOC);
        grow = profile.of(Cost.HEAP_GROW);
        faultByte = profile.of(Cost.PAGE_FAULT) / OS_PAGE;
        sweep = profile.of(Cost.SWEEP_SPAN);
        sweepFree = profile.of(Cost.SWEEP_FREE_SPAN);
        scavengePage = profile.of(Cost.SCAVENGE_PAGE) * OS_PAGES_PER_PAGE;
        scavengeCall = profile.of(Cost.SCAVENGE_CALL);
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
        double own = rest + (work.refills - refills) * refill + (work.spansAllocated - spansAllocated) * spanAlloc;
        if (rare == work.rare) {
            faultNanos = 0;
            long ownNanos = Amd64.toInt64(own);
            rest = own - ownNanos;
            return ownNanos;
        }
        own += (work.grows - grows) * grow;
        double faults = faultRest
                + (work.faultedBytes - faultedBytes) * faultByte
                + (work.spansSwept - spansSwept) * sweep
                + (work.spansFreed - spansFreed) * sweepFree
                + (work.scavengedPages - scavengedPages) * scavengePage
                + (work.scavengeCalls - scavengeCalls) * scavengeCall;
        long ownNanos = Amd64.toInt64(own);
        faultNanos = Amd64.toInt64(faults);
        rest = own - ownNanos;
        faultRest = faults - faultNanos;
        return ownNanos + faultNanos;
    }

    /** Which part of the last {@link #end} was page faults, sweeping and scavenging. */
    long faultNanos() {
        return faultNanos;
    }
}
