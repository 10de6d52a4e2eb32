package org.heapgoal.conformance;

import org.heapgoal.pacer.GcCpuLimiter;
import org.jspecify.annotations.Nullable;

/** Drives the GC CPU limiter. */
final class CpuLimiterReplayer implements Replayer {
    private static final String OPS =
            "new, startGCTransition, finishGCTransition, addAssistTime, update, resetCapacity";

    private @Nullable GcCpuLimiter limiter;

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            limiter = new GcCpuLimiter(arguments.signed("now"), arguments.count("procs"));
            return state(Answer.required(), limiter);
        }
        GcCpuLimiter started = Replayer.started(limiter, name, arguments);
        switch (name) {
            case "startGCTransition" -> {
                started.startGCTransition(arguments.bool("gcEnabled"), arguments.signed("now"));
                return state(Answer.optional(), started);
            }
            case "addAssistTime" -> {
                started.addAssistTime(arguments.signed("duration"));
                return state(Answer.optional(), started);
            }
            case "finishGCTransition" -> started.finishGCTransition(arguments.signed("now"));
            case "update" -> started.update(arguments.signed("now"));
            case "resetCapacity" -> started.resetCapacity(arguments.signed("now"), arguments.count("procs"));
            default -> throw Replayer.unknown(name, arguments, OPS);
        }
        return state(Answer.required(), started);
    }

    private static Answer state(Answer answer, GcCpuLimiter limiter) {
        return answer.unsigned("fill", limiter.fill())
                .unsigned("capacity", limiter.capacity())
                .unsigned("overflow", limiter.overflow())
                .bool("limiting", limiter.limiting());
    }
}
