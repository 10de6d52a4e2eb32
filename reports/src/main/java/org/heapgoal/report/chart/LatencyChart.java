package org.heapgoal.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.BlamePart;
import org.heapgoal.recording.Percentiles;
import org.heapgoal.recording.RequestProfile;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.text.Figures;
import org.heapgoal.report.text.RunTable;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Pauses and latencies of requests by percentile, above what the requests of each range of percentiles spent their latency
 * on. The parts of a request's latency add up to it, so each column is a whole.
 */
final class LatencyChart {
    private static final String CAPTION =
            "How long the given share of pauses and requests stayed within; below, what the requests of each range spent"
                    + " their latency on. The parts add up to the latency.";

    /** The parts shown on their own; the rest is one more. */
    private static final int PARTS_SHOWN = 5;

    /** A part below this share of every range's latency would not be seen. */
    private static final double SEEN = 0.003;

    private static final double GAP = 0.012;

    private final RunResult run;
    private final Percentiles pauses;
    private final Optional<RequestProfile> requests;
    private final List<LegendItem> legend = new ArrayList<>();

    private LatencyChart(RunResult run) {
        this.run = run;
        this.pauses = run.timelines().pauses();
        this.requests = run.timelines().requests();
    }

    /** Why a run has no such chart; nothing if it has one. */
    static Optional<String> missing(RunResult run) {
        boolean none = run.timelines().pauses().count() == 0
                && run.timelines().requests().isEmpty();
        return none ? Optional.of("No pause and no request ended in this run.") : longest(run);
    }

    /** At levels without pauses all are 0. */
    private static Optional<String> longest(RunResult run) {
        boolean pauses = last(run.timelines().pauses()) > 0;
        return pauses || run.timelines().requests().isPresent()
                ? Optional.empty()
                : Optional.of("Neither pauses nor requests are modelled at this level.");
    }

    private static long last(Percentiles percentiles) {
        List<Percentiles.Point> points = percentiles.points();
        return points.isEmpty() ? 0 : points.get(points.size() - 1).nanos();
    }

    /** The chart of a run that has pauses or requests. */
    static Chart of(RunResult run) {
        return new LatencyChart(run).build();
    }

    private Chart build() {
        double end = Math.max(
                end(pauses), requests.map(profile -> end(profile.latencies())).orElse(0.0));
        String shares = requests.isPresent()
                ? "share of pauses and requests that stayed within"
                : "share of pauses that stayed within";
        CombinedDomainXYPlot combined = new CombinedDomainXYPlot(new NinesAxis(shares, end * 1.02));
        combined.setGap(14);
        combined.add(curves(), 11);
        requests.ifPresent(profile -> combined.add(blame(profile, end), 10));
        List<String> lines = new ArrayList<>();
        lines.add(RunTable.settingsLine(run.identity()));
        lines.add(summary());
        String title = (requests.isPresent() ? "Pauses and request latencies: " : "Pauses: ")
                + run.identity().name();
        return new Chart("latency", title, CAPTION, summary(), ChartStyle.chart(title, lines, combined, legend));
    }

    private String summary() {
        String text = pauses.count() == 0 ? "No pause." : "Longest pause " + seconds(last(pauses)) + ".";
        return requests.map(profile -> text + " Longest of "
                        + Figures.count((double) profile.latencies().count()) + " requests "
                        + seconds(last(profile.latencies())) + ".")
                .orElse(text);
    }

    private static String seconds(double nanos) {
        return Figures.seconds(nanos / 1e9);
    }

    private static double end(Percentiles percentiles) {
        return percentiles.count() == 0 ? 0 : NinesAxis.placeOfLongest(percentiles.count());
    }

