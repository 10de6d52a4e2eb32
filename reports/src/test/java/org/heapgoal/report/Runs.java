package org.heapgoal.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;

/** Small made-up runs with numbers that can be checked by hand. They imitate no real program. */
public final class Runs {
    public static final long MIB = 1 << 20;
    public static final long SECOND = 1_000_000_000L;
    public static final long MILLI = 1_000_000L;

    private Runs() {}

    /** Settings with GOMAXPROCS 4. */
    public static GcSettings settings(int gogc, long limit) {
        return new GcSettings(gogc, limit, 4);
    }

    public static GcSettings plain() {
        return settings(100, GcSettings.NO_MEMORY_LIMIT);
    }

    public static RunIdentity identity(String name, GcSettings settings) {
        return new RunIdentity(name, "a made-up run", Level.PACER, GoVersion.GO_1_25, settings, OptionalLong.of(7));
    }

    /** A level that knows neither resident memory nor the limiter. */
    public static Coverage coverage() {
        return new Coverage(
                Map.of(
                        SummaryMetric.PEAK_RESIDENT, "level pacer has no pages",
                        SummaryMetric.LIMITER_ENABLED, "level pacer has no limiter"),
                Map.of(CycleMetric.RESIDENT, "level pacer has no pages"),
                List.of("Sweeping takes no time at this level."));
    }

    /** One cycle that marks for {@code markNanos} and keeps {@code live} bytes. */
    public static CycleRecord cycle(
            long number, long startNanos, long markNanos, long live, long goal, GoalRule rule, CycleCause cause) {
        long pause = 200_000;
        long trigger = goal - goal / 10;
        return new CycleRecord(
                number,
                cause,
                new CycleRecord.Timing(
                        startNanos,
                        startNanos + 100_000,
                        startNanos + 100_000 + markNanos,
                        startNanos + 200_000 + markNanos,
                        pause),
                new MarkCpu(markNanos / 5, markNanos, 0, markNanos / 2),
                new CycleRecord.Heap(trigger, goal, live, goal),
                new CycleRecord.Pacing(
                        rule,
                        TriggerBound.RUNWAY,
                        goal,
                        trigger,
                        goal - trigger,
                        0.3,
                        0.125,
                        false,
                        new CycleRecord.Memory(goal + 8 * MIB, 0)),
                MIB,
                MIB / 2,
                4,
                0.05);
    }

    /**
     * A saw-tooth: cycles of equal length whose live heap follows a function of the cycle's number.
     *
     * @param probe who listens
     */
    public static void sawTooth(RunProbe probe, GcSettings settings, int cycles, long cycleNanos, LiveHeap liveHeap) {
        long live = liveHeap.at(0);
        long peak = 0;
        for (int i = 0; i < cycles; i++) {
            long start = i * cycleNanos + cycleNanos * 9 / 10;
            long mark = Math.min(cycleNanos / 20, 50 * MILLI);
            GoalRule rule = settings.gcPercentOff() ? GoalRule.MEMORY_LIMIT : GoalRule.GOGC;
            long goal = settings.gcPercentOff()
                    ? settings.memoryLimitBytes() / 100 * 97 - 10 * MIB
                    : live + live / 100 * settings.gcPercent();
            if (settings.hasMemoryLimit() && goal > settings.memoryLimitBytes() - 10 * MIB) {
                goal = Math.max(live, settings.memoryLimitBytes() - 10 * MIB);
                rule = goal == live ? GoalRule.CLAMPED_TO_LIVE_HEAP : GoalRule.MEMORY_LIMIT;
            }
            long trigger = goal - goal / 10;
            probe.onSample(new HeapSample(i * cycleNanos, live, goal, trigger, goal + 8 * MIB));
            probe.onSample(new HeapSample(start, trigger, goal, trigger, goal + 8 * MIB));
            CycleRecord cycle = cycle(i + 1L, start, mark, liveHeap.at(i + 1), goal, rule, CycleCause.HEAP);
            long end = cycle.timing().endNanos();
            probe.onSample(new HeapSample(end, goal, goal, trigger, goal + 8 * MIB));
            probe.onCycle(cycle);
            live = liveHeap.at(i + 1);
            peak = Math.max(peak, goal);
        }
        probe.onEnd(new RunTotals(Math.max(1, cycles) * cycleNanos, 30L * cycles * MIB, peak, peak + 8 * MIB, 0, 0));
    }

    /** The live heap after a number of cycles. */
    public interface LiveHeap {
        long at(int cycles);
    }

    /** A finished saw-tooth run. */
    public static RunResult run(String name, GcSettings settings, int cycles, long cycleNanos, LiveHeap liveHeap) {
        RunRecorder recorder = RunRecorder.detailed(identity(name, settings), coverage());
        sawTooth(recorder, settings, cycles, cycleNanos, liveHeap);
        return recorder.result();
    }
}
