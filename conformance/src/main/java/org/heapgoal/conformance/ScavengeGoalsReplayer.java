package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.scavenger.ScavengeGoals;

/** Computes the background scavenger's goals. */
final class ScavengeGoalsReplayer implements Replayer {
    private final GoVersion version;

    ScavengeGoalsReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (!name.equals("pace")) {
            throw Replayer.unknown(name, arguments, "pace");
        }
        ScavengeGoals goals = ScavengeGoals.pace(
                version,
                OsPages.LINUX_AMD64.physPageBytes(),
                new ScavengeGoals.Inputs(
                        arguments.signed("memoryLimit"),
                        arguments.unsigned("mappedReady"),
                        arguments.unsigned("heapGoal"),
                        arguments.unsigned("lastHeapGoal"),
                        arguments.unsigned("lastHeapInUse"),
                        arguments.unsigned("heapInUse") + arguments.unsigned("heapFree")));
        return Answer.required()
                .unsigned("memoryLimitGoal", goals.memoryLimitGoalBytes())
                .unsigned("gcPercentGoal", goals.gcPercentGoalBytes());
    }
}
