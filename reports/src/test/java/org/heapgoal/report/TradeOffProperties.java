package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/** Oracle: every point compared with every other. */
class TradeOffProperties {
    @Property(tries = 500)
    void aPointIsOnTheFrontIfNoOtherIsBetterInOneAndNotWorseInTheOther(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 1, max = 100) Integer> numbers) {
        List<RunResult> runs = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            runs.add(run(numbers.get(i) / 10, 1 + numbers.get(i + 1) / 10));
        }
        WhatIfResult result = new WhatIfResult("x", Map.of(), runs.get(0), runs.subList(1, runs.size()), List.of());

        List<TradeOff.Point> points = TradeOff.of(result).points();

        for (TradeOff.Point point : points) {
            boolean dominated = points.stream()
                    .anyMatch(other -> other.cpu() <= point.cpu()
                            && other.memoryBytes() <= point.memoryBytes()
                            && (other.cpu() < point.cpu() || other.memoryBytes() < point.memoryBytes()));
            assertThat(point.pareto()).isEqualTo(!dominated);
        }
        assertThat(points.get(0).baseline()).isTrue();
        assertThat(points.stream().filter(TradeOff.Point::baseline)).hasSize(1);
    }

    private static RunResult run(int cpu, int memory) {
        RunResult empty = RunRecorder.summaryOnly(Runs.identity("x", Runs.plain()), Coverage.complete())
                .result();
        return new RunResult(
                empty.identity(),
                new RunSummary(
                        Map.of(SummaryMetric.GC_CPU_FRACTION, cpu / 100.0, SummaryMetric.PEAK_MAPPED, (double) memory)),
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
