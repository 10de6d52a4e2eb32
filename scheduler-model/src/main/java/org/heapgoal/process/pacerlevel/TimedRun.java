package org.heapgoal.process.pacerlevel;

import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.CycleEnd;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.pacer.Trigger;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * A program on a time axis at level {@code pacer}: allocate to the trigger, mark, and again. Source of the order within a
 * cycle: {@code mgc.go: gcStart, gcMarkDone, gcMarkTermination}.
 */
public final class TimedRun {
    /** Without another cycle one is started after this long. Source: {@code proc.go: forcegcperiod}. */
    private static final long FORCE_PERIOD_NANOS = 120_000_000_000L;

    /** A trigger under a memory limit depends on the heap; it is followed until it moves by less than this. */
    private static final long TRIGGER_TOLERANCE_BYTES = 1024;

    private static final int TRIGGER_ROUNDS = 8;

    private final TimedLoad load;
    private final GcSettings settings;
    private final RunProbe probe;
    private final GcController controller;
    private final GcCpuLimiter limiter;
    private final Mutator mutator;
    private final ProcessMemory memory;
    private final MarkPhase markPhase;
    private final CpuTally cpuTally = new CpuTally();
    private final int procs;

    private long nowNanos;
    private long endNanos;
    private long cycles;
    private long lastGcNanos = Long.MIN_VALUE;
    private long peakHeapLive;

    /**
     * A run that has not begun.
     *
     * @param load the program
     * @param settings GOGC, the memory limit and GOMAXPROCS
     * @param version whose laws it follows
     * @param switches what is switched off
     * @param probe gets samples and cycles
     */
    public TimedRun(TimedLoad load, GcSettings settings, GoVersion version, ModelSwitches switches, RunProbe probe) {
        this(load, settings, version, switches, probe, MarkPhase.STEPS);
    }

    /** A run with another number of steps in a mark phase, to see what the step size does. */
    TimedRun(
            TimedLoad load,
            GcSettings settings,
            GoVersion version,
            ModelSwitches switches,
            RunProbe probe,
            int markSteps) {
        this.load = load;
        this.settings = settings;
        this.probe = probe;
        this.procs = settings.maxProcs();
        controller = new GcController(version, settings.gcPercent(), settings.memoryLimitBytes(), load.globalsBytes());
        limiter = new GcCpuLimiter(0, procs);
        mutator = new Mutator(load);
        memory = new ProcessMemory(load.memory(), settings, version, controller);
        markPhase = new MarkPhase(load, settings, switches, controller, limiter, mutator, memory, markSteps);
        begin();
    }

    /** Puts the process where the load begins: at its start, or just after a cycle that found the initial live heap. */
    private void begin() {
        long stackBytes = mutator.cursor().stackBytes();
        long initial = load.initialLiveHeapBytes();
        controller.setMaxStackScan(stackBytes);
        memory.setStackBytes(stackBytes);
        memory.settle(initial);
        peakHeapLive = initial;
        if (initial == 0) {
            return;
        }
        controller.addHeapLive(initial);
        controller.startCycle(0, procs, CycleCause.HEAP);
        controller.work().addHeapScanWork(Amd64.toInt64((double) initial * load.scannableFraction()));
        controller.work().addStackScanWork(stackBytes);
        controller.work().addGlobalsScanWork(load.globalsBytes());
        controller.endCycle(0, procs);
        memory.markTerminated(initial);
        controller.resetLive(initial);
        controller.commit(false);
        lastGcNanos = 0;
    }

    /** Runs the load to its end, or as far as the limits allow. */
    public RunOutcome run(RunLimits limits) {
        endNanos = limits.maxDurationNanos();
        sample();
        RunOutcome outcome = null;
        while (outcome == null) {
            CycleCause cause = allocateUntilCycle(limits);
            if (cause != null && cycles >= limits.maxCycles()) {
                outcome = RunOutcome.CYCLES_REACHED;
            } else if (cause != null) {
                collect(cause);
            }
            if (outcome == null) {
                outcome = ended(limits);
            }
        }
        probe.onEnd(new RunTotals(
                nowNanos,
                memory.totalAlloc(),
                peakHeapLive,
                memory.peakMapped(),
                memory.peakMapped() + load.memory().outsideGoBytes(),
                markPhase.limiterNanos()));
        return outcome;
    }

    private @Nullable RunOutcome ended(RunLimits limits) {
        if (limits.cancelled().getAsBoolean()) {
            return RunOutcome.CANCELLED;
        }
        if (mutator.finished()) {
            return RunOutcome.FINISHED;
        }
        return nowNanos >= endNanos ? RunOutcome.DURATION_REACHED : null;
    }

    /** Runs the program until a cycle is due. Returns its cause, or null if the run is over. */
    private @Nullable CycleCause allocateUntilCycle(RunLimits limits) {
        while (ended(limits) == null) {
            if (Long.compareUnsigned(controller.heapLive(), controller.trigger()) >= 0) {
                return CycleCause.HEAP;
            }
            if (controller.heapLive() >= Mutator.ADDRESS_SPACE_BYTES) {
                throw mutator.heapTooLarge();
            }
            long periodicNanos = periodicNanos();
            if (nowNanos >= periodicNanos) {
                return CycleCause.PERIODIC;
            }
            double own = mutator.wantedProcs(procs);
            double nanos = Math.min(mutator.nanosUntilChange(own), nanosUntilTrigger(own));
            nanos = Math.min(nanos, (double) (Math.min(periodicNanos, endNanos) - nowNanos));
            allocate(own, Math.max(1, Amd64.toInt64(Math.ceil(nanos))));
            sample();
        }
        return null;
    }

