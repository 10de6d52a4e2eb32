package org.heapgoal.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final List<String> TIME_UNITS = List.of("ns", "µs", "ms", "s");

    @SuppressWarnings("serial") // axes are never serialised here
    private final Function<BigDecimal, String> text;

    /** An axis from one positive value to a larger one. */
    RoundLogAxis(String label, double from, double to) {
        this(label, from, to, BigDecimal::toPlainString);
    }

    private RoundLogAxis(String label, double from, double to, Function<BigDecimal, String> text) {
        super(label);
        this.text = text;
        setRange(from, to);
        ChartStyle.style(this);
    }

    /** An axis of lengths of time in nanoseconds, each tick with the unit that suits it. */
    static RoundLogAxis ofNanos(String label, double from, double to) {
        return new RoundLogAxis(label, from, to, RoundLogAxis::time);
    }

    private static String time(BigDecimal nanos) {
        int unit = 0;
        BigDecimal value = nanos;
        while (unit < TIME_UNITS.size() - 1 && value.compareTo(THOUSAND) >= 0) {
            value = value.divide(THOUSAND);
            unit++;
        }
        return value.toPlainString() + " " + TIME_UNITS.get(unit);
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
            ticks.add(new NumberTick(value.doubleValue(), text.apply(value), anchor, TextAnchor.CENTER, 0));
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
