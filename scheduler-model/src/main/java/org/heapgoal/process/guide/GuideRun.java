package org.heapgoal.process.guide;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.sim.units.Amd64;

/**
 * One run of the guide's model. The order of operations is the guide's, because some of its figures hang on a cycle that
 * is due at the very end of a phase.
 */
public final class GuideRun {
    private static final double NANOS_PER_SECOND = 1e9;

    private final GuideLoad load;
    private final RunProbe probe;
    private final RunLimits limits;
    private final GcSettings settings;
    private final double heapLimitMiB;
    private final List<GuideResult.Point> points = new ArrayList<>();

    private double live;
    private double allocated;
    private double pendingLive;
    private double goal;
    private double goalLive;
    private GoalRule goalRule = GoalRule.GOGC;
    private double seconds;
    private double gcSeconds;
    private double allocatedTotal;
    private double peak;
    private double peakLive;
    private long cycles;

    private GuideRun(GuideLoad load, GcSettings settings, RunProbe probe, RunLimits limits) {
        this.load = load;
        this.probe = probe;
        this.limits = limits;
        this.settings = settings;
        heapLimitMiB = GuideGoal.heapLimitMiB(settings.memoryLimitBytes(), load.otherMiB());
    }

    /** Figures that this level does not model. */
    public static Set<SummaryMetric> notModelled() {
        EnumSet<SummaryMetric> figures = EnumSet.copyOf(SummaryMetric.OF_REQUESTS);
        figures.addAll(List.of(
                SummaryMetric.PEAK_RESIDENT,
                SummaryMetric.ASSIST_CPU,
                SummaryMetric.BACKGROUND_MARK_CPU,
                SummaryMetric.IDLE_MARK_CPU,
                SummaryMetric.LIMITER_ENABLED));
        return figures;
    }

    /**
     * Runs a load.
     *
     * @param settings GOGC and the memory limit; GOMAXPROCS plays no part
     * @param probe gets a cycle for each collection, whose whole cost counts as pause on one P
     */
    public static GuideResult run(GuideLoad load, GcSettings settings, RunProbe probe, RunLimits limits) {
        return new GuideRun(load, settings, probe, limits).run();
    }

    private GuideResult run() {
        // The first goal is that of the largest heap to which the minimum still applies.
        setGoal(settings.gcPercentOff() ? 0 : GuideGoal.MIN_HEAP_MIB / (1 + settings.gcPercent() / 100.0));
        if (!settings.gcPercentOff() && goalRule == GoalRule.GOGC) {
            goalRule = GoalRule.MINIMUM_HEAP;
        }
        point();
        RunOutcome outcome = RunOutcome.FINISHED;
        for (GuideLoad.Phase phase : load.phases()) {
            outcome = runPhase(phase);
            if (outcome != RunOutcome.FINISHED) {
                break;
            }
        }
        probe.onEnd(
                new RunTotals(nanos(seconds), bytes(allocatedTotal), bytes(peak - load.otherMiB()), bytes(peak), 0, 0));
        return new GuideResult(seconds, gcSeconds, peak, peakLive, cycles, points, outcome);
    }

    private RunOutcome runPhase(GuideLoad.Phase phase) {
        double left = phase.durationSeconds();
        double survivors = phase.durationSeconds() * phase.allocMiBPerSecond() * phase.newSurvivalRate();
        double deaths = live * phase.oldDeathRate();
        while (left > 0) {
            if (limits.cancelled().getAsBoolean()) {
                return RunOutcome.CANCELLED;
            }
            if (cycles >= limits.maxCycles()) {
                return RunOutcome.CYCLES_REACHED;
            }
            if (nanos(seconds) >= limits.maxDurationNanos()) {
                return RunOutcome.DURATION_REACHED;
            }
            double amount = left * phase.allocMiBPerSecond();
            boolean collect = live + allocated + amount > goal;
            if (collect) {
                amount = goal - live - allocated;
            }
            allocated += amount;
            allocatedTotal += amount;
            double time = amount / phase.allocMiBPerSecond();
            left -= time;
            seconds += time;
            pendingLive += (survivors - deaths) * (time / phase.durationSeconds());
            peak = Math.max(peak, live + allocated + load.otherMiB());
            point();
            if (collect) {
                collect();
            }
        }
        return RunOutcome.FINISHED;
    }

    private void collect() {
        double before = live + allocated;
        double startSeconds = seconds;
        // Summing shares of a phase may leave a rounding error below zero where everything dies.
        live = Math.max(0, live + pendingLive);
        pendingLive = 0;
        allocated = 0;
        double cost = load.fixedCostSeconds() + live / load.scanMiBPerSecond();
        gcSeconds += cost;
        seconds += cost;
        cycles++;
        peakLive = Math.max(peakLive, live);
        double reached = goal;
        GoalRule rule = goalRule;
        GoalBasis basis = GuideGoal.basis(goalLive, settings, load.otherMiB(), reached);
        setGoal(live);
        record(startSeconds, before, reached, rule, basis);
        point();
    }

    private void setGoal(double liveMiB) {
        GuideGoal next = GuideGoal.of(liveMiB, settings.gcPercent(), heapLimitMiB);
        goal = next.mib();
        goalRule = next.rule();
        goalLive = liveMiB;
    }

    private void record(double startSeconds, double before, double reached, GoalRule rule, GoalBasis basis) {
        long start = nanos(startSeconds);
        long end = nanos(seconds);
        long reachedBytes = bytes(reached);
        probe.onCycle(new CycleRecord(
                cycles,
                CycleCause.HEAP,
                new CycleRecord.Timing(start, start, end, end, end - start),
                MarkCpu.NONE,
                new CycleRecord.Heap(bytes(before), bytes(before), bytes(live), reachedBytes),
                new CycleRecord.Pacing(
                        rule,
                        TriggerBound.GOAL,
                        reachedBytes,
                        reachedBytes,
                        0,
                        1,
                        0,
                        false,
                        new CycleRecord.Memory(bytes(before + load.otherMiB()), 0),
                        Optional.of(basis)),
                0,
                0,
                1,
                gcSeconds / seconds));
    }

    private void point() {
        if (points.size() < GuideResult.MAX_POINTS) {
            points.add(new GuideResult.Point(seconds, live, allocated, goal));
        }
        probe.onSample(new HeapSample(
                nanos(seconds),
                bytes(live + allocated),
                bytes(goal),
                bytes(goal),
                bytes(live + allocated + load.otherMiB())));
    }

    private static long nanos(double value) {
        return Amd64.toInt64(value * NANOS_PER_SECOND);
    }

    /** Whole bytes; a goal that is never reached is the largest number. */
    private static long bytes(double mib) {
        return GuideGoal.bytes(mib);
    }
}
