package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** Filled rectangles of a plot, all of one colour as one shape, which keeps SVG small. */
final class Boxes extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double LEAST_PIXELS = 1.2;

    @SuppressWarnings("serial") // annotations are never serialised here
    private final List<Box> boxes;

    /** A rectangle in the units of the axes. */
    record Box(double fromX, double toX, double fromY, double toY, Color color) {}

    /** Rectangles; of those that overlap, the colour that comes first lies below. */
    Boxes(List<Box> boxes) {
        this.boxes = List.copyOf(boxes);
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
        Map<Color, Path2D> shapes = new LinkedHashMap<>();
        for (Box box : boxes) {
            double left = domain.valueToJava2D(box.fromX, area, plot.getDomainAxisEdge());
            double right = domain.valueToJava2D(box.toX, area, plot.getDomainAxisEdge());
            double bottom = range.valueToJava2D(box.fromY, area, plot.getRangeAxisEdge());
            double top = range.valueToJava2D(box.toY, area, plot.getRangeAxisEdge());
            // What is shorter than a pixel can show is drawn as one, inside the plot.
            double width = Math.max(LEAST_PIXELS, right - left);
            left = Math.min(left, area.getMaxX() - width);
            shapes.computeIfAbsent(box.color, color -> new Path2D.Double())
                    .append(new Rectangle2D.Double(left, top, width, bottom - top), false);
        }
        shapes.forEach((color, shape) -> {
            g2.setPaint(color);
            g2.fill(shape);
        });
    }
}
