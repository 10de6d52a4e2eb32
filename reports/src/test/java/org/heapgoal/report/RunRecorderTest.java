package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;
import org.junit.jupiter.api.Test;

class RunRecorderTest {
    @Test
    void keepsFirstAndLastCyclesButCountsAll() {
        // 2500 cycles, 1000 kept at each end: 1..1000 and 1501..2500, 500 left out.
        RunResult run = Runs.run("many", Runs.plain(), 2_500, Runs.SECOND, i -> 10 * Runs.MIB);

        assertThat(run.cycles().total()).isEqualTo(2_500);
        assertThat(run.cycles().leftOut()).isEqualTo(500);
        assertThat(run.cycles().first()).first().extracting("number").isEqualTo(1L);
        assertThat(run.cycles().first()).last().extracting("number").isEqualTo(1_000L);
        assertThat(run.cycles().last()).first().extracting("number").isEqualTo(1_501L);
        assertThat(run.cycles().last()).last().extracting("number").isEqualTo(2_500L);
        assertThat(run.counts().total()).isEqualTo(2_500);
        assertThat(run.counts().byGoalRule()).isEqualTo(Map.of(GoalRule.GOGC, 2_500L));
        assertThat(run.counts().byTriggerBound()).isEqualTo(Map.of(TriggerBound.RUNWAY, 2_500L));
        assertThat(run.summary().valueOrNaN(SummaryMetric.NUM_GC)).isEqualTo(2_500);
    }

    /**
     * Oracle: the bounds that the classes state: 1,000 cycles at each end, and of the samples per time bucket at most first,
     * last, least and greatest of four quantities. A peak that only one sample of millions has is kept.
     */
    @Test
    void aMillionCyclesAndTheirRequestsTakeBoundedMemory() {
        RunRecorder recorder = RunRecorder.detailed(Runs.fullIdentity("long", Runs.plain()), Coverage.complete());
        int cycles = 1_000_000;
        RequestRecord.Blame none = new RequestRecord.Blame(0, 0, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i < cycles; i++) {
            recorder.onRequest(new RequestRecord("request", i, i, none));
        }
        Runs.sawTooth(recorder, Runs.plain(), cycles, 86 * Runs.MILLI, i -> (i == 777_777 ? 90 : 10) * Runs.MIB);
        RunResult run = recorder.result();

        assertThat(run.cycles().total()).isEqualTo(cycles);
        assertThat(run.cycles().all()).hasSize(2 * RunRecorder.CYCLES_KEPT_EACH_END);
        assertThat(run.heap().recorded()).isEqualTo(3L * cycles);
        assertThat(run.heap().samples()).hasSizeLessThan(10 * 1_024 + 1);
        assertThat(run.heap().samples().stream().mapToLong(HeapSample::heapLive).max())
                .hasValue(188_743_640);
        assertThat(run.cpu().size()).isLessThanOrEqualTo(512);
        assertThat(run.summary().valueOrNaN(SummaryMetric.NUM_REQUESTS)).isEqualTo(cycles);
        assertThat(run.summary().valueOrNaN(SummaryMetric.REQUEST_MAX)).isEqualTo((cycles - 1) / 1e9);
    }

    @Test
    void addsUpCpuByKindExactly() {
        // One cycle: 50 ms dedicated, 10 ms assists, 25 ms idle, 200 µs pause on 4 Ps; the run lasts 1 s on 4 Ps.
        RunResult run = Runs.run("one", Runs.plain(), 1, Runs.SECOND, i -> 10 * Runs.MIB);

        assertThat(run.cpu().total(CpuKind.BACKGROUND_MARK)).isEqualTo(50 * Runs.MILLI);
        assertThat(run.cpu().total(CpuKind.ASSIST)).isEqualTo(10 * Runs.MILLI);
        assertThat(run.cpu().total(CpuKind.IDLE_MARK)).isEqualTo(25 * Runs.MILLI);
        assertThat(run.cpu().total(CpuKind.PAUSE)).isEqualTo(4 * 200_000);
        assertThat(run.cpu().total(CpuKind.AVAILABLE)).isEqualTo(4 * Runs.SECOND);
        // The rule holds until the cycle ends, at 900 ms + 100 µs + 50 ms + 100 µs.
        assertThat(run.goalRules().total(GoalRule.GOGC)).isEqualTo(950_200_000);
    }

    @Test
    void makesALogsSamplesFromItsCycles() {
        RunIdentity identity = new RunIdentity(
                "service.log", "the log itself", Level.LOG, GoVersion.GO_1_25, Runs.plain(), OptionalLong.empty());
        Coverage coverage =
                new Coverage(Map.of(), Map.of(CycleMetric.GOAL_RULE, "gctrace does not print it"), List.of());
        RunRecorder recorder = RunRecorder.detailed(identity, coverage);
        recorder.onCycle(Runs.cycle(
                1, Runs.SECOND, 10 * Runs.MILLI, 30 * Runs.MIB, 50 * Runs.MIB, GoalRule.GOGC, CycleCause.HEAP));
        recorder.onCycle(Runs.cycle(
                2, 2 * Runs.SECOND, 10 * Runs.MILLI, 31 * Runs.MIB, 60 * Runs.MIB, GoalRule.GOGC, CycleCause.FORCED));
        recorder.onEnd(new RunTotals(3 * Runs.SECOND, 0, 0, 0, 0, 0));
        RunResult run = recorder.result();

        // Per cycle: heap at the start, heap at the end of marking, heap found live; the last under the next goal.
        assertThat(run.heap().samples())
                .extracting(HeapSample::heapLive)
                .containsExactly(
                        45 * Runs.MIB, 50 * Runs.MIB, 30 * Runs.MIB, 54 * Runs.MIB, 60 * Runs.MIB, 31 * Runs.MIB);
        assertThat(run.heap().samples().get(2).heapGoal()).isEqualTo(60 * Runs.MIB);
        assertThat(run.counts().byCause()).isEqualTo(Map.of(CycleCause.HEAP, 1L, CycleCause.FORCED, 1L));
        assertThat(run.counts().byGoalRule()).isEmpty();
        assertThat(run.goalRules().size()).isZero();
    }

    @Test
    void namesWhatIsNotCoveredInsteadOfPrintingZero() {
        RunResult run = Runs.run("one", Runs.plain(), 1, Runs.SECOND, i -> 10 * Runs.MIB);

        assertThat(run.summary().get(SummaryMetric.PEAK_RESIDENT)).isEmpty();
        assertThat(run.coverage().missingByName())
                .containsKeys("peakResidentBytes", "limiterEnabledSeconds", "residentBytes");
    }

    @Test
    void controlCharactersInNamesAreReplaced() {
        RunIdentity identity = Runs.identity("a\u001b[31m\u202eb\n", Runs.plain());

        assertThat(identity.name()).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFD");
    }
}
