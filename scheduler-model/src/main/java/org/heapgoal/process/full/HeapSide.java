package org.heapgoal.process.full;

import org.heapgoal.heap.span.Cohorts;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.heap.span.HeapOwner;

/** Answers the heap: passes on what it asks for in the middle of an allocation. */
final class HeapSide implements HeapOwner, Cohorts {
    private final GoProcess process;

    HeapSide(GoProcess process) {
        this.process = process;
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        process.collector.deductSweepCredit(spanBytes, callerSweepPages);
    }

    @Override
    public void heapLive(long liveDelta, long scanDelta) {
        process.collector.heapLive(liveDelta, scanDelta);
        process.recorder.changed();
    }

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {
        if (p != Heap.NO_P && process.scavenging.mayRelease(scavengedBytes, grownBytes)) {
            process.scavenging.spanTaken(process.scheduler.ps().get(p), scavengedBytes, grownBytes);
        }
    }

    @Override
    public void gone(int cohort) {
        process.mutator.gone(cohort);
    }
}
