package org.heapgoal.workload.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.load.TimedLoad;
import org.junit.jupiter.api.Test;

/** Stretches of a log become pieces; the oracle is arithmetic on the stretches. */
class PieceTest {
    private static final long MIB = 1 << 20;

    @Test
    void aPieceKeepsTheStretchInWhichTheHeapChanged() {
        List<TimedLoad.Segment> segments = new ArrayList<>();
        segments.add(segment(0.05, 8));
        segments.add(segment(0.1, 40));
        for (int i = 0; i < 9; i++) {
            segments.add(segment(0.05, 40));
        }
        List<Piece> pieces = Piece.of(segments);
        assertThat(pieces).hasSize(2);
        Piece later = pieces.get(1);
        // 0.1 s and nine times 0.05 s at 200 MiB/s, of which the first stretch is 0.1 s and 20 MiB.
        assertThat(later.workNanos()).isCloseTo(0.55e9, within(1.0));
        assertThat(later.head().workNanos()).isCloseTo(0.1e9, within(1.0));
        assertThat(later.head().allocatedBytes()).isCloseTo(20.0 * MIB, within(1.0));
        Piece rest = later.rest().orElseThrow();
        assertThat(rest.workNanos()).isCloseTo(0.45e9, within(1.0));
        assertThat(rest.allocatedBytes()).isCloseTo(90.0 * MIB, within(1.0));
        assertThat(pieces.get(0).rest()).isEmpty();
    }

    @Test
    void aLoadThatGoesOnAndOnIsCutShortAndAChangingOneIsNot() {
        List<TimedLoad.Segment> steady = new ArrayList<>();
        List<TimedLoad.Segment> changing = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            steady.add(segment(0.05, 20));
            changing.add(segment(0.05, i % 2 == 0 ? 20 : 40));
        }
        List<Piece> pieces = Piece.of(steady);
        List<Piece> shorter = Piece.shortened(pieces, 200, 40);
        // A fifth of what follows the first of 200 stretches, and that one.
        double nanos = shorter.stream().mapToDouble(Piece::workNanos).sum();
        assertThat(nanos).isCloseTo(0.05e9 + 199 * 0.05e9 / 5, within(1.0));
        assertThat(shorter.get(0).liveBytes()).isEqualTo(pieces.get(0).liveBytes());
        assertThat(Piece.shortened(pieces, 30, 40)).isEqualTo(pieces);
        List<Piece> few = Piece.of(changing.subList(0, 50));
        assertThat(few).hasSize(50);
        assertThat(Piece.shortened(few, 50, 40)).isEqualTo(few);
    }

    private static TimedLoad.Segment segment(double seconds, long liveMib) {
        return new TimedLoad.Segment(seconds, 200.0 * MIB, liveMib * MIB, 0);
    }
}
