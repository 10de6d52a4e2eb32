package org.heapgoal.conformance;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.IdleMarkWorkers;
import org.jspecify.annotations.Nullable;

/** Drives a controller's count of idle mark workers. */
final class IdleWorkersReplayer implements Replayer {
    private final GoVersion version;
    private @Nullable IdleMarkWorkers workers;

    IdleWorkersReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            workers = new GcController(version, 100, GcSettings.NO_MEMORY_LIMIT, 0)
                    .workers()
                    .idle();
            return state(Answer.required(), workers);
        }
        IdleMarkWorkers started = Replayer.started(workers, name, arguments);
        Answer answer = Answer.required();
        switch (name) {
            case "setMax" -> started.setMax(arguments.count("max"));
            case "add" -> answer.bool("added", started.add());
            case "need" -> answer.bool("needed", started.need());
            case "remove" -> started.remove();
            default -> throw Replayer.unknown(name, arguments, "new, setMax, add, need, remove");
        }
        return state(answer, started);
    }

    private static Answer state(Answer answer, IdleMarkWorkers workers) {
        return answer.count("workers", workers.running()).count("max", workers.max());
    }
}
