package org.heapgoal.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Oracle: the rule itself, checked pair by pair. */
class LabelPlacementProperties {
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1_000, 500);

    @Property(tries = 300)
    void labelsCoverNeitherEachOtherNorAPointAndStayInside(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 999) Integer> numbers) {
        List<Point2D> points = new ArrayList<>();
        List<LabelPlacement.Label> labels = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            Point2D point = new Point2D.Double(numbers.get(i), numbers.get(i + 1) / 2.0);
            points.add(point);
            labels.add(new LabelPlacement.Label(point, 120, 16));
        }

        List<@Nullable Rectangle2D> places = LabelPlacement.place(labels, points, AREA);

        assertThat(places).hasSameSizeAs(labels);
        List<Rectangle2D> boxes = new ArrayList<>();
        places.stream().filter(Objects::nonNull).map(Objects::requireNonNull).forEach(boxes::add);
        for (Rectangle2D box : boxes) {
            assertThat(AREA.contains(box)).isTrue();
            assertThat(boxes.stream().filter(box::intersects)).hasSize(1);
            assertThat(points.stream().filter(box::contains)).isEmpty();
        }
    }

    @Property(tries = 100)
    void aLonePointAlwaysGetsItsLabel(@ForAll @IntRange(max = 1_000) int x, @ForAll @IntRange(max = 500) int y) {
        Point2D point = new Point2D.Double(x, y);
        assertThat(LabelPlacement.place(List.of(new LabelPlacement.Label(point, 120, 16)), List.of(point), AREA)
                        .get(0))
                .isNotNull();
    }
}
