package org.heapgoal.process.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle of the golden figures: what the interactive graphs of the Go GC guide print. */
final class GuideRunTest {
    private static final RunProbe NOTHING = new RunProbe() {};

    private static final GuideLoad STEADY = load(0, "1,20,1,0", "9,20,0,0");
    private static final GuideLoad STEADY_WITH_OTHER = load(10, "1,20,1,0", "9,20,0,0");
    private static final GuideLoad SPIKE =
            load(0, "1,20,1,0", "4,20,0,0", "0.5,20,1,0", "0.5,20,0,0", "0.5,20,0,0.5", "3.5,20,0,0");

    @ParameterizedTest
    @CsvSource({"50, 11.26 11.2% 30 22", "100, 10.68 6.4% 40 12", "200, 10.39 3.8% 60 7"})
    void graph1ShowsTheGuidesFigures(int gogc, String figures) {
        assertThat(figures(STEADY, gogc, GcSettings.NO_MEMORY_LIMIT)).isEqualTo(figures);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 10.68 6.4% 50 12",
        "100, 36, 11.93 16.2% 36 33",
        "-1, 60, 10.30 2.9% 60 5",
        "-1, 31, 20.72 51.7% 31 180"
    })
    void graph4ShowsTheGuidesFigures(int gogc, long limitMiB, String figures) {
        assertThat(figures(STEADY_WITH_OTHER, gogc, limitMiB << 20)).isEqualTo(figures);
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 10.67 6.3% 60 12", "200, 60, 10.39 3.8% 60 7", "-1, 31, 11.58 13.7% 31 25"})
    void graph5ShowsTheGuidesFigures(int gogc, long limitMiB, String figures) {
        assertThat(figures(SPIKE, gogc, limitMiB << 20)).isEqualTo(figures);
    }

    @Test
    void aSpikeBetweenTwoCollectionsStaysUnseenInThePeakOfTheLiveHeap() {
        // The heap really rises to 30 MiB; with GOGC off and 60 MiB no collection falls into the spike.
        GuideResult result = GuideRun.run(SPIKE, new GcSettings(-1, 60L << 20, 1), NOTHING, RunLimits.DEFAULT);
        assertThat(result.peakLiveMiB()).isEqualTo(20, within(1e-9));
    }

    @Test
    void theRecordingTellsTheSameAsTheFiguresAndWhichRuleSetEachGoal() {
        List<CycleRecord> cycles = new ArrayList<>();
        SummaryProbe summary = new SummaryProbe(1, GuideRun.notModelled());
        GuideResult result = GuideRun.run(
                STEADY_WITH_OTHER,
                new GcSettings(100, 36L << 20, 1),
                summary.and(new RunProbe() {
                    @Override
                    public void onCycle(CycleRecord cycle) {
                        cycles.add(cycle);
                    }
                }),
                RunLimits.DEFAULT);
        assertThat(cycles).hasSize(33);
        assertThat(cycles.get(0).pacing().goalRule()).isEqualTo(GoalRule.MINIMUM_HEAP);
        assertThat(cycles.get(2).pacing().goalRule()).isEqualTo(GoalRule.GOGC);
        // 36 − 10 MiB for the heap, and 20 MiB live: the limit cuts the 40 MiB of GOGC=100.
        assertThat(cycles.get(32).pacing().goalRule()).isEqualTo(GoalRule.MEMORY_LIMIT);
        assertThat(cycles.get(32).heap().goal()).isEqualTo(26L << 20);
        assertThat(summary.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION))
                .isEqualTo(result.gcShare(), within(1e-6));
        assertThat(summary.summary().valueOrNaN(SummaryMetric.PEAK_MAPPED)).isEqualTo(36.0 * (1 << 20));
        assertThat(summary.summary().get(SummaryMetric.ASSIST_CPU)).isEmpty();
    }

    @Test
    void aLimitBelowTheLiveHeapLeavesTheSixteenthOfAMebibyteAndIsBounded() {
        GuideResult result = GuideRun.run(
                STEADY, new GcSettings(-1, 8L << 20, 1), NOTHING, new RunLimits(500, Long.MAX_VALUE, () -> false));
        assertThat(result.outcome()).isEqualTo(RunOutcome.CYCLES_REACHED);
        assertThat(result.cycles()).isEqualTo(500);
    }

    @Test
    void deathsTakeHalfTheOldHeapOverTheirPhase() {
        // 20 MiB survive the first second; half of them die in the second phase. GOGC=0 collects every 1/16 MiB, so the
        // last collection has seen nearly all of it.
        GuideLoad load = load(0, "1,20,1,0", "1,20,0,0.5");
        GuideResult result =
                GuideRun.run(load, new GcSettings(0, GcSettings.NO_MEMORY_LIMIT, 1), NOTHING, RunLimits.DEFAULT);
        assertThat(result.peakLiveMiB()).isEqualTo(20, within(0.1));
        assertThat(result.points().get(result.points().size() - 1).liveMiB()).isEqualTo(10, within(0.1));
    }

    private static String figures(GuideLoad load, int gogc, long limitBytes) {
        GuideResult result = GuideRun.run(load, new GcSettings(gogc, limitBytes, 1), NOTHING, RunLimits.DEFAULT);
        return String.format(
                Locale.ROOT,
                "%.2f %.1f%% %.0f %d",
                result.totalSeconds(),
                100 * result.gcShare(),
                result.peakMiB(),
                result.cycles());
    }

    private static GuideLoad load(double otherMiB, String... phases) {
        List<GuideLoad.Phase> list = new ArrayList<>();
        for (String phase : phases) {
            String[] n = phase.split(",", -1);
            list.add(new GuideLoad.Phase(
                    Double.parseDouble(n[0]),
                    Double.parseDouble(n[1]),
                    Double.parseDouble(n[2]),
                    Double.parseDouble(n[3])));
        }
        return new GuideLoad(
                list, GuideLoad.DEFAULT_SCAN_MIB_PER_SECOND, GuideLoad.DEFAULT_FIXED_COST_SECONDS, otherMiB);
    }
}
