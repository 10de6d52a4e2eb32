package org.heapgoal.sim.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.heapgoal.sim.series.BoundedSeries.Interval;
import org.junit.jupiter.api.Test;

/** Oracle: small series worked by hand. */
class BoundedSeriesTest {
    @Test
    void a_full_series_merges_neighbours() {
        BoundedSeries series = new BoundedSeries(2, 10);
        series.record(0, 4);
        series.record(5, 8);
        series.record(15, 2);
        // 0..10: 4 for 5 ns, 8 for 5 ns. 10..15: 8 for 5 ns, then 2, which has not lasted yet.
        assertThat(series.intervals())
                .containsExactly(new Interval(0, 10, 4, 8, 4, 8, 6), new Interval(10, 5, 8, 2, 2, 8, 8));
        series.record(25, 6);
        // 0..20: 4 x 5 + 8 x 10 + 2 x 5 = 110. 20..25: 2.
        assertThat(series.resolutionNanos()).isEqualTo(20);
        assertThat(series.intervals())
                .containsExactly(new Interval(0, 20, 4, 2, 2, 8, 5.5), new Interval(20, 5, 2, 6, 2, 6, 2));
    }

    @Test
    void a_peak_that_lasts_no_time_is_kept() {
        BoundedSeries series = new BoundedSeries(4, 1);
        series.record(3, 1);
        series.record(3, 99);
        series.record(3, 1);
        series.advanceTo(1_000_000);
        assertThat(series.intervals().get(0).max()).isEqualTo(99);
        assertThat(series.intervals().get(0).mean()).isEqualTo(1);
    }

    @Test
    void a_series_may_begin_late_and_last_as_long_as_a_long_counts() {
        BoundedSeries series = new BoundedSeries(2, 3);
        series.advanceTo(1000);
        assertThat(series.intervals()).isEmpty();
        series.record(1000, 5);
        assertThat(series.intervals()).hasSize(1);
        series.advanceTo(Long.MAX_VALUE);
        series.record(Long.MAX_VALUE, 7);
        assertThat(series.intervals()).hasSize(2);
        assertThat(series.intervals().get(0).mean()).isEqualTo(5);
        assertThat(series.intervals().get(1).max()).isEqualTo(7);
    }

    @Test
    void reading_changes_nothing() {
        BoundedSeries series = new BoundedSeries(3, 10);
        series.record(1, 1);
        assertThat(series.intervals()).isEqualTo(series.intervals());
        assertThat(series.toString()).isEqualTo("series of 1 values up to 1 ns in intervals of 10 ns");
        assertThat(series.nowNanos()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_recorded_is_refused() {
        BoundedSeries series = new BoundedSeries(2, 10);
        series.record(100, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> series.record(99, 1))
                .withMessageContaining("100 ns");
        assertThatIllegalArgumentException().isThrownBy(() -> series.record(101, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSeries(2, 10).record(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSeries(1, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSeries(2, 0));
        assertThat(series.recorded()).isEqualTo(1);
    }
}
