package org.heapgoal.process.mutator;

import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.sched.Execution;

/** Calls of programs into the runtime. */
final class RuntimeCalls {
    private final Environment environment;

    RuntimeCalls(Environment environment) {
        this.environment = environment;
    }

    /** What a call executes, or null for one that is a verdict of its own: Gosched. */
    @org.jspecify.annotations.Nullable
    Execution execution(RuntimeCall call) {
        var collector = environment.collector;
        if (call instanceof RuntimeCall.CollectGarbage) {
            return collector.collectGarbage();
        } else if (call instanceof RuntimeCall.SetGcPercent set) {
            return collector.setGcPercent(set.percent());
        } else if (call instanceof RuntimeCall.SetMemoryLimit set) {
            return collector.setMemoryLimit(set.bytes());
        } else if (call instanceof RuntimeCall.FreeOsMemory) {
            return collector.freeOsMemory();
        } else if (call instanceof RuntimeCall.ReadMemStats) {
            return collector.readMemStats(stats -> environment.probe.onMemStats(environment.world.nowNanos(), stats));
        } else if (call instanceof RuntimeCall.SetMaxProcs set) {
            return collector.setMaxProcs(set.procs());
        }
        return null;
    }
}
