package org.heapgoal.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleAnchor;

/** A picture that says why there is nothing to draw, instead of an empty axis. */
final class NoticeChart {
    private static final float SIZE = 19;

    private NoticeChart() {}

    /** The picture. */
    static Chart of(String name, String title, String caption, String subtitle, String notice) {
        Font font = ChartFonts.regular(SIZE);
        NumberAxis across = ChartStyle.axis(null, 0, 1);
        NumberAxis up = ChartStyle.axis(null, 0, 1);
        across.setVisible(false);
        up.setVisible(false);
        XYPlot plot = new XYPlot(null, across, up, null);
        ChartStyle.style(plot);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(new Color(0xF6F6F6));
        TextTitle text = new TextTitle(notice, font);
        text.setPaint(Palette.TEXT);
        plot.addAnnotation(new XYTitleAnnotation(0.5, 0.5, text, RectangleAnchor.CENTER));
        JFreeChart chart = ChartStyle.chart(title, List.of(subtitle), plot, List.of());
        return new Chart(name, title, caption, notice, chart);
    }
}
