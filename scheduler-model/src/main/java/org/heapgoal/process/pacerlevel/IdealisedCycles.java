package org.heapgoal.process.pacerlevel;

import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.CycleEnd;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.Trigger;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;

/**
 * The runtime's own pacer test as a model: one heap growth and one mark phase per cycle, in steps of half a millisecond.
 * Source: {@code mgcpacer_test.go: TestGcPacer}; every product and conversion is taken in that test's order, because its
 * printed results are the oracle.
 *
 * <p>The test has no time between mark phases. Here the mutator is given the time in which all Ps allocate from the live
 * heap to the trigger, so that cycles have a place on a time axis; nothing in the model depends on it.
 */
public final class IdealisedCycles {
    /** Heap marked in the first cycle. */
    private static final long INITIAL_HEAP_BYTES = 256 << 10;

    private static final double STEP_NANOS = 500_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    /** Bytes per step and CPU for each KiB per CPU-millisecond. */
    private static final double RATE_CONVERSION = 1024 * STEP_NANOS / NANOS_PER_MILLI;

    private static final double MIN_RATE = 0.0001;
    private static final double MAX_RATE = 1e9;
    private static final double MAX_NANOS = 1e18;
    private static final int MAX_STEPS_PER_CYCLE = 500_000;
    private static final double STACK_QUANTUM = 2048;

    private final CycleLoad load;
    private final GcController controller;
    private final double procs;
    private final GcSettings settings;
    private final RunProbe probe;
    private final CpuTally cpuTally = new CpuTally();

    private long nowNanos;
    private long allocatedBytes;
    private long peakHeapLive;
    private long allocatedBlackLast;

    // The running cycle.
    private long globalsLeft;
    private long stackLeft;
    private long heapLeft;
    private long assistNanos;
    private long durationNanos;
    private long allocatedBlack;

    /**
     * A run that has not begun.
     *
     * @param load the mutator
     * @param settings GOGC, the memory limit, and GOMAXPROCS as the number of CPUs
     * @param version whose law the controller follows
     * @param probe gets the cycles
     */
    public IdealisedCycles(CycleLoad load, GcSettings settings, GoVersion version, RunProbe probe) {
        this.load = load;
        this.settings = settings;
        this.procs = settings.maxProcs();
        this.probe = probe;
        this.controller = new GcController(version, settings.gcPercent(), settings.memoryLimitBytes(), 0);
    }

    /** Runs all cycles, or as many as the limits allow. */
    public RunOutcome run(RunLimits limits) {
        CycleLoad.Inputs inputs = load.inputs().get();
        RunOutcome outcome = RunOutcome.FINISHED;
        for (int number = 1; number <= load.cycles(); number++) {
            if (limits.cancelled().getAsBoolean()) {
                outcome = RunOutcome.CANCELLED;
                break;
            }
            if (number > limits.maxCycles()) {
                outcome = RunOutcome.CYCLES_REACHED;
                break;
            }
            if (nowNanos >= limits.maxDurationNanos()) {
                outcome = RunOutcome.DURATION_REACHED;
                break;
            }
            cycle(number, bounded(number, inputs.next()));
        }
        probe.onEnd(new RunTotals(nowNanos, allocatedBytes, peakHeapLive, 0, 0, 0));
        return outcome;
    }

    private static CycleLoad.Input bounded(int number, CycleLoad.Input input) {
        requireAtMost(number, "allocRate", input.allocRate(), MAX_RATE);
        requireAtMost(number, "scanRate", input.scanRate(), MAX_RATE);
        requireAtMost(number, "growthRate", input.growthRate(), MAX_RATE);
        requireAtMost(number, "stackBytes", input.stackBytes(), (double) TimedLoad.MAX_BYTES);
        return new CycleLoad.Input(
                Math.max(MIN_RATE, input.allocRate()),
                Math.max(MIN_RATE, input.scanRate()),
                Math.max(MIN_RATE, input.growthRate()),
                Math.min(Math.max(input.scannableFraction(), 0), 1),
                Math.max(0, Math.floor(input.stackBytes() / STACK_QUANTUM) * STACK_QUANTUM));
    }

    private static void requireAtMost(int cycle, String name, double value, double most) {
        if (!(value <= most)) {
            throw new BadInput(name + " is " + value + " in cycle " + cycle + "; allowed is at most " + most);
        }
    }

    private void cycle(int number, CycleLoad.Input input) {
        long markedBefore = controller.heapMarked();
        growToTrigger(number, input);
        long stackBytes = Amd64.toUint64(input.stackBytes());
        controller.setMaxStackScan(stackBytes);
        controller.setGlobalsScan(load.globalsBytes());
        Trigger trigger = controller.explainTrigger();
        GoalBasis basis = controller.explainBasis();
        controller.startCycle(0, settings.maxProcs(), CycleCause.HEAP);
        long startNanos = nowNanos;
        sample();

        long nextMarked = number == 1
                ? INITIAL_HEAP_BYTES
                : Amd64.toInt64((double) (markedBefore - allocatedBlackLast) * input.growthRate());
        requireAtMost(number, "the live heap in bytes", (double) nextMarked, (double) TimedLoad.MAX_BYTES);
        globalsLeft = load.globalsBytes();
        stackLeft = stackBytes;
        heapLeft = Amd64.toInt64((double) nextMarked * input.scannableFraction());
        assistNanos = 0;
        durationNanos = 0;
        allocatedBlack = 0;
        for (int steps = 0; heapLeft + stackLeft + globalsLeft > 0; steps++) {
            if (steps == MAX_STEPS_PER_CYCLE) {
                throw new BadInput("marking does not end in cycle " + number + ": a scanRate of " + input.scanRate()
                        + " KiB per CPU-millisecond is too low for its heap");
            }
            step(input);
            requireAtMost(
                    number, "the heap in bytes", (double) controller.heapLive(), (double) Mutator.ADDRESS_SPACE_BYTES);
        }
        nowNanos += durationNanos;
        peakHeapLive = Math.max(peakHeapLive, controller.heapLive());
        sample();
        finish(number, trigger, basis, startNanos, nextMarked + allocatedBlack);
        allocatedBlackLast = allocatedBlack;
    }

