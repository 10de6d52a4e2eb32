package org.heapgoal.report.chart;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places labels next to points so that no label covers another label or a point and all lie inside an area.
 *
 * <p>Labels are placed one after another, most important first; each takes the first free place of a fixed list: beside the
 * point, then further and further away around it. A label without a free place is not placed.
 */
final class LabelPlacement {
    private static final double POINT_RADIUS = 7;
    private static final double[] DISTANCES = {10, 18, 30, 46, 66, 90, 120};

    /** Unit steps from the point to the nearest point of the label: right, left, above, below, then the corners. */
    private static final double[][] DIRECTIONS = {
        {1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.8, -0.6}, {-0.8, -0.6}, {0.8, 0.6}, {-0.8, 0.6}
    };

    private LabelPlacement() {}

    /** What is to be placed: a label of a size for a point. */
    record Label(Point2D point, double width, double height) {}

    /**
     * The places, one for each label, null where there is none.
     *
     * @param labels most important first
     * @param points all points that must stay visible
     * @param area where labels may lie
     */
    static List<@Nullable Rectangle2D> place(List<Label> labels, List<Point2D> points, Rectangle2D area) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (Point2D point : points) {
            taken.add(new Rectangle2D.Double(
                    point.getX() - POINT_RADIUS, point.getY() - POINT_RADIUS, 2 * POINT_RADIUS, 2 * POINT_RADIUS));
        }
        List<@Nullable Rectangle2D> places = new ArrayList<>();
        for (Label label : labels) {
            Rectangle2D place = freePlace(label, taken, area);
            if (place != null) {
                taken.add(place);
            }
            places.add(place);
        }
        return places;
    }

    private static @Nullable Rectangle2D freePlace(Label label, List<Rectangle2D> taken, Rectangle2D area) {
        for (double distance : DISTANCES) {
            for (double[] direction : DIRECTIONS) {
                Rectangle2D candidate = beside(label, direction[0] * distance, direction[1] * distance);
                if (area.contains(candidate) && taken.stream().noneMatch(candidate::intersects)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** The label's rectangle whose nearest edge or corner lies at this offset from the point. */
    private static Rectangle2D beside(Label label, double dx, double dy) {
        double x = label.point.getX() + dx;
        double y = label.point.getY() + dy;
        double left = dx > 0 ? x : dx < 0 ? x - label.width : x - label.width / 2;
        double top = dy > 0 ? y : dy < 0 ? y - label.height : y - label.height / 2;
        return new Rectangle2D.Double(left, top, label.width, label.height);
    }
}
