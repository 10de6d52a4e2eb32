package org.heapgoal.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Oracle: for every column the least and greatest value of all points in it, found by looking at each. */
class LineProperties {
    private static final int COLUMNS = 10;
    private static final double END = 1_000;

    @Property(tries = 500)
    void thinningKeepsThePeaksAndFloorsOfEveryColumn(
            @ForAll @Size(max = 200) List<@IntRange(max = 1_000) Integer> times,
            @ForAll @Size(min = 200, max = 200) List<@IntRange(max = 5) Integer> values) {
        List<Line.Point> points = points(times, values);

        List<Line.Point> thin = Line.minMax(points, 0, END, COLUMNS);

        assertThat(thin).hasSizeLessThanOrEqualTo(4 * COLUMNS);
        assertThat(points).containsAll(thin);
        // Level points may go, and with them a whole column of a level line: what is drawn there is the line between
        // its
        // neighbours, which has the same value. So compare only columns in which something was kept.
        for (int column = 0; column < COLUMNS; column++) {
            List<Line.Point> kept = inColumn(thin, column);
            if (!kept.isEmpty()) {
                List<Line.Point> there = inColumn(points, column);
                assertThat(extremes(kept)).isEqualTo(extremes(there));
            }
        }
        if (!points.isEmpty()) {
            assertThat(thin.get(0)).isEqualTo(points.get(0));
            assertThat(thin.get(thin.size() - 1)).isEqualTo(points.get(points.size() - 1));
        }
    }

    @Property(tries = 500)
    void rangesCoverEveryPointOfTheirColumn(
            @ForAll @Size(max = 200) List<@IntRange(max = 1_000) Integer> times,
            @ForAll @Size(min = 200, max = 200) List<@IntRange(max = 5) Integer> values) {
        List<Line.Point> points = points(times, values);
        List<Line.Range> ranges = Line.ranges(points, 0, END, COLUMNS);
        int index = 0;
        for (int column = 0; column < COLUMNS; column++) {
            List<Line.Point> there = inColumn(points, column);
            if (!there.isEmpty()) {
                Line.Range range = ranges.get(index++);
                assertThat(List.of(range.low(), range.high())).isEqualTo(extremes(there));
            }
        }
        assertThat(ranges).hasSize(index);
    }

    @Property(tries = 200)
    void stepsHoldEachValueUntilTheNextPoint(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 1_000) Integer> times,
            @ForAll @Size(min = 50, max = 50) List<@IntRange(max = 5) Integer> values) {
        List<Line.Point> steps = Line.steps(points(times, values), END);
        for (int i = 1; i < steps.size(); i++) {
            boolean level = steps.get(i).y() == steps.get(i - 1).y();
            boolean upright = steps.get(i).x() == steps.get(i - 1).x();
            assertThat(level || upright).isTrue();
        }
        assertThat(steps.get(steps.size() - 1).x()).isEqualTo(END);
    }

    private static List<Line.Point> points(List<Integer> times, List<Integer> values) {
        List<Integer> sorted = new ArrayList<>(times);
        sorted.sort(null);
        List<Line.Point> points = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            points.add(new Line.Point(sorted.get(i), values.get(i)));
        }
        return points;
    }

    private static List<Line.Point> inColumn(List<Line.Point> points, int column) {
        return points.stream()
                .filter(point -> Math.min(COLUMNS - 1, (int) (point.x() / END * COLUMNS)) == column)
                .toList();
    }

    private static List<Double> extremes(List<Line.Point> points) {
        return List.of(
                points.stream().mapToDouble(Line.Point::y).min().orElseThrow(),
                points.stream().mapToDouble(Line.Point::y).max().orElseThrow());
    }
}