    /** The heap grows to its trigger; what is allocated there counts as scannable in proportion. */
    private void growToTrigger(int number, CycleLoad.Input input) {
        long marked = controller.heapMarked();
        long trigger = controller.trigger();
        long start = Long.compareUnsigned(marked, trigger) > 0 ? marked : trigger;
        long growth = start - marked;
        if (Long.compareUnsigned(start, Mutator.ADDRESS_SPACE_BYTES) >= 0) {
            throw new BadInput(
                    "the heap grows past 128 TiB in cycle " + number + ": with these settings nothing bounds it");
        }
        controller.addHeapLive(growth);
        controller.addHeapScan(Amd64.toInt64((double) growth * input.scannableFraction()));
        allocatedBytes += growth;
        double nanos = (double) growth / (input.allocRate() * 1024 * procs) * NANOS_PER_MILLI;
        requireAtMost(number, "the time of the start in nanoseconds", (double) nowNanos + nanos, MAX_NANOS);
        nowNanos += Amd64.toInt64(nanos);
    }

    /** One period between two revisions of the assist ratio, cut short when the work runs out in it. */
    private void step(CycleLoad.Input input) {
        double a = controller.assistWorkPerByte();
        double allocRate = input.allocRate();
        double scanRate = input.scanRate();
        double utilization = a * allocRate / (a * allocRate + scanRate);
        if (utilization < GcController.BACKGROUND_UTILIZATION) {
            utilization = GcController.BACKGROUND_UTILIZATION;
        }
        double scanPerStep = scanRate * RATE_CONVERSION * procs * utilization;
        long scan = Amd64.toInt64(scanPerStep);
        long allocated = Amd64.toInt64(allocRate * RATE_CONVERSION * procs * (1 - utilization));
        long globals = Math.min(globalsLeft, scan);
        long stack = Math.min(stackLeft, scan - globals);
        long heap = Math.min(heapLeft, scan - globals - stack);
        long done = globals + stack + heap;
        long elapsed = Amd64.toInt64(STEP_NANOS);
        if (done < scan) {
            elapsed = Amd64.toInt64((double) done * STEP_NANOS / scanPerStep);
            allocated = Amd64.toInt64(
                    allocRate * RATE_CONVERSION * (double) elapsed / STEP_NANOS * procs * (1 - utilization));
        }
        globalsLeft -= globals;
        stackLeft -= stack;
        heapLeft -= heap;
        controller.addHeapLive(allocated);
        controller.addHeapScan(Amd64.toInt64((double) allocated * input.scannableFraction()));
        controller.work().addHeapScanWork(heap);
        controller.work().addStackScanWork(stack);
        controller.work().addGlobalsScanWork(globals);
        controller.revise();
        assistNanos += Amd64.toInt64((double) elapsed * procs * (utilization - GcController.BACKGROUND_UTILIZATION));
        durationNanos += elapsed;
        allocatedBlack += allocated;
        allocatedBytes += allocated;
    }

    private void finish(int number, Trigger trigger, GoalBasis basis, long startNanos, long bytesMarked) {
        final long runway = controller.runway();
        final long triggered = controller.triggered();
        final long peak = controller.heapLive();
        final long goal = controller.heapGoal();
        final long stackScan = controller.work().stackScanWork();
        // Background marking is a quarter of the CPUs here, however the runtime would round its workers.
        double background = procs * GcController.BACKGROUND_UTILIZATION;
        double dedicated = Math.min(controller.dedicatedMarkWorkersNeeded(), background);
        MarkCpu cpu = new MarkCpu(
                assistNanos,
                Amd64.toInt64((double) durationNanos * dedicated),
                Amd64.toInt64((double) durationNanos * (background - dedicated)),
                0);
        controller.time().setAssistNanos(assistNanos);
        CycleEnd end = controller.endCycle(durationNanos, settings.maxProcs());
        controller.resetLive(bytesMarked);
        controller.commit(false);
        cpuTally.add(cpu, 0, settings.maxProcs());
        probe.onCycle(new CycleRecord(
                number,
                CycleCause.HEAP,
                new CycleRecord.Timing(startNanos, startNanos, nowNanos, nowNanos, 0),
                cpu,
                new CycleRecord.Heap(triggered, peak, bytesMarked, goal),
                new CycleRecord.Pacing(
                        trigger.goal().rule(),
                        trigger.bound(),
                        trigger.goal().bytes(),
                        trigger.bytes(),
                        runway,
                        end.utilization(),
                        controller.consMark(),
                        false,
                        new CycleRecord.Memory(0, 0),
                        Optional.of(basis)),
                stackScan,
                load.globalsBytes(),
                settings.maxProcs(),
                cpuTally.fraction(nowNanos, settings.maxProcs())));
        sample();
    }

    private void sample() {
        probe.onSample(new HeapSample(nowNanos, controller.heapLive(), controller.heapGoal(), controller.trigger(), 0));
    }
}