    private XYPlot curves() {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        List<Percentiles> all = new ArrayList<>(List.of(pauses));
        requests.ifPresent(profile -> all.add(profile.latencies()));
        for (Percentiles percentiles : all) {
            for (Percentiles.Point point : percentiles.points()) {
                low = point.nanos() > 0 ? Math.min(low, point.nanos()) : low;
                high = Math.max(high, point.nanos());
            }
        }
        Scale unit = Scale.forNanos(high);
        plot.setRangeAxis(
                new RoundLogAxis("length (" + unit.unit() + ", logarithmic)", unit.of(low) / 1.5, unit.of(high) * 1.8));
        requests.ifPresent(profile -> curve(
                plot,
                0,
                "requests (" + Figures.count((double) profile.latencies().count()) + ")",
                profile.latencies(),
                unit,
                Palette.BLUE));
        if (pauses.count() > 0) {
            String label = "pauses of GC cycles (" + Figures.count((double) pauses.count()) + ", both stops together)";
            curve(plot, 1, label, pauses, unit, Palette.VERMILLION);
        }
        return plot;
    }

    private void curve(XYPlot plot, int index, String label, Percentiles percentiles, Scale unit, Color color) {
        XYSeries series = new XYSeries(label, false, true);
        for (Percentiles.Point point : percentiles.points()) {
            if (point.nanos() > 0) {
                double place = point.share() == 1 ? end(percentiles) : NinesAxis.place(point.share());
                series.add(place, unit.of((double) point.nanos()), false);
            }
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, series.getItemCount() < 2);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, color);
        renderer.setSeriesStroke(0, ChartStyle.THICK);
        plot.setDataset(index, new XYSeriesCollection(series));
        plot.setRenderer(index, renderer);
        legend.add(ChartStyle.lineItem(label, color, ChartStyle.THICK));
    }

    private XYPlot blame(RequestProfile profile, double end) {
        XYPlot plot = new XYPlot();
        ChartStyle.style(plot);
        plot.setDomainGridlinesVisible(false);
        NumberAxis axis = ChartStyle.axis("parts of latency (%)", 0, 118);
        axis.setTickUnit(ChartStyle.ticks(20), false, true);
        plot.setRangeAxis(axis);
        List<BlamePart> shown = largest(profile);
        List<Boxes.Box> boxes = new ArrayList<>();
        List<LabelledPoints.Labelled> labels = new ArrayList<>();
        for (RequestProfile.Band band : profile.bands()) {
            double from = NinesAxis.place(band.fromShare()) + GAP;
            double to = (band.toShare() >= 1 ? end : NinesAxis.place(band.toShare())) - GAP;
            if (to <= from) {
                continue;
            }
            double height = 0;
            for (BlamePart part : shown) {
                double share = band.blame().share(part) * 100;
                boxes.add(new Boxes.Box(from, to, height, height + share, Palette.of(part)));
                height += share;
            }
            boxes.add(new Boxes.Box(from, to, height, 100, Palette.GRID));
            labels.add(new LabelledPoints.Labelled((from + to) / 2, 104, "mean " + seconds(band.meanNanos())));
        }
        plot.addAnnotation(new Boxes(boxes));
        plot.addAnnotation(new ColumnLabels(labels));
        shown.forEach(part -> legend.add(ChartStyle.areaItem(part.label(), Palette.of(part))));
        if (shown.size() < BlamePart.ALL.size() && rest(profile, shown)) {
            legend.add(ChartStyle.areaItem("everything else", Palette.GRID));
        }
        return plot;
    }

    /** The parts that take the largest share of some range's latency, in order of declaration. */
    private static List<BlamePart> largest(RequestProfile profile) {
        List<BlamePart> parts = new ArrayList<>(BlamePart.ALL);
        parts.sort(Comparator.comparingDouble((BlamePart part) -> -most(profile, part)));
        return BlamePart.ALL.stream()
                .filter(part -> parts.indexOf(part) < PARTS_SHOWN && most(profile, part) >= SEEN)
                .toList();
    }

    private static double most(RequestProfile profile, BlamePart part) {
        return profile.bands().stream()
                .mapToDouble(band -> band.blame().share(part))
                .max()
                .orElse(0);
    }

    private static boolean rest(RequestProfile profile, List<BlamePart> shown) {
        return BlamePart.ALL.stream().anyMatch(part -> !shown.contains(part) && most(profile, part) >= SEEN);
    }
}
