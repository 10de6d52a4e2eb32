package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Points of a line by growing x, and what makes them fit to draw. */
final class Line {
    private Line() {}

    /** A point. */
    record Point(double x, double y) {}

    /** The same line as steps: each value holds until the next point, and the last until {@code endX}. */
    static List<Point> steps(List<Point> points, double endX) {
        List<Point> steps = new ArrayList<>();
        for (Point point : points) {
            if (!steps.isEmpty()) {
                double before = steps.get(steps.size() - 1).y;
                if (before != point.y) {
                    steps.add(new Point(point.x, before));
                }
            }
            steps.add(point);
        }
        if (!steps.isEmpty() && steps.get(steps.size() - 1).x < endX) {
            steps.add(new Point(endX, steps.get(steps.size() - 1).y));
        }
        return steps;
    }

    /**
     * At most four points per column: the first, the lowest, the highest and the last, in their order, so that the line
     * drawn covers the same rows of every column as all points would. Then points on a straight level are left out.
     *
     * @param points by growing x
     * @param fromX where the first column begins
     * @param toX where the last column ends, above {@code fromX}
     * @param columns how many columns, at least 1
     */
    static List<Point> minMax(List<Point> points, double fromX, double toX, int columns) {
        if (!(toX > fromX) || columns < 1) {
            throw new IllegalArgumentException(columns + " columns from " + fromX + " to " + toX);
        }
        List<Point> thin = new ArrayList<>();
        int start = 0;
        while (start < points.size()) {
            int column = column(points.get(start), fromX, toX, columns);
            int low = start;
            int high = start;
            int end = start;
            while (end < points.size() && column(points.get(end), fromX, toX, columns) == column) {
                low = points.get(end).y < points.get(low).y ? end : low;
                high = points.get(end).y > points.get(high).y ? end : high;
                end++;
            }
            int[] kept = {start, Math.min(low, high), Math.max(low, high), end - 1};
            for (int i = 0; i < kept.length; i++) {
                if (i == 0 || kept[i] != kept[i - 1]) {
                    thin.add(points.get(kept[i]));
                }
            }
            start = end;
        }
        return withoutLevelPoints(thin);
    }

    /** The range of a line in one column. */
    record Range(double x, double low, double high) {}

    /** For every column with a point its middle, least and greatest value. */
    static List<Range> ranges(List<Point> points, double fromX, double toX, int columns) {
        List<Range> ranges = new ArrayList<>();
        int start = 0;
        while (start < points.size()) {
            int column = column(points.get(start), fromX, toX, columns);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            int end = start;
            while (end < points.size() && column(points.get(end), fromX, toX, columns) == column) {
                low = Math.min(low, points.get(end).y);
                high = Math.max(high, points.get(end).y);
                end++;
            }
            ranges.add(new Range(fromX + (column + 0.5) * (toX - fromX) / columns, low, high));
            start = end;
        }
        return ranges;
    }

    private static int column(Point point, double fromX, double toX, int columns) {
        double position = (point.x - fromX) / (toX - fromX) * columns;
        return (int) Math.max(0, Math.min(columns - 1, Math.floor(position)));
    }

    private static List<Point> withoutLevelPoints(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean level = i > 0
                    && i < points.size() - 1
                    && points.get(i).y == points.get(i - 1).y
                    && points.get(i).y == points.get(i + 1).y;
            if (!level) {
                kept.add(points.get(i));
            }
        }
        return kept;
    }
}
