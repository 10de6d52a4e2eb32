package org.heapgoal.process.mutator;

import java.util.ArrayDeque;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.jspecify.annotations.Nullable;

/** A goroutine that waits for changes that call the runtime, and starts a goroutine for each. */
final class Caller extends Execution {
    private final Environment environment;
    private final ArrayDeque<RuntimeCall> calls = new ArrayDeque<>();
    private @Nullable G self;
    private boolean parked;
    private long burn;

    Caller(Environment environment) {
        this.environment = environment;
    }

    /** A call is to be made now. */
    void call(RuntimeCall call) {
        calls.add(call);
        G g = self;
        if (parked && g != null) {
            parked = false;
            environment.world.ready(g, null, false);
        }
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        self = g;
        if (burn > 0) {
            return burn;
        }
        RuntimeCall call = calls.poll();
        if (call == null) {
            parked = true;
            g.waitReason(WaitReason.CHAN_RECEIVE);
            return BLOCK;
        }
        burn = environment.start(new Calling(environment, call), p);
        return burn;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        burn -= cpuNanos;
    }
}
