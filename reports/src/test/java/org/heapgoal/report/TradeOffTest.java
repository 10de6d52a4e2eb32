package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.junit.jupiter.api.Test;

/** What is worth recommending. Oracle: worked by hand with the threshold of 2 %. */
class TradeOffTest {
    @Test
    void aSettingThatIsBetterByAHairIsNotRecommended() {
        // One per cent less CPU and the same memory: a second run of the program would blur that.
        assertThat(TradeOff.of(whatIf(run(0.0990, 100))).betterThanBaseline()).isEmpty();
        // Three per cent less of one and not more of the other.
        assertThat(TradeOff.of(whatIf(run(0.0970, 100))).betterThanBaseline()).isPresent();
        assertThat(TradeOff.of(whatIf(run(0.1000, 97))).betterThanBaseline()).isPresent();
        // Less CPU for more memory is a trade, not an improvement.
        assertThat(TradeOff.of(whatIf(run(0.0500, 101))).betterThanBaseline()).isEmpty();
    }

    private static WhatIfResult whatIf(RunResult candidate) {
        return new WhatIfResult("x", Map.of(), run(0.1000, 100), List.of(candidate), List.of());
    }

    private static RunResult run(double cpu, double memory) {
        RunResult empty = RunRecorder.summaryOnly(Runs.identity("x", Runs.plain()), Coverage.complete())
                .result();
        RunSummary summary =
                new RunSummary(Map.of(SummaryMetric.GC_CPU_FRACTION, cpu, SummaryMetric.PEAK_MAPPED, memory));
        return new RunResult(
                empty.identity(),
                summary,
                empty.counts(),
                empty.heap(),
                empty.cpu(),
                empty.goalRules(),
                empty.cycles(),
                empty.coverage(),
                List.of(),
                Optional.empty(),
                ProcessFacts.NONE,
                Timelines.none());
    }
}
