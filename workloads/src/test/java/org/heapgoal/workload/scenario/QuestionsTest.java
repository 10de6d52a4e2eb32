package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The presets made for users' questions show what their findings say. Oracle: the findings, each of which is what the threads
 * that the preset names report of real programs, or follows from the runtime's rules. Presets without threads show what
 * their heads say.
 */
final class QuestionsTest {
    private static final int OFF = GcSettings.GC_PERCENT_OFF;
    private static final double MIB = 1 << 20;

    static Stream<String> asked() {
        return Presets.names().stream()
                .filter(name -> Presets.load(name).question().isPresent());
    }

    @Test
    void thereIsAPresetForEveryQuestionThatTheModelCovers() {
        assertThat(asked())
                .contains(
                        "recommend",
                        "death-spiral-leak",
                        "limiter-underused",
                        "gogc-off-limit",
                        "headroom",
                        "rss-after-burst",
                        "eager-scavenge",
                        "assist-latency",
                        "cfs-throttle",
                        "quota-rounding",
                        "idle-gc",
                        "tiny-heap",
                        "ballast-vs-limit",
                        "spike",
                        "big-stacks",
                        "small-maxprocs",
                        "gogc-extremes",
                        "sweep-debt",
                        "offheap",
                        "mark-cost");
    }

    @ParameterizedTest
    @MethodSource("asked")
    void everyCommandToTryNamesItsPresetAndSettingsThatAreRead(String name) {
        UsersQuestion question = Presets.load(name).question().orElseThrow();
        assertThat(question.ask()).endsWith("?");
        assertThat(question.threads()).allMatch(thread -> thread.matches("[\\w.-]+/[\\w.-]+#\\d+"));
        assertThat(question.tries()).allMatch(command -> command.matches("(run|what-if) " + name + "( .+)?"));
        assertThat(question.finding()).endsWith(".");
    }

    @Test
    void eachDoublingOfGogcAboutHalvesGcCpuAndAddsItsMultipleOfTheLiveHeap() {
        Run base = new Run("recommend", 10).gogc(100).go();
        Run doubled = new Run("recommend", 10).gogc(200).go();
        assertThat(doubled.get(SummaryMetric.GC_CPU_FRACTION) / base.get(SummaryMetric.GC_CPU_FRACTION))
                .isBetween(0.35, 0.65);
        assertThat(doubled.get(SummaryMetric.MEAN_HEAP_GOAL) - base.get(SummaryMetric.MEAN_HEAP_GOAL))
                .isBetween(0.7 * 59 * MIB, 1.3 * 59 * MIB);
    }

    @Test
    void aLeakThrashesAtItsLimitAndTheLimiterLetsMemoryPassItForRequests() {
        Run limited = new Run("death-spiral-leak", 60).go();
        Run without = new Run("death-spiral-leak", 60).without("limiter=off").go();
        assertThat(limited.gcCpuShare(0, 0.3)).isLessThan(0.25);
        assertThat(limited.gcCpuShare(0.8, 1)).isGreaterThan(0.4);
        assertThat(limited.get(SummaryMetric.LIMITER_ENABLED)).isPositive();
        assertThat(limited.get(SummaryMetric.PEAK_MAPPED)).isGreaterThan(1.02 * without.get(SummaryMetric.PEAK_MAPPED));
        assertThat(without.get(SummaryMetric.PEAK_MAPPED)).isGreaterThan(160 * MIB);
        assertThat(limited.get(SummaryMetric.NUM_REQUESTS))
                .isGreaterThan(1.05 * without.get(SummaryMetric.NUM_REQUESTS));
    }

    @Test
    void theLimiterDoesNotCountIdlePs() {
        Run one = new Run("limiter-underused", 10).procs(1).go();
        Run eight = new Run("limiter-underused", 10).procs(8).go();
        Run many = new Run("limiter-underused", 10).procs(32).go();
        assertThat(many.get(SummaryMetric.LIMITER_ENABLED)).isGreaterThan(0.3);
        // GC has just its half, or less with what passes in sweeping: chance may bring the bucket over the top for a
        // moment.
        for (Run few : List.of(one, eight)) {
            assertThat(few.get(SummaryMetric.LIMITER_ENABLED))
                    .isLessThan(0.3 * many.get(SummaryMetric.LIMITER_ENABLED));
        }
    }

