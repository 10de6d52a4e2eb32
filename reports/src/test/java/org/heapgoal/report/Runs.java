package org.heapgoal.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.ActivitySlice;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.PActivity;
import org.heapgoal.recording.RequestRecord;
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

    /** A level that knows neither resident memory nor the limiter, nor requests. */
    public static Coverage coverage() {
        EnumMap<SummaryMetric, String> missing = new EnumMap<>(SummaryMetric.class);
        SummaryMetric.OF_REQUESTS.forEach(metric -> missing.put(metric, "level pacer has no requests"));
        missing.put(SummaryMetric.PEAK_RESIDENT, "level pacer has no pages");
        missing.put(SummaryMetric.LIMITER_ENABLED, "level pacer has no limiter");
        return new Coverage(
                missing,
                Map.of(CycleMetric.RESIDENT, "level pacer has no pages"),
                List.of("Sweeping takes no time at this level."));
    }

    /** A level that knows everything. */
    public static RunIdentity fullIdentity(String name, GcSettings settings) {
        return new RunIdentity(name, "a made-up run", Level.FULL, GoVersion.GO_1_25, settings, OptionalLong.of(7));
    }

    /** MemStats whose fields all differ, with unsigned values beyond a signed number among them. */
    public static MemStats memStats() {
        List<Long> ring = LongStream.range(0, 256).boxed().toList();
        List<MemStats.SizeCount> bySize = IntStream.range(0, 61)
                .mapToObj(i -> new MemStats.SizeCount(8 * i, 100 + i, 50 + i))
                .toList();
        return new MemStats(
                1,
                2,
                3,
                4,
                5,
                new MemStats.Heap(6, 7, 8, 9, 10),
                new MemStats.OffHeap(11, 12, 13, 14, 15, 16, 17, 18, 19),
                new MemStats.Gc(-1L, 21, 22, ring, ring, 23, 24, 0.25),
                bySize);
    }

    /** A run at level full: a saw-tooth with requests of 1 to 100 ms, a tenth of each spent on assists. */
    public static RunRecorder fullRun(String name, GcSettings settings, RunEnding ending) {
        RunRecorder recorder = RunRecorder.detailed(fullIdentity(name, settings), Coverage.complete());
        for (int i = 1; i <= 100; i++) {
            long latency = i * MILLI;
            long assist = latency / 10;
            recorder.onRequest(new RequestRecord(
                    "request",
                    i,
                    latency,
                    new RequestRecord.Blame(latency - 3 * assist, assist, 0, 2 * assist, 0, 0, 0, 0)));
        }
        Map<String, MetricValue> metrics = new TreeMap<>();
        metrics.put("/gc/heap/goal:bytes", new MetricValue.Whole(-1));
        metrics.put(
                "/sched/latencies:seconds",
                new MetricValue.Histogram(List.of(0.0, 0.5, Double.POSITIVE_INFINITY), List.of(0L, 3L)));
        recorder.onMetrics(0, metrics);
        recorder.onMemStats(0, memStats());
        sawTooth(recorder, settings, 2, SECOND, i -> 10 * MIB);
        recorder.ended(ending);
        recorder.ranOn(new ProcessDetails("amd64 1.25", 4, 2, 512 * MIB, "you set it", 12, 0xABCL));
        return recorder;
    }

    /**
     * A run at level full with everything that charts show: {@link #fullRun}'s requests, memory by use, idle Ps, the
     * limiter on for half a second, and a window in which P0 runs the program, P1 marks and P2 changes every microsecond.
     */
    public static RunResult fullRunWithTimelines(String name) {
        RunRecorder recorder = RunRecorder.detailed(fullIdentity(name, settings(100, 100 * MIB)), Coverage.complete());
        for (int i = 1; i <= 1_000; i++) {
            long latency = i * MILLI / 10;
            long part = latency / 10;
            recorder.onRequest(new RequestRecord(
                    "request",
                    i,
                    latency,
                    new RequestRecord.Blame(latency - 4 * part, part, 0, 2 * part, part, 0, 0, 0)));
        }
        for (int i = 0; i <= 8; i++) {
            long inUse = (10 + 5L * (i % 4)) * MIB;
            recorder.onMachineSample(new MachineSample(
                    i * SECOND / 2,
                    new MachineSample.Memory(inUse, 30 * MIB - inUse, i * MIB, MIB, 4 * MIB, 12 * MIB),
                    new MachineSample.Cpu(2L * i * SECOND, i * SECOND / 2, i * 10 * MILLI),
                    i < 4 ? 0 : SECOND / 2));
        }
        recorder.onActivity(window());
        sawTooth(recorder, settings(100, 100 * MIB), 4, SECOND, i -> (10 + i) * MIB);
        recorder.ranOn(new ProcessDetails("amd64 1.25", 4, 2, 120 * MIB, "you set it", 12, 0xABCL));
        return recorder.result();
    }

    /** Ten milliseconds on three Ps. */
    public static ActivityWindow window() {
        List<ActivitySlice> slices = new ArrayList<>();
        long from = 2 * SECOND;
        for (int i = 0; i < 200; i++) {
            PActivity activity = i % 2 == 0 ? PActivity.ASSIST : PActivity.USER;
            slices.add(new ActivitySlice(2, activity, from + i * 1_000, from + (i + 1) * 1_000));
        }
        long end = from + 10 * MILLI;
        slices.add(new ActivitySlice(2, PActivity.SYSCALL, from + 200_000, from + MILLI));
        slices.add(new ActivitySlice(2, PActivity.IDLE, from + MILLI, end));
        slices.add(new ActivitySlice(1, PActivity.STOPPED, from, from + 50_000));
        slices.add(new ActivitySlice(1, PActivity.DEDICATED, from + 50_000, end));
        slices.add(new ActivitySlice(0, PActivity.USER, from, end));
        return new ActivityWindow(from, end, 3, slices, "the window asked for");
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
