package org.heapgoal.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis of shares on which each further nine takes as much room as the one before: 0, 90, 99, 99.9 %. */
final class NinesAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final String[] SHARES = {"0", "0.5", "0.75", "0.9", "0.99", "0.999", "0.9999", "0.99999", "0.999999"
    };
    private static final String[] LABELS = {
        "0 %", "50 %", "75 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"
    };

    /**
     * An axis from share 0.
     *
     * @param to where it ends, as a place
     */
    NinesAxis(String label, double to) {
        super(label);
        setRange(0, to);
        ChartStyle.style(this);
    }

    /** The place of a share below 1. */
    static double place(double share) {
        return -StrictMath.log10(1 - share);
    }

    /** The place of the longest of so many: it alone is beyond the share 1 − 1 / count. */
    static double placeOfLongest(long count) {
        return StrictMath.max(0.05, StrictMath.log10((double) count));
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            double place = place(Double.parseDouble(SHARES[i]));
            if (getRange().contains(place)) {
                ticks.add(new NumberTick(place, LABELS[i], TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
            }
        }
        return ticks;
    }
}
