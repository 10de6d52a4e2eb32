package org.heapgoal.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2 and 5 times the powers of ten. */
final class RoundLogAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final int MANY_TICKS = 12;
    private static final int LOWEST_EXPONENT = -12;
    private static final int HIGHEST_EXPONENT = 18;

    /** An axis from one positive value to a larger one. */
    RoundLogAxis(String label, double from, double to) {
        super(label);
        setRange(from, to);
        ChartStyle.style(this);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        List<BigDecimal> values = roundValues(1, 2, 5);
        if (values.size() > MANY_TICKS) {
            values = roundValues(1);
        }
        TextAnchor anchor = RectangleEdge.BOTTOM.equals(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        List<NumberTick> ticks = new ArrayList<>();
        for (BigDecimal value : values) {
            ticks.add(new NumberTick(value.doubleValue(), value.toPlainString(), anchor, TextAnchor.CENTER, 0));
        }
        return ticks;
    }

    /** The factors times the powers of ten, as far as they lie in the axis's range. */
    private List<BigDecimal> roundValues(int... factors) {
        List<BigDecimal> values = new ArrayList<>();
        for (int exponent = LOWEST_EXPONENT; exponent <= HIGHEST_EXPONENT; exponent++) {
            for (int factor : factors) {
                BigDecimal value = new BigDecimal(factor + "e" + exponent);
                if (getRange().contains(value.doubleValue())) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
