package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.Replications;
import org.heapgoal.report.RunEnding;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;

/** One run's figures as text: what it was, what happened, the figures by group, and what the level leaves out. */
public final class RunTable {
    private static final int WIDTH = 100;

    private RunTable() {}

    /** The table, of whole lines. */
    public static String print(RunResult run) {
        StringBuilder text = new StringBuilder();
        text.append(Lines.wrap(heading(run.identity()), "", WIDTH));
        machineLine(run).ifPresent(line -> text.append(Lines.wrap(line, "", WIDTH)));
        text.append(Lines.wrap(String.join(" ", Verdict.of(run)), "", WIDTH)).append('\n');
        TextGrid grid = new TextGrid().left("").right("").left("");
        runRows(run, (metric, note) -> figure(grid, run.summary(), metric, note));
        group(grid, run, "heap", RunTable::heapRows);
        group(grid, run, "CPU", RunTable::cpuRows);
        group(grid, run, "pauses", RunTable::pauseRows);
        group(grid, run, "memory", RunTable::memoryRows);
        group(grid, run, "requests", RunTable::requestRows);
        text.append(grid.print());
        RequestText.blame(run).forEach(sentence -> text.append(Lines.wrap(sentence, "  ", WIDTH)));
        text.append(notes(run));
        return text.toString();
    }

    /** The run in one line: {@code web-service (preset web-service): GOGC=100 … · go1.25 · level pacer · seed 1}. */
    public static String heading(RunIdentity identity) {
        return identity.name() + " (" + identity.source() + "): " + settingsLine(identity);
    }

    /** Settings, version, level and seed in one line: {@code GOGC=100 … · go1.25 · level pacer · seed 1}. */
    public static String settingsLine(RunIdentity identity) {
        String seed = identity.seed().isPresent() ? " · seed " + identity.seed().getAsLong() : "";
        return identity.settings().environmentText() + " · go"
                + identity.goVersion().label() + " · level " + identity.level().label() + seed;
    }

    /** Where the process ran and what set GOMAXPROCS; nothing at levels without a machine. */
    public static Optional<String> machineLine(RunResult run) {
        return run.process()
                .details()
                .map(details -> details.machineText() + " · profile " + details.profile() + " · GOMAXPROCS "
                        + run.settings().maxProcs() + ": " + details.maxProcsReason());
    }

