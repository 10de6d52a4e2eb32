package org.heapgoal.process.pacerlevel;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;

/**
 * One concurrent mark phase, in steps between which the assist ratio is revised. Within a step all rates are steady. The
 * steps are shares of what is left to mark, so their number does not depend on how long marking takes.
 */
final class MarkPhase {
    /** Steps of a short mark phase; a long one has twice as many. */
    static final int STEPS = 16;

    private static final double LONG_MARK_NANOS = 1e8;

    /** How little more than expected is enough to end a step: this part of all work. */
    private static final double BEYOND_EXPECTED = 512;

    /** More CPU than this in one cycle (11 days) is a mistake in the load, and would leave the range of time. */
    private static final double MAX_MARK_NANOS = 1e15;

    private final TimedLoad load;
    private final ModelSwitches switches;
    private final GcController controller;
    private final GcCpuLimiter limiter;
    private final Mutator mutator;
    private final ProcessMemory memory;
    private final int procs;
    private final int shortSteps;
    private final MarkRates rates = new MarkRates();

    private long nowNanos;
    private long limiterNanos;

    // The running phase.
    private long reachable;
    private long heapWork;
    private long stackWork;
    private long globalsWork;
    private long workDone;
    private double cpuTotal;
    private double cpuLeft;
    private double credit;
    private double dedicatedProcs;
    private double fractionalProcs;
    private double dedicatedNanos;
    private double fractionalNanos;
    private double assistNanos;
    private double idleNanos;
    private long allocatedBlack;

    MarkPhase(
            TimedLoad load,
            GcSettings settings,
            ModelSwitches switches,
            GcController controller,
            GcCpuLimiter limiter,
            Mutator mutator,
            ProcessMemory memory,
            int shortSteps) {
        this.shortSteps = shortSteps;
        this.load = load;
        this.switches = switches;
        this.controller = controller;
        this.limiter = limiter;
        this.mutator = mutator;
        this.memory = memory;
        this.procs = settings.maxProcs();
    }

    /** Bytes found live: reachable when marking began, and allocated since. */
    long bytesMarked() {
        return reachable + allocatedBlack;
    }

    /** Who marked, for how long. */
    MarkCpu cpu() {
        return new MarkCpu(
                Amd64.toInt64(assistNanos),
                Amd64.toInt64(dedicatedNanos),
                Amd64.toInt64(fractionalNanos),
                Amd64.toInt64(idleNanos));
    }

    /** Stacks scanned. */
    long stackWork() {
        return stackWork;
    }

    /** Time so far, in all mark phases, for which the limiter held assists off. */
    long limiterNanos() {
        return limiterNanos;
    }

    /**
     * Marks from the given time on; the controller has started its cycle.
     *
     * @param endNanos when the run ends, marking or not
     * @return when marking was done, or when the run or its load ended before that
     */
    long run(long startNanos, long endNanos) {
        begin(startNanos);
        int steps = cpuTotal / procs > LONG_MARK_NANOS ? 2 * shortSteps : shortSteps;
        for (int left = steps; cpuLeft > 0 && nowNanos < endNanos && !mutator.finished(); left--) {
            step(Math.max(1, left), endNanos);
        }
        return nowNanos;
    }

    /** Whether everything is marked. */
    boolean done() {
        return cpuLeft <= 0;
    }

    private void begin(long startNanos) {
        nowNanos = startNanos;
        reachable = Math.min(Amd64.toInt64(mutator.cursor().liveHeapBytes()), controller.heapLive());
        heapWork = Amd64.toInt64((double) reachable * load.scannableFraction());
        stackWork = controller.maxStackScan();
        globalsWork = load.globalsBytes();
        workDone = 0;
        TimedLoad.MarkCost cost = load.markCost();
        cpuTotal = Math.max(
                1,
                (double) cost.fixedNanos()
                        + (double) reachable * cost.nanosPerLiveByte()
                        + (double) totalWork() * cost.nanosPerScannedByte());
        if (cpuTotal > MAX_MARK_NANOS) {
            throw new BadInput("marking " + reachable + " bytes of heap would take " + Math.round(cpuTotal / 1e9)
                    + " s of CPU; allowed is at most " + Math.round(MAX_MARK_NANOS / 1e9) + " s a cycle");
        }
        cpuLeft = cpuTotal;
        credit = 0;
        double efficiency = load.marking().workerEfficiency();
        dedicatedProcs = controller.dedicatedMarkWorkersNeeded() * efficiency;
        fractionalProcs = controller.fractionalUtilizationGoal() * procs * efficiency;
        dedicatedNanos = 0;
        fractionalNanos = 0;
        assistNanos = 0;
        idleNanos = 0;
        allocatedBlack = 0;
    }

    private long totalWork() {
        return heapWork + stackWork + globalsWork;
    }

