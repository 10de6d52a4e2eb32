package org.heapgoal.workload.calibrate;

import java.util.List;
import java.util.Locale;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogRun;

/**
 * How much CPU the program wants: whether it takes all that GOMAXPROCS allows, or leaves some of it idle.
 *
 * <p>While the collector marks, Ps that the program leaves idle are used by idle mark workers, and gctrace prints their
 * time. Schedtrace prints idle Ps directly.
 *
 * @param saturated whether the program takes all it can get
 * @param demandProcs CPUs that it wants, at most
 * @param likelyProcs the best guess of that
 * @param lowProcs the least it can want
 * @param maxProcs GOMAXPROCS, the most it can be seen to want
 * @param speedWhileMarking how much of its usual work it gets done with a CPU while marking goes on
 * @param evidence what tells, without a full stop
 */
record LoadShape(
        boolean saturated,
        double demandProcs,
        double likelyProcs,
        double lowProcs,
        int maxProcs,
        Estimate speedWhileMarking,
        String evidence) {
    /** Below this share of the mark phases' CPU, idle marking is what even a busy program leaves between two goroutines. */
    private static final double IDLE_MARKING_OF_A_BUSY_PROGRAM = 0.04;

    /** From this share on there is no doubt. */
    private static final double IDLE_MARKING_WITHOUT_DOUBT = 0.1;

    /** So many schedtrace lines make a mean. */
    private static final int ENOUGH_SCHED_LINES = 10;

    /**
     * A program that takes all it can get does not allocate more per CPU while marking than otherwise; so much may be noise.
     * One that leaves CPUs idle seems to, because it makes do with less.
     */
    private static final double CATCHES_UP = 1.25;

    /**
     * One whose goroutines wait for each other seems to as well, but not by as much as its idle CPUs would allow: in the corpus'
     * tuning half by 1.31 to 1.43 where idle workers took a quarter of the CPU; programs that leave as much idle by themselves seem
     * to allocate 1.45 to 4.9 times as much.
     */
    private static final double CATCHES_UP_WAITING = 1.4;

    private static final double IDLE_MARKING_OF_A_WAITING_PROGRAM = 0.2;

    /** Above this share of all marking, idle workers are no chance. */
    private static final double IDLE_WORKERS_MARK = 0.15;

    /** Standard deviation of the difference of two sizes rounded down to MiB, over the size of a MiB: sqrt(1/6). */
    private static final double ROUNDING_MIB = 0.41;

    private static final double MIB = 1 << 20;

    private static final double LEAST_PROCS = 0.01;

    private static final double LEAST_SPEED = 0.05;

    /** The shape of the load, with the speed at which it runs while marking goes on. */
    static LoadShape of(List<CycleFacts> cycles, LogRun run, int procs) {
        LoadShape shape = undisturbed(cycles, run, procs);
        return new LoadShape(
                shape.saturated,
                shape.demandProcs,
                shape.likelyProcs,
                shape.lowProcs,
                procs,
                shape.speed(cycles),
                shape.evidence);
    }

    private static Estimate unknownSpeed() {
        return Estimate.assumed(1, LEAST_SPEED, 1, "a paced program makes up for it with CPU that is free");
    }

    /**
     * A program that takes all it can get allocates in proportion to its work; so what it allocates per CPU while marking,
     * over what it allocates per CPU otherwise, is its speed.
     */
    private Estimate speed(List<CycleFacts> cycles) {
        double work = 0;
        double otherWork = 0;
        Interval black = Interval.ZERO;
        Interval other = Interval.ZERO;
        for (CycleFacts cycle : cycles) {
            if (cycle.follows()) {
                work += workWhileMarking(cycle);
                black = black.plus(cycle.black());
                otherWork += workOtherwise(cycle.idleBefore());
                other = other.plus(cycle.allocatedBefore());
            }
        }
        if (!saturated || work <= 0 || otherWork <= 0 || other.low() <= 0) {
            return unknownSpeed();
        }
        double slack =
                Math.min(cycles.stream().mapToDouble(CycleFacts::slackNanos).sum(), Math.min(work, otherWork) / 2);
        double speed = black.mid() / other.mid() * otherWork / work;
        double least = black.low() / other.high() * (otherWork - slack) / (work + slack);
        double most = black.high() / other.low() * (otherWork + slack) / (work - slack);
        return Estimate.identified(
                within(speed),
                within(Math.min(least, speed)),
                within(Math.max(most, speed)),
                "allocation for each CPU the collector left, while marking over otherwise");
    }

    private static double within(double speed) {
        return Math.min(1, Math.max(LEAST_SPEED, speed));
    }

    private static LoadShape undisturbed(List<CycleFacts> cycles, LogRun run, int procs) {
        double capacity = 0;
        double idle = 0;
        double background = 0;
        double assist = 0;
        double marking = 0;
        for (CycleFacts cycle : cycles) {
            capacity += cycle.markNanos() * cycle.maxProcs();
            marking += cycle.markNanos();
            idle += cycle.idleNanos();
            background += cycle.backgroundNanos();
            assist += cycle.assistNanos();
        }
        double idleShare = capacity > 0 ? idle / capacity : 0;
        double workerProcs = marking > 0 ? background / marking : 0;
        double assistProcs = marking > 0 ? assist / marking : 0;
        String marked = String.format(
                Locale.ROOT,
                "idle workers used %.1f %% of the CPU while marking, dedicated and fractional ones %.1f %%",
                100 * idleShare,
                100 * workerProcs / procs);
        if (run.schedLines() >= ENOUGH_SCHED_LINES) {
            return fromSchedtrace(cycles, run, procs, marked);
        }
        Interval catching = allocationPerCpu(cycles, procs);
        boolean leavesIdle =
                idleShare >= IDLE_MARKING_OF_A_BUSY_PROGRAM || idle > IDLE_WORKERS_MARK * (idle + background + assist);
        boolean waits = idleShare >= IDLE_MARKING_OF_A_WAITING_PROGRAM && catching.mid() <= CATCHES_UP_WAITING;
        boolean caughtUp = leavesIdle ? waits || catching.high() <= CATCHES_UP : catching.low() <= CATCHES_UP;
        // Whether an object of MiBs is allocated in a mark of milliseconds is chance.
        boolean saturated = LargeObjects.bytes(cycles, bytesPerNano(cycles)) > 0 ? !leavesIdle : caughtUp;
        String rates = String.format(
                Locale.ROOT,
                "%s; while marking it allocated %.2f times as much as otherwise for each CPU that was left to it",
                marked,
                catching.mid());
        if (saturated) {
            double least = Math.max(LEAST_PROCS, procs - workerProcs - idleShare * procs);
            return new LoadShape(
                    true,
                    procs,
                    procs,
                    Math.min(least, procs),
                    procs,
                    unknownSpeed(),
                    rates + ", so it takes all it can get");
        }
        double left = procs - workerProcs - idleShare * procs;
        double wanted = catching.low() > 1 ? Math.min(left, procs / catching.low()) : left;
        double demand = Math.min(Math.max(wanted, Math.max(LEAST_PROCS, assistProcs)), procs);
        boolean doubtful = idleShare < IDLE_MARKING_WITHOUT_DOUBT && catching.low() <= CATCHES_UP;
        return new LoadShape(
                false,
                demand,
                catching.mid() > 0 ? Math.min(demand, procs / catching.mid()) : demand,
                LEAST_PROCS,
                procs,
                unknownSpeed(),
                rates + ", so it leaves CPUs idle"
                        + (doubtful ? "; this is little, and a busy program is possible" : ""));
    }

    private static double bytesPerNano(List<CycleFacts> cycles) {
        double bytes = 0;
        double nanos = 0;
        for (CycleFacts cycle : cycles) {
            if (cycle.follows()) {
                bytes += cycle.allocatedBefore().mid();
                nanos += cycle.idleBefore();
            }
        }
        return nanos > 0 ? bytes / nanos : 0;
    }

    /**
     * What the program allocates while marking for each CPU that the collector leaves it, over what it allocates otherwise for
     * each P, as far as rounded sizes tell; everything is possible where they tell nothing.
     */
    private static Interval allocationPerCpu(List<CycleFacts> cycles, int procs) {
        double black = 0;
        double left = 0;
        double other = 0;
        double otherNanos = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (CycleFacts cycle : cycles) {
            if (cycle.follows()) {
                double bytes = cycle.black().mid();
                black += bytes;
                least = Math.min(least, bytes);
                most = Math.max(most, bytes);
                left += Math.max(0, cycle.maxProcs() * cycle.markNanos() - cycle.markCpuNanos());
                other += cycle.allocatedBefore().mid();
                otherNanos += cycle.idleBefore() * procs;
                count++;
            }
        }
        if (black <= 0 || left <= 0 || other <= 0 || otherNanos <= 0) {
            return new Interval(0, Double.MAX_VALUE);
        }
        // Where all cycles are alike, rounding does not average out.
        double error = most - least < MIB ? MIB * count : 2 * ROUNDING_MIB * MIB * StrictMath.sqrt(count);
        double perByte = otherNanos / other / left;
        return new Interval(Math.max(0, black - error) * perByte, (black + error) * perByte);
    }

    private static LoadShape fromSchedtrace(List<CycleFacts> cycles, LogRun run, int procs, String marked) {
        double collector = 0;
        for (CycleFacts cycle : cycles) {
            collector += cycle.markCpuNanos();
        }
        double wall = cycles.get(cycles.size() - 1).endNanos() - cycles.get(0).startNanos();
        double busy = procs * (1 - run.meanIdleProcsShare());
        double own = wall > 0 ? busy - collector / wall : busy;
        boolean saturated = run.meanIdleProcsShare() < IDLE_MARKING_WITHOUT_DOUBT;
        double demand = saturated ? procs : Math.min(Math.max(own, LEAST_PROCS), procs);
        String text = String.format(
                Locale.ROOT,
                "schedtrace saw %.0f %% of the Ps idle in %d lines; %s",
                100 * run.meanIdleProcsShare(),
                run.schedLines(),
                marked);
        return new LoadShape(
                saturated,
                demand,
                demand,
                Math.min(demand, Math.max(own * 0.8, LEAST_PROCS)),
                procs,
                unknownSpeed(),
                text);
    }

    /**
     * Work that the program did during a cycle, in nanoseconds of work time. To one that takes all it can get the collector's
     * workers left so much; to a paced one work comes on the clock, whether it gets done at once or later.
     */
    double workWhileMarking(CycleFacts cycle) {
        if (!saturated) {
            return cycle.sweepTerminationNanos() + cycle.markNanos() + cycle.markTerminationNanos();
        }
        double left = cycle.maxProcs() * cycle.markNanos() - cycle.markCpuNanos();
        return Math.max(0, left) * speedWhileMarking.value() / demandProcs;
    }

    /** Work that the program did outside of mark phases in the given time: all it wants, or all there is. */
    double workOtherwise(double nanos) {
        return nanos * Math.min(1, maxProcs / demandProcs);
    }
}
