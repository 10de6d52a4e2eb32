package org.heapgoal.report.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heapgoal.recording.BlamePart;
import org.heapgoal.recording.MeanBlame;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;

/** Sentences about the latency of requests. */
public final class RequestText {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Parts below this share are not worth a word. */
    private static final double TELLING = 0.005;

    /** From this share of the slowest requests' latency on, a cause outside the program's own work is worth a sentence. */
    private static final double TAIL_SHARE = 0.1;

    private RequestText() {}

    /** What latencies were spent on, all and the slowest; empty without requests. */
    public static List<String> blame(RunResult run) {
        return run.process()
                .blame()
                .map(blame -> List.of(
                        "Requests spent their latency on: " + parts(blame.all()) + ".",
                        "The slowest " + Figures.count((double) blame.slowest().requests()) + " (from "
                                + Figures.seconds(blame.slowest().fromNanos() / NANOS_PER_SECOND) + " on) on: "
                                + parts(blame.slowest()) + "."))
                .orElse(List.of());
    }

    /** Half and almost all of the latencies, and what holds the slowest requests up; nothing without requests. */
    public static Optional<String> verdict(RunResult run) {
        RunSummary summary = run.summary();
        if (summary.get(SummaryMetric.REQUEST_P99).isEmpty()) {
            return Optional.empty();
        }
        String latencies = "Half of the requests took at most "
                + Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P50)) + ", 99 % at most "
                + Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P99));
        return Optional.of(latencies + mainHindrance(run).orElse("") + ".");
    }

    private static Optional<String> mainHindrance(RunResult run) {
        return run.process()
                .blame()
                .flatMap(blame -> BlamePart.ALL.stream()
                        .filter(part -> part != BlamePart.OWN_WORK && part != BlamePart.WAITING)
                        .max(Comparator.comparingDouble(part -> blame.slowest().share(part)))
                        .filter(part -> blame.slowest().share(part) >= TAIL_SHARE)
                        .map(part -> "; " + Shares.wholePercent(blame.slowest().share(part))
                                + " of the slowest requests' latency went to: " + part.label()));
    }

    private static String parts(MeanBlame blame) {
        List<BlamePart> telling = BlamePart.ALL.stream()
                .filter(part -> blame.share(part) >= TELLING)
                .sorted(Comparator.comparingDouble(part -> -blame.share(part)))
                .toList();
        return telling.isEmpty()
                ? "nothing that takes time"
                : telling.stream()
                        .map(part -> part.label() + " " + Shares.wholePercent(blame.share(part)))
                        .collect(Collectors.joining(", "));
    }
}