    @Test
    void aLimitOfThriceTheLiveHeapSetsGoalsOnlyWithoutGogc() {
        Run kept = new Run("gogc-off-limit", 10).gogc(100).go();
        Run off = new Run("gogc-off-limit", 10).gogc(OFF).go();
        assertThat(kept.cyclesBy(GoalRule.MEMORY_LIMIT)).isZero();
        assertThat(off.cyclesBy(GoalRule.MEMORY_LIMIT)).isEqualTo(off.cycles.size());
        assertThat(off.cycles.size()).isLessThan(kept.cycles.size() / 2);
    }

    @Test
    void theWholeContainerAsLimitEndsInAnOomKillAndFourFifthsDoNot() {
        assertThat(new Run("headroom", 10).limit(192).go().outcome).isEqualTo(RunOutcome.OOM_KILLED);
        Run less = new Run("headroom", 10).go();
        assertThat(less.outcome).isNotEqualTo(RunOutcome.OOM_KILLED);
        assertThat(less.get(SummaryMetric.PEAK_RESIDENT)).isBetween(154 * MIB, 192 * MIB);
    }

    @Test
    void residentMemoryStaysUpUntilACycleLowersTheGoalAndThenFalls() {
        Run run = new Run("rss-after-burst", 40).go();
        double peak = run.get(SummaryMetric.PEAK_MAPPED);
        CycleRecord fall = run.cycles.stream()
                .filter(cycle -> cycle.timing().startNanos() > 9e9)
                .filter(cycle -> cycle.heap().marked() < 60 * MIB)
                .findFirst()
                .orElseThrow();
        assertThat(run.mappedAt(fall.timing().startNanos())).isGreaterThan(0.9 * peak);
        assertThat(run.mappedAt(fall.timing().endNanos() + 10_000_000_000L)).isLessThan(0.5 * peak);
    }

    @Test
    void allocationScavengesUnderATightLimitOnly() {
        String assist = "/cpu/classes/scavenge/assist:cpu-seconds";
        double limited = new Run("eager-scavenge", 10).go().metric(assist);
        assertThat(limited).isPositive();
        // The heap's growth releases memory beyond what GOGC's goal needs, limit or not.
        assertThat(new Run("eager-scavenge", 10).limit(0).go().metric(assist)).isLessThan(limited / 10);
    }

    @Test
    void assistsMakeRequestsSlowAndKeepTheHeapAtItsGoal() {
        Run with = new Run("assist-latency", 10).go();
        Run without = new Run("assist-latency", 10).without("assists=off").go();
        assertThat(with.assistNanos).isGreaterThan(0.2 * with.ownNanos);
        assertThat(without.assistNanos).isZero();
        assertThat(without.get(SummaryMetric.REQUEST_P99)).isLessThan(0.5 * with.get(SummaryMetric.REQUEST_P99));
        assertThat(without.get(SummaryMetric.PEAK_HEAP_LIVE))
                .isGreaterThan(1.1 * with.get(SummaryMetric.PEAK_HEAP_LIVE));
    }

    @Test
    void sixteenPsOnTwoCpusAreThrottledAndTwoAreNot() {
        Run trapped = new Run("cfs-throttle", 15).go();
        Run fitting = new Run("cfs-throttle", 15).procs(2).go();
        assertThat(trapped.throttledNanos).isGreaterThan(100 * Math.max(1, fitting.throttledNanos));
        assertThat(trapped.get(SummaryMetric.REQUEST_P99)).isGreaterThan(1.3 * fitting.get(SummaryMetric.REQUEST_P99));
    }

