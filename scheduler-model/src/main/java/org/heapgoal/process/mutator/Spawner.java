package org.heapgoal.process.mutator;

import org.heapgoal.process.program.Source;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;

/** A goroutine that sleeps until its source begins, starts a number of goroutines and ends. */
final class Spawner extends Execution {
    private final Environment environment;
    private final Code code;
    private final Source.Fixed source;
    private int left;
    private long burn;

    Spawner(Environment environment, Code code, Source.Fixed source) {
        this.environment = environment;
        this.code = code;
        this.source = source;
        this.left = source.count();
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (burn > 0) {
            return burn;
        }
        if (nowNanos < source.fromNanos()) {
            g.waitReason(WaitReason.SLEEP);
            environment.world.wakeAt(g, p, source.fromNanos());
            return BLOCK;
        }
        if (left-- > 0 && nowNanos < source.untilNanos()) {
            Routine routine = environment.routine(code);
            burn = routine.start(p, nowNanos, source.untilNanos(), null) + environment.createNanos;
            return burn;
        }
        environment.stacks.ended(g, p);
        return EXIT;
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        burn -= cpuNanos;
    }
}
