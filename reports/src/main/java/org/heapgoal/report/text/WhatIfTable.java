package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.SettingsText.Knob;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.WhatIfResult;

/**
 * A what-if as text: a row for every setting with its GC CPU and memory against the baseline's, a second row for the rest,
 * and the sentences that name the trade-off. Knobs that do not vary are stated once, above.
 */
public final class WhatIfTable {
    /** How many rows are printed; of more settings the Pareto-optimal ones and as many others as fit are shown. */
    public static final int MAX_ROWS = 60;

    private static final int WIDTH = 100;

    private WhatIfTable() {}

    /** The table, of whole lines. */
    public static String print(WhatIfResult result) {
        TradeOff tradeOff = TradeOff.of(result);
        List<Knob> knobs = SettingsText.varying(result.runs());
        List<TradeOff.Point> shown = shown(tradeOff);
        StringBuilder text = new StringBuilder();
        text.append(Lines.wrap("what-if " + result.input() + ": " + constants(result, knobs), "", WIDTH));
        text.append('\n').append(tradeOffGrid(tradeOff, shown, knobs)).append('\n');
        text.append(detailGrid(shown, knobs)).append('\n');
        text.append("= baseline   * no other setting has less GC CPU without more peak memory, or less peak memory"
                + "\n             without more GC CPU\n");
        int hidden = tradeOff.points().size() - shown.size();
        if (hidden > 0) {
            text.append(Figures.count(hidden) + " of "
                    + Figures.count(tradeOff.points().size()) + " settings are not shown; JSON has all of them.\n");
        }
        text.append('\n')
                .append(PairedTable.print(
                        result,
                        shown.stream()
                                .filter(point -> !point.baseline())
                                .map(TradeOff.Point::run)
                                .toList(),
                        knobs));
        text.append(
                TrustTable.print(result, shown.stream().map(TradeOff.Point::run).toList(), knobs));
        text.append(Lines.wrap(String.join(" ", Verdict.of(result)), "", WIDTH));
        for (String warning : result.warnings()) {
            text.append(Lines.wrap("warning: " + warning, "  ", WIDTH));
        }
        return text.toString();
    }

    private static String constants(WhatIfResult result, List<Knob> varying) {
        List<String> parts = new ArrayList<>();
        GcSettings settings = result.baseline().settings();
        List<Knob> constant = new ArrayList<>(List.of(Knob.values()));
        constant.removeAll(varying);
        if (!constant.isEmpty()) {
            parts.add(SettingsText.of(settings, constant));
        }
        parts.add("go" + result.baseline().identity().goVersion().label());
        parts.add("level " + result.baseline().identity().level().label());
        result.baseline().identity().seed().ifPresent(seed -> parts.add("seed " + seed));
        return String.join(" · ", parts);
    }

    /** All points, or the front, the baseline and the first others. */
    private static List<TradeOff.Point> shown(TradeOff tradeOff) {
        List<TradeOff.Point> points = tradeOff.points();
        long important = points.stream().filter(WhatIfTable::important).count();
        long others = Math.max(0, MAX_ROWS - important);
        List<TradeOff.Point> shown = new ArrayList<>();
        for (TradeOff.Point point : points) {
            if (important(point)) {
                shown.add(point);
            } else if (others > 0) {
                shown.add(point);
                others--;
            }
        }
        return shown;
    }

    private static boolean important(TradeOff.Point point) {
        return point.baseline() || point.pareto();
    }

    private static TextGrid settingsColumns(List<Knob> knobs) {
        TextGrid grid = new TextGrid().left("");
        knobs.forEach(knob -> grid.right(knob.name()));
        return grid;
    }

    private static List<String> settingsCells(TradeOff.Point point, List<Knob> knobs) {
        List<String> cells = new ArrayList<>();
        cells.add((point.baseline() ? "=" : " ") + (point.pareto() ? "*" : " "));
        knobs.forEach(knob -> cells.add(knob.valueOf(point.run().settings())));
        return cells;
    }

    private static String tradeOffGrid(TradeOff tradeOff, List<TradeOff.Point> shown, List<Knob> knobs) {
        TextGrid grid = settingsColumns(knobs)
                .right("GC CPU")
                .right("change")
                .right(peakHeader(tradeOff.memory()))
                .right("change")
                .right("peak heap")
                .right("mean goal")
                .right("GCs/s");
        TradeOff.Point base = tradeOff.baseline();
        for (TradeOff.Point point : shown) {
            RunSummary summary = point.run().summary();
            List<String> cells = settingsCells(point, knobs);
            cells.add(Figures.percent(point.cpu()));
            cells.add(point.baseline() ? "" : Figures.points(point.cpu() - base.cpu()));
            cells.add(Figures.bytes(point.memoryBytes()));
            cells.add(point.baseline() ? "" : Figures.change(point.memoryBytes(), base.memoryBytes()));
            cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE)));
            cells.add(Figures.bytes(summary.valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL)));
            cells.add(Figures.number(summary.valueOrNaN(SummaryMetric.GC_PER_SECOND)));
            grid.row(cells);
        }
        return grid.print();
    }

    private static String peakHeader(SummaryMetric memory) {
        return switch (memory) {
            case PEAK_RESIDENT -> "peak resident";
            case PEAK_MAPPED -> "peak mapped";
            default -> "peak heap";
        };
    }

    private static String detailGrid(List<TradeOff.Point> shown, List<Knob> knobs) {
        boolean requests = shown.stream()
                .anyMatch(point ->
                        point.run().summary().get(SummaryMetric.REQUEST_P99).isPresent());
        TextGrid grid = settingsColumns(knobs)
                .right("duration")
                .right("GCs")
                .right("assists")
                .right("max pause");
        if (requests) {
            grid.right("p50").right("p99");
        }
        grid.left("goal set by");
        for (TradeOff.Point point : shown) {
            RunResult run = point.run();
            RunSummary summary = run.summary();
            List<String> cells = settingsCells(point, knobs);
            String duration = Figures.seconds(summary.valueOrNaN(SummaryMetric.DURATION));
            cells.add(run.killed() ? "killed " + duration : duration);
            cells.add(Figures.count(summary.valueOrNaN(SummaryMetric.NUM_GC)));
            cells.add(Figures.percent(Shares.assists(run)));
            cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.MAX_PAUSE)));
            if (requests) {
                cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P50)));
                cells.add(Figures.seconds(summary.valueOrNaN(SummaryMetric.REQUEST_P99)));
            }
            cells.add(goals(run));
            grid.row(cells);
        }
        return grid.print();
    }

    /** The two most frequent rules; a third and further ones are rare and would make the row too wide. */
    private static String goals(RunResult run) {
        String[] parts = Shares.goalRules(run.counts()).split(", ", -1);
        String text = parts.length > 2 ? parts[0] + ", " + parts[1] + ", …" : String.join(", ", parts);
        return text.isEmpty() ? Figures.MISSING : text;
    }
}
