package org.heapgoal.gc;

import java.util.List;
import java.util.function.Supplier;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/** A goroutine that computes for a while and then makes calls, one after the other; it notes when each came back. */
final class Calls extends Execution {
    private final List<Supplier<Execution>> calls;
    private long leftNanos;
    private int made;

    /** Instants at which the calls returned. */
    final long[] returned;

    Calls(double afterMillis, List<Supplier<Execution>> calls) {
        this.calls = calls;
        this.leftNanos = (long) (afterMillis * GcHarness.MILLI);
        this.returned = new long[calls.size()];
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (leftNanos > 0) {
            return leftNanos;
        }
        if (made > 0) {
            returned[made - 1] = nowNanos;
        }
        if (made == calls.size()) {
            return EXIT;
        }
        g.call(calls.get(made++).get());
        return CALL;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        leftNanos -= cpuNanos;
    }

    /** Computes without end, in stretches inside which it cannot be preempted. */
    static Execution computeWithoutSafePoint(double millis) {
        return new Execution() {
            private long leftNanos;

            @Override
            public long next(G g, P p, long nowNanos) {
                if (leftNanos == 0) {
                    leftNanos = (long) (millis * GcHarness.MILLI);
                }
                return leftNanos;
            }

            @Override
            public void ran(G g, P p, long cpuNanos) {
                leftNanos -= cpuNanos;
            }

            @Override
            public long safePointNanos(G g) {
                return NOT_PREEMPTIBLE;
            }
        };
    }

    /** Computes without end. */
    static Execution compute() {
        return new Calls(1e9, List.of());
    }
}