    @Test
    void roundingAQuotaUpIsThrottledNowAndThenAndQueuesLess() {
        Run up = new Run("quota-rounding", 15).go();
        Run down = new Run("quota-rounding", 15).procs(3).go();
        assertThat(up.throttledNanos).isPositive();
        assertThat(down.throttledNanos).isLessThan(up.throttledNanos / 10);
        assertThat(up.get(SummaryMetric.REQUEST_P99)).isLessThan(0.5 * down.get(SummaryMetric.REQUEST_P99));
    }

    @Test
    void anIdleProcessCollectsEveryTwoMinutesOnAQuarterOfItsPs() {
        Run run = new Run("idle-gc", 600).go();
        List<CycleRecord> periodic = run.cycles.stream()
                .filter(cycle -> cycle.cause() == CycleCause.PERIODIC)
                .toList();
        assertThat(periodic).hasSize(4);
        for (CycleRecord cycle : periodic) {
            double workers =
                    (double) cycle.cpu().dedicatedNanos() / cycle.timing().markNanos();
            assertThat(workers).isBetween(1.7, 2.05);
        }
        assertThat(run.get(SummaryMetric.GC_CPU_FRACTION)).isLessThan(0.001);
    }

    @Test
    void aLimitDoesWhatABallastDoes() {
        Run ballast = new Run("ballast-vs-limit", 20).go();
        Run limit = new Run("ballast-vs-limit", 20).gogc(OFF).limit(220).go();
        assertThat((double) limit.cycles.size() / ballast.cycles.size()).isBetween(0.7, 1.4);
        assertThat(limit.get(SummaryMetric.PEAK_MAPPED)).isLessThan(220 * MIB);
    }

    @Test
    void theGoalLiesAboveTwiceTheLiveHeapByTheStacks() {
        Run run = new Run("big-stacks", 15).go();
        List<CycleRecord> cycles = run.cycles;
        for (int i = cycles.size() / 2; i < cycles.size(); i++) {
            CycleRecord before = cycles.get(i - 1);
            // Goal = live + (live + stacks + globals) · GOGC / 100, of what the cycle before found.
            double expected = 2.0 * before.heap().marked() + before.stackScanBytes() + before.globalsScanBytes();
            assertThat((double) cycles.get(i).heap().goal()).isBetween(expected * 0.98, expected * 1.02);
            assertThat(before.stackScanBytes()).isGreaterThan(5_000 * 1_000L);
        }
    }

    @Test
    void onOnePRequestsWaitForTheMark() {
        Run one = new Run("small-maxprocs", 15).go();
        Run four = new Run("small-maxprocs", 15).procs(4).go();
        assertThat(one.get(SummaryMetric.REQUEST_P99)).isGreaterThan(2 * four.get(SummaryMetric.REQUEST_P99));
        assertThat(one.cycles).allMatch(cycle -> cycle.cpu().dedicatedNanos() == 0);
    }

    @Test
    void aLowGogcSitsAtTheLowerBoundAndAHighOneNeverDoes() {
        Run low = new Run("gogc-extremes", 5).go();
        Run high = new Run("gogc-extremes", 10).gogc(1000).go();
        assertThat(low.cyclesBy(TriggerBound.LOWER_45_64)).isGreaterThan((int) (0.7 * low.cycles.size()));
        assertThat(low.get(SummaryMetric.ASSIST_CPU)).isGreaterThan(0.3 * low.get(SummaryMetric.BACKGROUND_MARK_CPU));
        assertThat(high.cyclesBy(TriggerBound.LOWER_45_64)).isZero();
    }

    @Test
    void allocationSweepsWhenAllPsAreBusy() {
        Run run = new Run("sweep-debt", 5).go();
        // Every span that was in use is swept once a cycle; a sweep that frees costs a few hundred nanoseconds.
        assertThat(run.faultNanos).isPositive();
        assertThat(run.faultNanos).isLessThan(0.05 * run.ownNanos);
    }

    @Test
    void theLimitHasToLeaveMemoryOutsideGo() {
        assertThat(new Run("offheap", 10).limit(240).go().outcome).isEqualTo(RunOutcome.OOM_KILLED);
        assertThat(new Run("offheap", 10).go().outcome).isNotEqualTo(RunOutcome.OOM_KILLED);
    }

