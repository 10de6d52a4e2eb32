package org.heapgoal.process.mutator;

import java.util.List;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;

/** The main goroutine: starts one goroutine for each source and then waits for ever. */
final class MainGoroutine extends Execution {
    private final Environment environment;
    private final List<Execution> starters;
    private int next;
    private long burn;

    MainGoroutine(Environment environment, List<Execution> starters) {
        this.environment = environment;
        this.starters = starters;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (burn > 0) {
            return burn;
        }
        if (next == starters.size()) {
            g.waitReason(WaitReason.CHAN_RECEIVE);
            return BLOCK;
        }
        burn = environment.start(starters.get(next++), p);
        return burn;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        burn -= cpuNanos;
    }
}