    private void step(int stepsLeft, long endNanos) {
        double background = dedicatedProcs + fractionalProcs;
        double speed = load.marking().mutatorSpeed();
        double scanPerCpu = (double) totalWork() / cpuTotal;
        boolean limiting = switches.limiter() && limiter.limiting();
        // A first guess of the step's length, without assists and backlog, tells how fast these may be worked off.
        double steady = Math.min(load.demand().demandProcs(), procs - background);
        double idle =
                load.marking().idleMarkShare() * Math.min(controller.maxIdleMarkWorkers(), procs - background - steady);
        double guess = Math.max(1, cpuLeft / (background + idle) / stepsLeft);
        rates.share(
                procs,
                background,
                controller.maxIdleMarkWorkers(),
                load.marking().idleMarkShare(),
                mutator.wantedProcs(procs - background, guess),
                mutator.peakProcs(),
                controller.assistWorkPerByte() * mutator.bytesPerCpuNano() * speed,
                scanPerCpu,
                credit / guess,
                load.marking().minAssistShare(),
                switches.assists() && !limiting);
        double marking = background + rates.idle() + rates.assist();
        double share = cpuLeft / stepsLeft;
        double ideal = Math.min(share, cpuUntilMoreThanExpected()) / marking;
        double end = Math.min((double) (endNanos - nowNanos), mutator.nanosUntilEnd(rates.mutator() * speed));
        boolean last = ideal * marking >= cpuLeft && ideal <= end;
        long nanos = Math.max(1, Amd64.toInt64(Math.ceil(Math.min(ideal, end))));
        allocate(rates.mutator() * speed, nanos, (background + rates.idle()) * scanPerCpu, scanPerCpu);
        mark(marking, nanos, last);
        account(nanos, limiting);
        controller.revise();
    }

    /**
     * CPU time until just more work is done than the controller expects of a steady heap. From there on it reckons with the
     * whole heap, so a step ends there. Infinite if that point is passed or will not be reached.
     */
    private double cpuUntilMoreThanExpected() {
        double beyond = (double) controller.expectedScanWork() + (double) totalWork() / BEYOND_EXPECTED + 1;
        if (workDone >= beyond || beyond >= (double) totalWork()) {
            return Double.POSITIVE_INFINITY;
        }
        double cpu = beyond / (double) totalWork() * cpuTotal - (cpuTotal - cpuLeft);
        return cpu > 0 ? cpu : Double.POSITIVE_INFINITY;
    }

    private void allocate(double own, long nanos, double backgroundWorkPerNano, double scanPerCpu) {
        double owedPerByte = controller.assistWorkPerByte();
        long bytes = mutator.run(own, nanos);
        double saved = credit + (backgroundWorkPerNano + rates.assist() * scanPerCpu) * nanos;
        credit = Math.max(0, saved - owedPerByte * (double) bytes);
        allocatedBlack += bytes;
        memory.allocated(bytes);
        memory.setStackBytes(mutator.cursor().stackBytes());
        controller.addHeapLive(bytes);
        controller.setMaxStackScan(mutator.cursor().stackBytes());
        memory.settle(controller.heapLive());
    }

    /** Takes CPU time off what is left and reports the scan work: globals first, then stacks, then the heap. */
    private void mark(double marking, long nanos, boolean last) {
        double used = Math.min(cpuLeft, marking * nanos);
        cpuLeft = last ? 0 : cpuLeft - used;
        double share = 1 - cpuLeft / cpuTotal;
        long target = cpuLeft <= 0 ? totalWork() : Amd64.toInt64((double) totalWork() * share);
        long globals = part(target, 0, globalsWork);
        long stacks = part(target, globalsWork, stackWork);
        long heap = part(target, globalsWork + stackWork, heapWork);
        controller.work().addGlobalsScanWork(globals);
        controller.work().addStackScanWork(stacks);
        controller.work().addHeapScanWork(heap);
        workDone = Math.max(workDone, target);
    }

    /** New work within one of the three kinds, which begins at {@code from} in the order of marking. */
    private long part(long target, long from, long size) {
        long before = Math.min(Math.max(workDone - from, 0), size);
        long after = Math.min(Math.max(target - from, 0), size);
        return Math.max(0, after - before);
    }

    private void account(long nanos, boolean limiting) {
        nowNanos += nanos;
        dedicatedNanos += dedicatedProcs * nanos;
        fractionalNanos += fractionalProcs * nanos;
        assistNanos += rates.assist() * nanos;
        idleNanos += rates.idle() * nanos;
        double busy = dedicatedProcs + fractionalProcs + rates.assist() + rates.mutator();
        limiter.addAssistTime(Amd64.toInt64(rates.assist() * nanos));
        limiter.addIdleTime(Amd64.toInt64(Math.max(0, procs - busy) * nanos));
        limiter.update(nowNanos);
        if (limiting) {
            limiterNanos += nanos;
        }
    }
}