    private static void runRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        RunSummary summary = run.summary();
        String ending = run.killed()
                ? "until it was killed"
                : run.process().ending().map(RunEnding::sentence).orElse("");
        out.accept(SummaryMetric.DURATION, ending);
        String rate = summary.get(SummaryMetric.GC_PER_SECOND).isPresent()
                ? Figures.figure(SummaryMetric.GC_PER_SECOND, summary.valueOrNaN(SummaryMetric.GC_PER_SECOND))
                : "";
        out.accept(SummaryMetric.NUM_GC, rate + causes(run.counts().byCause()));
        out.accept(SummaryMetric.ALLOC_RATE, "");
    }

    private static String causes(Map<CycleCause, Long> byCause) {
        String forced = part(byCause, CycleCause.FORCED, "forced");
        return forced + part(byCause, CycleCause.PERIODIC, "after two minutes without one");
    }

    private static String part(Map<CycleCause, Long> byCause, CycleCause cause, String word) {
        Long count = byCause.get(cause);
        return count == null ? "" : ", " + Figures.count((double) count) + " " + word;
    }

    private static void heapRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        String rules = Shares.goalRules(run.counts());
        out.accept(SummaryMetric.MEAN_HEAP_GOAL, rules.isEmpty() ? "mean" : "mean; set by " + rules);
        out.accept(SummaryMetric.MEAN_HEAP_LIVE_AT_START, "mean");
        out.accept(SummaryMetric.MEAN_HEAP_MARKED, "mean");
        out.accept(SummaryMetric.PEAK_HEAP_LIVE, "");
    }

    private static void cpuRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        out.accept(SummaryMetric.GC_CPU_FRACTION, "of GOMAXPROCS × duration, idle-time marking left out");
        out.accept(SummaryMetric.BACKGROUND_MARK_CPU, "dedicated + fractional workers");
        double assists = Shares.assists(run);
        out.accept(
                SummaryMetric.ASSIST_CPU,
                Double.isNaN(assists) ? "" : Figures.percent(assists) + " of GOMAXPROCS × duration");
        out.accept(SummaryMetric.IDLE_MARK_CPU, "");
        out.accept(SummaryMetric.LIMITER_ENABLED, "");
    }

    private static void pauseRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        RunSummary summary = run.summary();
        double cycles = summary.valueOrNaN(SummaryMetric.NUM_GC);
        double total = summary.valueOrNaN(SummaryMetric.PAUSE_TOTAL);
        out.accept(SummaryMetric.PAUSE_TOTAL, cycles > 0 ? Figures.seconds(total / cycles) + " a cycle" : "");
        out.accept(SummaryMetric.MAX_PAUSE, "both stops of a cycle together");
    }

    private static void memoryRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        String limit = run.settings().hasMemoryLimit()
                ? "; GOMEMLIMIT " + SettingsText.Knob.GOMEMLIMIT.valueOf(run.settings())
                : "";
        out.accept(SummaryMetric.PEAK_MAPPED, "Sys − HeapReleased" + limit);
        out.accept(SummaryMetric.PEAK_RESIDENT, "with memory outside Go");
    }

    private static void requestRows(RunResult run, BiConsumer<SummaryMetric, String> out) {
        RunSummary summary = run.summary();
        if (!(summary.valueOrNaN(SummaryMetric.NUM_REQUESTS) > 0)) {
            return;
        }
        double seconds = summary.valueOrNaN(SummaryMetric.DURATION);
        double count = summary.valueOrNaN(SummaryMetric.NUM_REQUESTS);
        out.accept(SummaryMetric.NUM_REQUESTS, seconds > 0 ? Figures.number(count / seconds) + " /s" : "");
        out.accept(SummaryMetric.REQUEST_P50, "");
        out.accept(SummaryMetric.REQUEST_P90, "");
        out.accept(SummaryMetric.REQUEST_P99, "");
        out.accept(SummaryMetric.REQUEST_P999, "");
        out.accept(SummaryMetric.REQUEST_MAX, "");
    }

    /** A figure's name for people. */
    public static String label(SummaryMetric metric) {
        return metric.label();
    }

    /** A heading and its figures; nothing where the level models none of them. */
    private static void group(
            TextGrid grid, RunResult run, String name, BiConsumer<RunResult, BiConsumer<SummaryMetric, String>> rows) {
        List<SummaryMetric> modelled = new ArrayList<>();
        rows.accept(run, (metric, note) -> {
            if (run.summary().get(metric).isPresent()) {
                modelled.add(metric);
            }
        });
        if (!modelled.isEmpty()) {
            grid.row(List.of(name, "", ""));
            rows.accept(run, (metric, note) -> figure(grid, run.summary(), metric, note));
        }
    }

    private static void figure(TextGrid grid, RunSummary summary, SummaryMetric metric, String note) {
        if (summary.get(metric).isPresent()) {
            grid.row(List.of("  " + label(metric), Figures.figure(metric, summary.valueOrNaN(metric)), note));
        }
    }

    private static String spread(RunSummary summary, Replications replications) {
        return Stream.of(
                        SummaryMetric.NUM_GC,
                        SummaryMetric.MEAN_HEAP_GOAL,
                        SummaryMetric.GC_CPU_FRACTION,
                        SummaryMetric.REQUEST_P99)
                .filter(metric -> summary.get(metric).isPresent())
                .map(metric -> label(metric) + " ±"
                        + Figures.figure(metric, replications.halfWidths().getOrDefault(metric, 0.0)))
                .collect(Collectors.joining(", "));
    }

    /** Figures that stand in one object are missing together. */
    private static String missingLabel(SummaryMetric metric) {
        return metric.topName().equals(metric.jsonName()) ? label(metric) : "request latencies";
    }

    private static String notes(RunResult run) {
        StringBuilder text = new StringBuilder();
        String missing = String.join(
                ", ",
                run.coverage().missingFigures().keySet().stream()
                        .map(RunTable::missingLabel)
                        .distinct()
                        .toList());
        if (!missing.isEmpty()) {
            text.append('\n')
                    .append(Lines.wrap(
                            "Not known at level " + run.identity().level().label() + ": " + missing + ".", "", WIDTH));
        }
        run.replications()
                .ifPresent(replications -> text.append('\n')
                        .append(Lines.wrap(
                                "Figures are means of " + replications.count() + " replications (95 % confidence: "
                                        + spread(run.summary(), replications) + "); charts and cycles show the first.",
                                "",
                                WIDTH)));
        for (String warning : run.warnings()) {
            text.append(Lines.wrap("warning: " + warning, "  ", WIDTH));
        }
        if (!run.coverage().covers(CycleMetric.GOAL_RULE)) {
            text.append(Lines.wrap("Which rule set the goals is not recorded.", "", WIDTH));
        }
        return text.toString();
    }
}
