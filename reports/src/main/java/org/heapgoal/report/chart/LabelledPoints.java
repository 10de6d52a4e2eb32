package org.heapgoal.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Labels beside the points of a plot, placed when the plot's size is known, with a thin line where they stand far off. */
final class LabelledPoints extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final float SIZE = 14;
    private static final double LINE_FROM = 14;
    private static final Color BEHIND_TEXT = new Color(255, 255, 255, 200);

    @SuppressWarnings("serial") // annotations are never serialised here
    private final List<Labelled> points;

    /**
     * A point with its label.
     *
     * @param x its place on the domain axis
     * @param y its place on the range axis
     * @param label its label; empty for a point that only must stay visible
     */
    record Labelled(double x, double y, String label) {}

    /** Labels for points, most important first. */
    LabelledPoints(List<Labelled> points) {
        this.points = List.copyOf(points);
    }

    @Override
    public void draw(
            Graphics2D g2,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int rendererIndex,
            PlotRenderingInfo info) {
        Font font = ChartFonts.regular(SIZE);
        g2.setFont(font);
        FontMetrics metrics = g2.getFontMetrics(font);
        RectangleEdge across = plot.getDomainAxisEdge();
        RectangleEdge up = plot.getRangeAxisEdge();
        List<Point2D> places = new ArrayList<>();
        List<LabelPlacement.Label> labels = new ArrayList<>();
        List<Labelled> labelled = new ArrayList<>();
        for (Labelled point : points) {
            Point2D place = new Point2D.Double(
                    domain.valueToJava2D(point.x, area, across), range.valueToJava2D(point.y, area, up));
            places.add(place);
            if (!point.label.isEmpty()) {
                labels.add(new LabelPlacement.Label(place, metrics.stringWidth(point.label), metrics.getHeight()));
                labelled.add(point);
            }
        }
        List<@Nullable Rectangle2D> boxes = LabelPlacement.place(labels, places, area);
        for (int i = 0; i < boxes.size(); i++) {
            Rectangle2D box = boxes.get(i);
            if (box != null) {
                draw(g2, labelled.get(i).label, labels.get(i).point(), box, metrics);
            }
        }
    }

    private static void draw(Graphics2D g2, String label, Point2D point, Rectangle2D box, FontMetrics metrics) {
        double nearX = Math.max(box.getMinX(), Math.min(box.getMaxX(), point.getX()));
        double nearY = Math.max(box.getMinY(), Math.min(box.getMaxY(), point.getY()));
        if (point.distance(nearX, nearY) > LINE_FROM) {
            g2.setPaint(Palette.GREY);
            g2.setStroke(new BasicStroke(0.8f));
            g2.draw(new Line2D.Double(point.getX(), point.getY(), nearX, nearY));
        }
        g2.setPaint(BEHIND_TEXT);
        g2.fill(box);
        g2.setPaint(Palette.TEXT);
        g2.drawString(label, (float) box.getX(), (float) (box.getY() + metrics.getAscent()));
    }
}