    private long periodicNanos() {
        boolean due = !settings.gcPercentOff() && lastGcNanos >= 0;
        return due ? lastGcNanos + FORCE_PERIOD_NANOS + 1 : Long.MAX_VALUE;
    }

    private void allocate(double own, long nanos) {
        long bytes = mutator.run(own, nanos);
        nowNanos += nanos;
        limiter.addIdleTime(Amd64.toInt64((procs - own) * nanos));
        controller.update(bytes, Amd64.toInt64((double) bytes * load.scannableFraction()), false);
        memory.allocated(bytes);
        memory.setStackBytes(mutator.cursor().stackBytes());
        controller.setMaxStackScan(mutator.cursor().stackBytes());
        memory.settle(controller.heapLive());
        peakHeapLive = Math.max(peakHeapLive, controller.heapLive());
    }

    /** Time until the heap reaches its trigger at the present rate; infinite where nothing is allocated. */
    private double nanosUntilTrigger(double own) {
        double bytesPerNano = mutator.bytesPerCpuNano() * own;
        if (bytesPerNano == 0) {
            return Double.POSITIVE_INFINITY;
        }
        long heapLive = controller.heapLive();
        long trigger = controller.trigger();
        if (Long.compareUnsigned(trigger, Mutator.ADDRESS_SPACE_BYTES) >= 0) {
            trigger = Mutator.ADDRESS_SPACE_BYTES;
        } else if (settings.hasMemoryLimit()) {
            trigger = triggerWhenReached(heapLive, trigger);
        }
        return Math.max(1, Amd64.fromUint64(trigger - heapLive) / bytesPerNano);
    }

    /** The trigger as it will be when the heap is as large as that: what is not heap grows with the heap. */
    private long triggerWhenReached(long heapLive, long triggerNow) {
        long trigger = triggerNow;
        for (int round = 0; round < TRIGGER_ROUNDS; round++) {
            memory.preview(Math.max(heapLive, trigger));
            long next = controller.trigger();
            boolean settled = Math.abs(next - trigger) <= TRIGGER_TOLERANCE_BYTES;
            trigger = next;
            if (settled) {
                break;
            }
        }
        memory.settle(heapLive);
        return Math.max(heapLive, trigger);
    }

    private void collect(CycleCause cause) {
        long startNanos = nowNanos;
        long heapAtStart = controller.heapLive();
        Trigger trigger = controller.explainTrigger();
        GoalBasis basis = controller.explainBasis();
        long runway = controller.runway();
        controller.startCycle(startNanos, procs, cause);
        limiter.startGCTransition(true, startNanos);
        stop(load.sweepTermination());
        limiter.finishGCTransition(nowNanos);
        long markStartNanos = nowNanos;
        nowNanos = markPhase.run(markStartNanos, endNanos);
        if (!markPhase.done()) {
            peakHeapLive = Math.max(peakHeapLive, controller.heapLive());
            sample();
            return;
        }
        long markEndNanos = nowNanos;
        long heapAtEnd = controller.heapLive();
        peakHeapLive = Math.max(peakHeapLive, heapAtEnd);
        sample();
        MarkCpu cpu = markPhase.cpu();
        CycleEnd end = finish(markEndNanos, cpu);
        CycleRecord.Timing timing = new CycleRecord.Timing(
                startNanos,
                markStartNanos,
                markEndNanos,
                nowNanos,
                (markStartNanos - startNanos) + (nowNanos - markEndNanos));
        cpuTally.add(cpu, timing.pauseNanos(), procs);
        probe.onCycle(new CycleRecord(
                cycles,
                cause,
                timing,
                cpu,
                new CycleRecord.Heap(heapAtStart, heapAtEnd, markPhase.bytesMarked(), controller.lastHeapGoal()),
                pacing(trigger, basis, runway, end),
                markPhase.stackWork(),
                load.globalsBytes(),
                procs,
                cpuTally.fraction(nowNanos, procs)));
        sample();
    }

    /** Mark termination: the controller learns, the heap is reset, the scavenger gets its goals. */
    private CycleEnd finish(long markEndNanos, MarkCpu cpu) {
        controller.time().setAssistNanos(cpu.assistNanos());
        controller.time().setIdleNanos(cpu.idleNanos());
        limiter.startGCTransition(false, markEndNanos);
        CycleEnd end = controller.endCycle(markEndNanos, procs);
        memory.markTerminated(controller.heapLive());
        controller.resetLive(markPhase.bytesMarked());
        memory.settle(controller.heapLive());
        controller.commit(false);
        memory.scavenge(controller.heapLive());
        stop(load.markTermination());
        cycles++;
        limiter.setNumGC((int) cycles);
        limiter.finishGCTransition(nowNanos);
        lastGcNanos = nowNanos;
        return end;
    }

    private CycleRecord.Pacing pacing(Trigger trigger, GoalBasis basis, long runway, CycleEnd end) {
        return new CycleRecord.Pacing(
                trigger.goal().rule(),
                trigger.bound(),
                trigger.goal().bytes(),
                trigger.bytes(),
                runway,
                end.utilization(),
                controller.consMark(),
                limiter.limiting(),
                memory.record(),
                Optional.of(basis));
    }

    private void stop(TimedLoad.StopCost cost) {
        long nanos = cost.baseNanos() + Amd64.toInt64(cost.nanosPerProc() * procs);
        mutator.stop(nanos);
        nowNanos += nanos;
    }

    private void sample() {
        probe.onSample(new HeapSample(
                nowNanos, controller.heapLive(), controller.heapGoal(), controller.trigger(), memory.mapped()));
    }
}
