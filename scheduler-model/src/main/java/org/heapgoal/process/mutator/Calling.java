package org.heapgoal.process.mutator;

import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/** A goroutine that makes one call into the runtime and ends. */
final class Calling extends Execution {
    private final Environment environment;
    private final RuntimeCall call;
    private boolean called;

    Calling(Environment environment, RuntimeCall call) {
        this.environment = environment;
        this.call = call;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        Execution execution = called ? null : environment.runtimeCalls.execution(call);
        called = true;
        if (execution != null) {
            g.call(execution);
            return CALL;
        }
        environment.stacks.ended(g, p);
        return EXIT;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        throw new IllegalStateException("a call has no CPU time of its own");
    }
}
