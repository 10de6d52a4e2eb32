package org.heapgoal.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.recording.TriggerBound;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one run and keeps what reports need, in memory bounded however long the run lasts: the summary, counts of
 * cycles by reason, and in detail also the heap over time, GC CPU over time and the first and last cycles.
 *
 * <p>The same recorder serves a real log: feed it the log's cycles, then the totals. Samples of a log are made from its
 * cycles, since a log has no others.
 */
public final class RunRecorder implements RunProbe {
    /** How many of the first and how many of the last cycles are kept. */
    public static final int CYCLES_KEPT_EACH_END = 1_000;

    /** How many samples are kept before thinning begins. */
    static final int SAMPLES_KEPT = 6_000;

    private static final int SAMPLE_BUCKETS = 1_024;
    private static final int CPU_BUCKETS = 512;

    private final RunIdentity identity;
    private final Coverage coverage;
    private final boolean detailed;
    private final boolean samplesFromCycles;
    private final SummaryProbe summary;
    private final EnumMap<CycleCause, Long> byCause = new EnumMap<>(CycleCause.class);
    private final EnumMap<GoalRule, Long> byGoalRule = new EnumMap<>(GoalRule.class);
    private final EnumMap<TriggerBound, Long> byTriggerBound = new EnumMap<>(TriggerBound.class);
    private final SampleThinner samples = new SampleThinner(SAMPLES_KEPT, SAMPLE_BUCKETS);
    private final TimeBuckets<CpuKind> cpu = new TimeBuckets<>(CpuKind.class, CPU_BUCKETS);
    private final TimeBuckets<GoalRule> goalRules = new TimeBuckets<>(GoalRule.class, CPU_BUCKETS);
    private final List<CycleRecord> firstCycles = new ArrayList<>();
    private final Deque<CycleRecord> lastCycles = new ArrayDeque<>();
    private final List<String> warnings = new ArrayList<>();
    private final TimelineRecorder timelines;
    private Optional<RunEnding> ending = Optional.empty();
    private Optional<ProcessDetails> details = Optional.empty();
    private Optional<MemStats> memStats = Optional.empty();
    private Map<String, MetricValue> metrics = new TreeMap<>();
    private long total;
    private long limiterOn;
    private long coveredUntilNanos;
    private int lastMaxProcs;
    private @Nullable CycleRecord previous;

    private RunRecorder(RunIdentity identity, Coverage coverage, boolean detailed) {
        this.identity = identity;
        this.coverage = coverage;
        this.detailed = detailed;
        this.samplesFromCycles = identity.level() == Level.LOG;
        this.lastMaxProcs = identity.settings().maxProcs();
        this.timelines = new TimelineRecorder(cpu);
        this.summary = new SummaryProbe(lastMaxProcs, coverage.missingFigures().keySet());
    }

    /** A recorder that keeps everything reports show. */
    public static RunRecorder detailed(RunIdentity identity, Coverage coverage) {
        return new RunRecorder(identity, coverage, true);
    }

    /** A recorder that keeps summary and counts only: for the many runs of a what-if. */
    public static RunRecorder summaryOnly(RunIdentity identity, Coverage coverage) {
        return new RunRecorder(identity, coverage, false);
    }

    /** Adds a sentence that the user should read before trusting the figures. */
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    /** Says how the run ended. */
    public void ended(RunEnding how) {
        ending = Optional.of(how);
    }

    /** Says what the run's process ran on. */
    public void ranOn(ProcessDetails what) {
        details = Optional.of(what);
    }

    @Override
    public void onRequest(RequestRecord request) {
        summary.onRequest(request);
    }

    @Override
    public void onMemStats(long timeNanos, MemStats stats) {
        if (detailed) {
            memStats = Optional.of(stats);
        }
    }

    @Override
    public void onMetrics(long timeNanos, Map<String, MetricValue> values) {
        if (detailed) {
            metrics = new TreeMap<>(values);
        }
    }

    @Override
    public void onSample(HeapSample sample) {
        if (detailed && !samplesFromCycles) {
            samples.add(sample);
        }
    }

    @Override
    public void onMachineSample(MachineSample sample) {
        if (detailed) {
            timelines.onMachineSample(sample);
        }
    }

