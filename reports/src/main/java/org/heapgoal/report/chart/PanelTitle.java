package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

/** Text in the upper left corner of a plot that is too low for an axis label. */
final class PanelTitle extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final float SIZE = 14;
    private static final Color BEHIND_TEXT = new Color(255, 255, 255, 215);

    private final String text;

    PanelTitle(String text) {
        this.text = text;
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
        FontMetrics metrics = g2.getFontMetrics(font);
        double left = area.getMinX() + 6;
        double top = area.getMinY() + 3;
        g2.setPaint(BEHIND_TEXT);
        g2.fill(new Rectangle2D.Double(left - 3, top, metrics.stringWidth(text) + 6.0, metrics.getHeight()));
        g2.setPaint(Palette.BLACK);
        g2.drawString(text, (float) left, (float) (top + metrics.getAscent()));
    }
}
