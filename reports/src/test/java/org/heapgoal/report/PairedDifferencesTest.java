package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.junit.jupiter.api.Test;

class PairedDifferencesTest {
    private static Replications replications(double... goals) {
        List<Replications.Settled> settled = Arrays.stream(goals)
                .mapToObj(
                        goal -> new Replications.Settled(new RunSummary(Map.of(SummaryMetric.MEAN_HEAP_GOAL, goal)), 5))
                .toList();
        return new Replications(goals.length, Map.of(), settled);
    }

    @Test
    void whatAPairHasInCommonCancels() {
        // Differences 10, 12, 14: mean 12, deviation 2, t(0.975; 2) = 4.30265, so 4.30265 · 2 / √3 = 4.96828.
        PairedDifferences paired = PairedDifferences.of(replications(100, 200, 300), replications(110, 212, 314))
                .orElseThrow();
        PairedDifferences.Estimate goal =
                Objects.requireNonNull(paired.byMetric().get(SummaryMetric.MEAN_HEAP_GOAL));
        assertThat(goal.mean()).isCloseTo(12, within(1e-9));
        assertThat(goal.halfWidth()).isCloseTo(4.96828, within(1e-4));
        assertThat(goal.significant()).isTrue();
        assertThat(paired.rule()).contains("3 pairs").contains("MSER-5").contains("(5 cycles)");
    }

    @Test
    void anIntervalThatHoldsZeroIsNotSignificant() {
        PairedDifferences paired = PairedDifferences.of(replications(100, 200), replications(110, 192))
                .orElseThrow();
        assertThat(Objects.requireNonNull(paired.byMetric().get(SummaryMetric.MEAN_HEAP_GOAL))
                        .significant())
                .isFalse();
    }

    @Test
    void replicationsThatWereNotKeptGiveNothing() {
        assertThat(PairedDifferences.of(new Replications(3, Map.of(), List.of()), replications(1, 2, 3)))
                .isEmpty();
        assertThat(PairedDifferences.of(replications(1, 2), replications(1, 2, 3)))
                .isEmpty();
    }

    @Test
    void ratesAndMeansLeaveTheWarmUpOut() {
        SettledProbe probe = new SettledProbe();
        // 100 cycles of a second each; the goals of the first 20 are 10 MiB, the others 100 MiB.
        for (int i = 0; i < 100; i++) {
            long goal = (i < 20 ? 10 : 100) * Runs.MIB;
            probe.onCycle(Runs.cycle(
                    i + 1L, i * Runs.SECOND, 100 * Runs.MILLI, Runs.MIB, goal, GoalRule.GOGC, CycleCause.HEAP));
        }
        RunSummary whole = new RunSummary(Map.of(
                SummaryMetric.MEAN_HEAP_GOAL, 82.0 * Runs.MIB,
                SummaryMetric.GC_PER_SECOND, 7.0,
                SummaryMetric.GC_CPU_FRACTION, 0.5,
                SummaryMetric.PEAK_HEAP_LIVE, 3.0));
        Replications.Settled settled = probe.settled(whole);
        assertThat(settled.warmUpCycles()).isEqualTo(20);
        RunSummary figures = settled.figures();
        assertThat(figures.valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL)).isEqualTo(100.0 * Runs.MIB);
        assertThat(figures.valueOrNaN(SummaryMetric.GC_PER_SECOND)).isCloseTo(1, within(1e-9));
        // A cycle's assists of 20 ms, workers of 100 ms and pauses of 0.2 ms on 4 Ps, over 4 CPU seconds.
        assertThat(figures.valueOrNaN(SummaryMetric.GC_CPU_FRACTION)).isCloseTo(0.1208 / 4, within(1e-9));
        assertThat(figures.valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE)).isEqualTo(3);
    }

    @Test
    void aLongRunIsKeptInBoundedBatchesWithoutChangingItsMeans() {
        SettledProbe probe = new SettledProbe();
        int cycles = 50_000;
        for (int i = 0; i < cycles; i++) {
            long goal = (i < 10_000 ? 10 : 100) * Runs.MIB;
            probe.onCycle(Runs.cycle(
                    i + 1L, i * Runs.SECOND, 100 * Runs.MILLI, Runs.MIB, goal, GoalRule.GOGC, CycleCause.HEAP));
        }
        RunSummary whole = new RunSummary(Map.of(SummaryMetric.MEAN_HEAP_GOAL, 82.0 * Runs.MIB));
        Replications.Settled settled = probe.settled(whole);
        // Batches of 40 cycles: 5 doubled three times, since 2048 · 5 · 4 < 50,000.
        assertThat(settled.warmUpCycles()).isEqualTo(10_000);
        assertThat(settled.figures().valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL)).isEqualTo(100.0 * Runs.MIB);
    }
}
