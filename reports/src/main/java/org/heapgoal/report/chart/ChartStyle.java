package org.heapgoal.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;

/** What all charts have in common: fonts, greys, axes, titles and legends. Every text gets the bundled font here. */
final class ChartStyle {
    static final Stroke THIN = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    static final Stroke MEDIUM = new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    static final Stroke THICK = new BasicStroke(2.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    static final Stroke DASHED = dashed(1.8f, 7, 4);
    static final Stroke LONG_DASHED = dashed(2.4f, 16, 6);
    static final Stroke DOTTED = dashed(1.8f, 2, 3);

    private static final int MOST_TICKS = 12;
    private static final float TICK_SIZE = 15;
    private static final float LABEL_SIZE = 16;
    private static final float TITLE_SIZE = 21;

    private ChartStyle() {}

    private static Stroke dashed(float width, float on, float off) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {on, off}, 0);
    }

    /** An axis over a fixed range with about ten round numbers as ticks; no label if null. */
    static NumberAxis axis(@Nullable String label, double from, double to) {
        return axis(label, from, to, MOST_TICKS);
    }

    /** An axis over a fixed range with round numbers as ticks, at most so many; no label if null. */
    static NumberAxis axis(@Nullable String label, double from, double to, int mostTicks) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(from, to);
        axis.setTickUnit(tickUnit(to - from, mostTicks), false, true);
        style(axis);
        return axis;
    }

    /** Ticks a fixed distance apart. */
    static NumberTickUnit ticks(double distance) {
        return new NumberTickUnit(distance, format());
    }

    private static DecimalFormat format() {
        return new DecimalFormat("0.############", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** Gives an axis the common look. */
    static void style(ValueAxis axis) {
        axis.setLabelFont(ChartFonts.regular(LABEL_SIZE));
        axis.setTickLabelFont(ChartFonts.regular(TICK_SIZE));
        axis.setLabelPaint(Palette.TEXT);
        axis.setTickLabelPaint(Palette.TEXT);
        axis.setAxisLinePaint(Palette.GREY);
        axis.setTickMarkPaint(Palette.GREY);
    }

    /** Gives a plot the common look. */
    static void style(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setOutlinePaint(Palette.GREY);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(10, 8, 4, 8));
    }

    /** The chart with title, smaller lines below it, and the given legend at the bottom. */
    static JFreeChart chart(String title, List<String> subtitles, XYPlot plot, List<LegendItem> legend) {
        JFreeChart chart = new JFreeChart(title, ChartFonts.bold(TITLE_SIZE), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(12, 12, 10, 24));
        left(chart.getTitle());
        for (String subtitle : subtitles) {
            TextTitle line = new TextTitle(subtitle, ChartFonts.regular(TICK_SIZE));
            left(line);
            line.setPaint(Palette.TEXT);
            chart.addSubtitle(line);
        }
        if (!legend.isEmpty()) {
            LegendItemCollection items = new LegendItemCollection();
            legend.forEach(items::add);
            LegendTitle box = new LegendTitle(() -> items);
            box.setItemFont(ChartFonts.regular(TICK_SIZE));
            box.setItemPaint(Palette.TEXT);
            box.setPosition(RectangleEdge.BOTTOM);
            box.setBackgroundPaint(Color.WHITE);
            box.setLegendItemGraphicPadding(new RectangleInsets(2, 10, 2, 4));
            chart.addLegend(box);
        }
        return chart;
    }

    private static void left(TextTitle title) {
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPosition(RectangleEdge.TOP);
        title.setPadding(new RectangleInsets(2, 8, 2, 8));
        title.setPaint(Palette.BLACK);
    }

    /** A legend entry for a line. */
    static LegendItem lineItem(String label, Color color, Stroke stroke) {
        return new LegendItem(label, null, null, null, new Line2D.Double(0, 0, 34, 0), stroke, color);
    }

    /** A legend entry for a filled area. */
    static LegendItem areaItem(String label, Color color) {
        return shapeItem(label, new Rectangle2D.Double(-9, -6, 18, 12), color, true);
    }

    /** A legend entry for what is left white. */
    static LegendItem outlinedItem(String label) {
        return shapeItem(label, new Rectangle2D.Double(-9, -6, 18, 12), Palette.GREY, false);
    }

    /** A legend entry for points. */
    static LegendItem shapeItem(String label, Shape shape, Color color, boolean filled) {
        return new LegendItem(
                label,
                null,
                null,
                null,
                true,
                shape,
                filled,
                color,
                true,
                color,
                new BasicStroke(1.5f),
                false,
                new Line2D.Double(),
                THIN,
                Color.BLACK);
    }

    /** The smallest distance of 1, 2 or 5 times a power of ten that leaves at most so many of them. */
    private static NumberTickUnit tickUnit(double length, int most) {
        for (int exponent = -12; exponent <= 18; exponent++) {
            for (int factor : new int[] {1, 2, 5}) {
                double size = Double.parseDouble(factor + "e" + exponent);
                if (length <= size * most) {
                    return ticks(size);
                }
            }
        }
        throw new IllegalArgumentException("an axis of length " + length);
    }
}
