package org.heapgoal.gc;

import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/**
 * A part of the collector that a goroutine executes step by step. Between calls, {@link #leftNanos} is what is left of the
 * stretch that the last step asked for.
 */
abstract class Routine extends Execution {
    final Work work;
    private long leftNanos;

    Routine(Work work) {
        this.work = work;
    }

    /** The next step: CPU nanoseconds that it takes, 0 to go on at once, or a verdict. */
    abstract long step(G g, P p, long nowNanos);

    @Override
    public final long next(G g, P p, long nowNanos) {
        if (leftNanos > 0) {
            return leftNanos;
        }
        long verdict = step(g, p, nowNanos);
        while (verdict == 0) {
            verdict = step(g, p, nowNanos);
        }
        leftNanos = Math.max(verdict, 0);
        return verdict;
    }

    @Override
    public final void ran(G g, P p, long cpuNanos) {
        leftNanos -= cpuNanos;
    }
}