    @Test
    void aCheaperMarkLowersGcCpuAndLeavesGoals() {
        Run classic = new Run("mark-cost", 10).version(GoVersion.GO_1_25).go();
        Run greenTea = new Run("mark-cost", 10).version(GoVersion.GO_1_26).go();
        assertThat(greenTea.get(SummaryMetric.GC_CPU_FRACTION))
                .isLessThan(0.8 * classic.get(SummaryMetric.GC_CPU_FRACTION));
        assertThat(greenTea.get(SummaryMetric.MEAN_HEAP_GOAL) / classic.get(SummaryMetric.MEAN_HEAP_GOAL))
                .isBetween(0.9, 1.1);
    }

    /** Next to nothing is scanned, so a quarter of the distance to the goal costs about half a percent of the CPU. */
    @Test
    void buffersWithoutPointersLetGogcGoDownForNextToNothing() {
        Run base = new Run("batch-large-buffers", 8).go();
        Run low = new Run("batch-large-buffers", 8).gogc(25).go();
        assertThat(low.cycles.size()).isGreaterThan(3 * base.cycles.size());
        assertThat(low.get(SummaryMetric.GC_CPU_FRACTION) - base.get(SummaryMetric.GC_CPU_FRACTION))
                .isBetween(0.0, 0.006);
        assertThat(low.get(SummaryMetric.PEAK_RESIDENT)).isLessThan(0.7 * base.get(SummaryMetric.PEAK_RESIDENT));
        assertThat(base.cycles)
                .allMatch(cycle -> cycle.pacing().basis().orElseThrow().scanWork()
                        < Math.max(1 << 20, 0.02 * cycle.heap().marked()));
    }

    /** Four Ps allocate faster than one dedicated worker marks, however early the cycle starts: the lower bound binds. */
    @Test
    void churnedTreesAreMarkedByAssistsMoreThanByWorkersUntilTheRunwayIsLong() {
        Run base = new Run("tree-churn", 6).go();
        Run high = new Run("tree-churn", 6).gogc(400).go();
        assertThat(base.cyclesBy(TriggerBound.LOWER_45_64)).isGreaterThan((int) (0.8 * base.cycles.size()));
        assertThat(base.get(SummaryMetric.ASSIST_CPU)).isGreaterThan(base.get(SummaryMetric.BACKGROUND_MARK_CPU));
        assertThat(high.get(SummaryMetric.ASSIST_CPU)).isLessThan(0.1 * base.get(SummaryMetric.ASSIST_CPU));
        assertThat(high.get(SummaryMetric.GC_CPU_FRACTION)).isLessThan(0.3 * base.get(SummaryMetric.GC_CPU_FRACTION));
    }

    /** 20,000 stacks of which 12 KiB are in use: 234 MiB to scan in every cycle, and as much on top of the goal. */
    @Test
    void stacksOfManyGoroutinesAreMostOfTheMarkingAndRaiseTheGoal() {
        List<CycleRecord> cycles = new Run("many-goroutines", 6).go().cycles;
        CycleRecord last = cycles.get(cycles.size() - 1);
        CycleRecord before = cycles.get(cycles.size() - 2);
        double stacks = 20_000 * 12.0 * 1024;
        assertThat((double) last.stackScanBytes()).isBetween(0.99 * stacks, 1.02 * stacks);
        assertThat(last.stackScanBytes()).isGreaterThan(last.heap().marked());
        assertThat(stacks / last.pacing().basis().orElseThrow().scanWork()).isGreaterThan(0.55);
        double withoutStacks = 2.0 * before.heap().marked() + before.globalsScanBytes();
        assertThat(last.pacing().goalAtStart() - withoutStacks).isBetween(0.98 * stacks, 1.03 * stacks);
    }

