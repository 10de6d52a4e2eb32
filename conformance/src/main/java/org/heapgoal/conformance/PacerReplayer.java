package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.CycleCause;
import org.jspecify.annotations.Nullable;

/** Drives the GC controller. */
final class PacerReplayer implements Replayer {
    private static final String OPS =
            "new, allocate, memory, commit, startCycle, revise, setGCPercent, setMemoryLimit, endCycle";

    private final GoVersion version;
    private @Nullable GcController controller;

    PacerReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            controller = new GcController(version, arguments.count("gcPercent"), arguments.signed("memoryLimit"), 0);
            return state(controller);
        }
        GcController started = Replayer.started(controller, name, arguments);
        switch (name) {
            case "allocate" -> {
                started.addHeapLive(arguments.signed("heapLive"));
                started.addHeapScan(arguments.signed("heapScan"));
            }
            case "memory" ->
                started.memory()
                        .set(
                                arguments.unsigned("heapFree"),
                                arguments.unsigned("mappedReady"),
                                arguments.unsigned("totalAlloc"),
                                arguments.unsigned("totalFree"));
            case "commit" -> started.commit(arguments.bool("sweepDone"));
            case "startCycle" -> startCycle(started, arguments);
            case "revise" -> revise(started, arguments);
            case "setGCPercent" -> {
                started.setGCPercent(arguments.count("gcPercent"));
                started.commit(false);
                if (arguments.has("revise") && arguments.bool("revise")) {
                    started.revise();
                }
            }
            case "setMemoryLimit" -> {
                started.setMemoryLimit(arguments.signed("memoryLimit"));
                started.commit(false);
            }
            case "endCycle" -> endCycle(started, arguments);
            default -> throw Replayer.unknown(name, arguments, OPS);
        }
        return state(started);
    }

    private static void startCycle(GcController controller, Members arguments) {
        controller.setMaxStackScan(arguments.unsigned("maxStackScan"));
        controller.setGlobalsScan(arguments.unsigned("globalsScan"));
        CycleCause cause = arguments.bool("periodic") ? CycleCause.PERIODIC : CycleCause.HEAP;
        controller.startCycle(0, arguments.count("procs"), cause);
    }

    private static void revise(GcController controller, Members arguments) {
        controller.addHeapLive(arguments.signed("heapLive"));
        controller.addHeapScan(arguments.signed("heapScan"));
        controller.work().addHeapScanWork(arguments.signed("heapScanWork"));
        controller.work().addStackScanWork(arguments.signed("stackScanWork"));
        controller.work().addGlobalsScanWork(arguments.signed("globalsScanWork"));
        controller.revise();
    }

    private static void endCycle(GcController controller, Members arguments) {
        controller.time().setAssistNanos(arguments.signed("assistTime"));
        controller.time().setIdleNanos(arguments.signed("idleMarkTime"));
        controller.endCycle(arguments.signed("elapsed"), arguments.count("procs"));
        controller.resetLive(arguments.unsigned("bytesMarked"));
        controller.commit(false);
    }

    private static Answer state(GcController controller) {
        return Answer.required()
                .unsigned("gcPercentHeapGoal", controller.gcPercentHeapGoal())
                .unsigned("memoryLimitHeapGoal", controller.memoryLimitHeapGoal())
                .unsigned("heapGoal", controller.heapGoal())
                .unsigned("trigger", controller.trigger())
                .unsigned("heapLive", controller.heapLive())
                .unsigned("heapScan", controller.heapScan())
                .unsigned("heapMarked", controller.heapMarked())
                .unsigned("triggered", controller.triggered())
                .unsigned("runway", controller.runway())
                .unsigned("heapMinimum", controller.heapMinimum())
                .unsigned("lastHeapScan", controller.lastHeapScan())
                .unsigned("lastStackScan", controller.lastStackScan())
                .unsigned("sweepDistMinTrigger", controller.sweepDistMinTrigger())
                .float64("assistWorkPerByte", controller.assistWorkPerByte())
                .float64("assistBytesPerWork", controller.assistBytesPerWork())
                .float64("consMark", controller.consMark())
                .float64("fractionalUtilizationGoal", controller.fractionalUtilizationGoal())
                .count("dedicatedMarkWorkersNeeded", controller.dedicatedMarkWorkersNeeded())
                .count("maxIdleMarkWorkers", controller.maxIdleMarkWorkers());
    }
}
