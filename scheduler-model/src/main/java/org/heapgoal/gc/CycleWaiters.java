package org.heapgoal.gc;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;

/** Goroutines that wait for a cycle's mark to end ({@code mgc.go: sweepWaiters, gcWaitOnMark}). */
final class CycleWaiters {
    private final Work work;
    private List<G> waiting = new ArrayList<>();

    CycleWaiters(Work work) {
        this.work = work;
    }

    /** Whether the mark of a cycle is over; if not, the goroutine is queued and must block, then ask again. */
    boolean markDone(long cycle, G g) {
        long marks = work.cycles + (work.phase == Phase.MARK ? 0 : 1);
        if (marks > cycle) {
            return true;
        }
        g.waitReason(WaitReason.WAIT_FOR_GC_CYCLE);
        waiting.add(g);
        return false;
    }

    /** A mark is over: all look again. */
    void wake(P by) {
        if (!waiting.isEmpty()) {
            List<G> woken = waiting;
            waiting = new ArrayList<>();
            work.world.inject(woken, by);
        }
    }
}