    @Override
    public void onActivity(ActivityWindow window) {
        if (detailed) {
            timelines.onActivity(window);
        }
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        summary.onCycle(cycle);
        total++;
        byCause.merge(cycle.cause(), 1L, Long::sum);
        if (coverage.covers(CycleMetric.GOAL_RULE)) {
            byGoalRule.merge(cycle.pacing().goalRule(), 1L, Long::sum);
        }
        if (coverage.covers(CycleMetric.TRIGGER_BOUND)) {
            byTriggerBound.merge(cycle.pacing().triggerBound(), 1L, Long::sum);
        }
        if (cycle.pacing().limiterEnabled() && coverage.covers(CycleMetric.LIMITER)) {
            limiterOn++;
        }
        if (detailed) {
            keep(cycle);
            addTimes(cycle);
            timelines.onCycle(cycle);
        }
        if (detailed && samplesFromCycles) {
            addSamples(cycle);
        }
        coveredUntilNanos = Math.max(coveredUntilNanos, cycle.timing().endNanos());
        lastMaxProcs = cycle.maxProcs();
    }

    @Override
    public void onEnd(RunTotals totals) {
        summary.onEnd(totals);
        CycleRecord ended = previous;
        if (ended != null) {
            finishSamples(ended.heap().goal(), ended.pacing().trigger());
        }
        if (detailed && totals.durationNanos() > coveredUntilNanos) {
            long rest = totals.durationNanos() - coveredUntilNanos;
            cpu.add(CpuKind.AVAILABLE, coveredUntilNanos, totals.durationNanos(), rest * lastMaxProcs);
        }
    }

    /** What was recorded; complete once the run has ended. */
    public RunResult result() {
        return new RunResult(
                identity,
                summary.summary(),
                new CycleCounts(total, byCause, byGoalRule, byTriggerBound, limiterOn),
                samples.samples(),
                cpu.copy(),
                goalRules.copy(),
                detailed ? new KeptCycles(firstCycles, List.copyOf(lastCycles), total) : KeptCycles.NONE,
                coverage,
                warnings,
                Optional.empty(),
                new ProcessFacts(ending, details, memStats, metrics, RequestBlame.of(summary.requests())),
                detailed ? timelines.timelines(summary.requests()) : Timelines.none());
    }

    private void keep(CycleRecord cycle) {
        if (firstCycles.size() < CYCLES_KEPT_EACH_END) {
            firstCycles.add(cycle);
            return;
        }
        lastCycles.addLast(cycle);
        if (lastCycles.size() > CYCLES_KEPT_EACH_END) {
            lastCycles.removeFirst();
        }
    }

    private void addTimes(CycleRecord cycle) {
        CycleRecord.Timing timing = cycle.timing();
        long markStart = timing.markStartNanos();
        long markEnd = timing.markEndNanos();
        cpu.add(CpuKind.ASSIST, markStart, markEnd, cycle.cpu().assistNanos());
        cpu.add(CpuKind.BACKGROUND_MARK, markStart, markEnd, cycle.cpu().backgroundNanos());
        cpu.add(CpuKind.IDLE_MARK, markStart, markEnd, cycle.cpu().idleNanos());
        long stopped = timing.sweepTerminationNanos() + timing.markTerminationNanos();
        double firstShare = stopped == 0 ? 0 : (double) timing.sweepTerminationNanos() / (double) stopped;
        long firstPause = (long) (timing.pauseNanos() * firstShare);
        cpu.add(CpuKind.PAUSE, timing.startNanos(), markStart, firstPause * cycle.maxProcs());
        cpu.add(CpuKind.PAUSE, markEnd, timing.endNanos(), (timing.pauseNanos() - firstPause) * cycle.maxProcs());
        long span = timing.endNanos() - coveredUntilNanos;
        if (span > 0) {
            cpu.add(CpuKind.AVAILABLE, coveredUntilNanos, timing.endNanos(), span * cycle.maxProcs());
            if (coverage.covers(CycleMetric.GOAL_RULE)) {
                goalRules.add(cycle.pacing().goalRule(), coveredUntilNanos, timing.endNanos(), span);
            }
        }
    }

    /** The heap that a log's line shows: at the start, at the end of marking, and marked. */
    private void addSamples(CycleRecord cycle) {
        long goal = cycle.heap().goal();
        long trigger = cycle.pacing().trigger();
        long mapped = cycle.pacing().memory().mappedBytes();
        CycleRecord.Timing timing = cycle.timing();
        finishSamples(goal, trigger);
        samples.add(new HeapSample(timing.startNanos(), cycle.heap().liveAtStart(), goal, trigger, mapped));
        samples.add(new HeapSample(timing.endNanos(), cycle.heap().liveAtEnd(), goal, trigger, mapped));
        previous = cycle;
    }

    /** The drop at the end of the previous cycle, from where on the next cycle's goal holds. */
    private void finishSamples(long goal, long trigger) {
        CycleRecord ended = previous;
        if (ended != null) {
            samples.add(new HeapSample(
                    ended.timing().endNanos(),
                    ended.heap().marked(),
                    goal,
                    trigger,
                    ended.pacing().memory().mappedBytes()));
        }
    }
}
