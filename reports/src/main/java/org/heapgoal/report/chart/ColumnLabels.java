package org.heapgoal.report.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** Texts centred above columns; one that would run into the one before it is left out. */
final class ColumnLabels extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final float SIZE = 13;

    @SuppressWarnings("serial") // annotations are never serialised here
    private final List<LabelledPoints.Labelled> labels;

    /** Labels from left to right. */
    ColumnLabels(List<LabelledPoints.Labelled> labels) {
        this.labels = List.copyOf(labels);
    }

    @Override
    public void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int rendererIndex,
            @Nullable PlotRenderingInfo info) {
        Font font = ChartFonts.regular(SIZE);
        g2.setFont(font);
        g2.setPaint(Palette.TEXT);
        FontMetrics metrics = g2.getFontMetrics(font);
        double free = area.getMinX();
        for (LabelledPoints.Labelled label : labels) {
            double width = metrics.stringWidth(label.label());
            double middle = domain.valueToJava2D(label.x(), area, plot.getDomainAxisEdge());
            double left = Math.min(Math.max(free, middle - width / 2), area.getMaxX() - width);
            if (left < free || left > middle) {
                continue;
            }
            double bottom = range.valueToJava2D(label.y(), area, plot.getRangeAxisEdge());
            g2.drawString(label.label(), (float) left, (float) bottom);
            free = left + width + 8;
        }
    }
}