    /** One run of a preset, and what the findings look at. */
    private static final class Run implements RunProbe {
        private final Scenario scenario;
        private final long nanos;
        private GcSettings settings;
        private boolean procsGiven;
        private GoVersion version;
        private ModelSwitches switches = ModelSwitches.ALL_ON;
        private RunOutcome outcome = RunOutcome.FINISHED;
        private final List<CycleRecord> cycles = new ArrayList<>();
        private final TreeMap<Long, Long> mapped = new TreeMap<>();
        private Map<String, MetricValue> metrics = Map.of();
        private @Nullable RunSummary summary;
        private double assistNanos;
        private double ownNanos;
        private double faultNanos;
        private double throttledNanos;

        Run(String preset, int seconds) {
            scenario = Presets.load(preset);
            settings = scenario.settings();
            version = scenario.go();
            nanos = seconds * 1_000_000_000L;
        }

        Run gogc(int percent) {
            settings = settings.withGcPercent(percent);
            return this;
        }

        /** MiB; 0 for none. */
        Run limit(long mib) {
            settings = new GcSettings(
                    settings.gcPercent(), mib == 0 ? GcSettings.NO_MEMORY_LIMIT : mib << 20, settings.maxProcs());
            return this;
        }

        Run procs(int procs) {
            settings = new GcSettings(settings.gcPercent(), settings.memoryLimitBytes(), procs);
            procsGiven = true;
            return this;
        }

        Run without(String mechanism) {
            switches = ModelSwitches.parse(mechanism);
            return this;
        }

        Run version(GoVersion other) {
            version = other;
            return this;
        }

        Run go() {
            ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
            SummaryProbe sums = new SummaryProbe(settings.maxProcs(), EnumSet.noneOf(SummaryMetric.class));
            outcome = FullRun.run(
                            new FullRun.Setup(
                                    load,
                                    settings,
                                    procsGiven || !scenario.defaultMaxProcs(),
                                    version,
                                    Godebug.DEFAULT,
                                    MachineProfiles.select(load.machine().profile(), version),
                                    switches,
                                    new StreamFactory(1, 0)),
                            sums.and(this),
                            RunLimits.DEFAULT.withMaxDurationNanos(nanos))
                    .outcome();
            summary = sums.summary();
            return this;
        }

        @Override
        public void onCycle(CycleRecord cycle) {
            cycles.add(cycle);
        }

        @Override
        public void onSample(HeapSample sample) {
            mapped.put(sample.timeNanos(), sample.mappedBytes());
        }

        @Override
        public void onMetrics(long timeNanos, Map<String, MetricValue> values) {
            metrics = values;
        }

        @Override
        public void onRequest(RequestRecord request) {
            assistNanos += (double) request.blame().assist();
            ownNanos += (double) request.blame().ownWork();
            faultNanos += (double) request.blame().faults();
            throttledNanos += (double) request.blame().throttled();
        }

        double get(SummaryMetric metric) {
            return Objects.requireNonNull(summary).valueOrNaN(metric);
        }

        double metric(String name) {
            return ((MetricValue.Real) Objects.requireNonNull(metrics.get(name))).value();
        }

        double mappedAt(long atNanos) {
            return (double) mapped.floorEntry(atNanos).getValue();
        }

        int cyclesBy(GoalRule rule) {
            return (int) cycles.stream()
                    .filter(cycle -> cycle.pacing().goalRule() == rule)
                    .count();
        }

        int cyclesBy(TriggerBound bound) {
            return (int) cycles.stream()
                    .filter(cycle -> cycle.pacing().triggerBound() == bound)
                    .count();
        }

        /** GC's share of all CPUs in a part of the run, from one fraction of its length to another. */
        double gcCpuShare(double from, double to) {
            double length = get(SummaryMetric.DURATION) * 1e9;
            double cpu = cycles.stream()
                    .filter(cycle -> cycle.timing().endNanos() >= from * length
                            && cycle.timing().endNanos() < to * length)
                    .mapToDouble(cycle -> (double) (cycle.cpu().assistNanos()
                            + cycle.cpu().dedicatedNanos()
                            + cycle.cpu().fractionalNanos()))
                    .sum();
            return cpu / ((to - from) * length * settings.maxProcs());
        }
    }
}
