package org.heapgoal.sim.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.heapgoal.sim.series.BoundedSeries.Interval;
import org.jspecify.annotations.Nullable;

/** Oracle: keeping every value and working each interval out from all of them. */
class BoundedSeriesProperties {
    @Property(tries = 1000)
    void every_interval_is_what_all_values_together_say(
            @ForAll("samples") List<Sample> samples,
            @ForAll @IntRange(min = 2, max = 17) int capacity,
            @ForAll @LongRange(min = 1, max = 50) long resolution,
            @ForAll @LongRange(max = 200) long rest) {
        BoundedSeries series = new BoundedSeries(capacity, resolution);
        samples.forEach(sample -> series.record(sample.timeNanos(), sample.value()));
        long end = samples.get(samples.size() - 1).timeNanos() + rest;
        series.advanceTo(end);

        List<Interval> intervals = series.intervals();
        List<Interval> expected = keepingEverything(samples, series.resolutionNanos(), end);
        assertThat(intervals).hasSameSizeAs(expected).hasSizeLessThanOrEqualTo(capacity);
        for (int i = 0; i < expected.size(); i++) {
            sameInterval(intervals.get(i), expected.get(i));
        }
        assertThat(series.resolutionNanos() % resolution).isZero();
        assertThat(Long.bitCount(series.resolutionNanos() / resolution)).isEqualTo(1);
        assertThat(series.recorded()).isEqualTo(samples.size());
    }

    @Property(tries = 300)
    void the_resolution_is_the_finest_that_fits(
            @ForAll("samples") List<Sample> samples, @ForAll @IntRange(min = 2, max = 17) int capacity) {
        BoundedSeries series = new BoundedSeries(capacity, 1);
        samples.forEach(sample -> series.record(sample.timeNanos(), sample.value()));
        long last = samples.get(samples.size() - 1).timeNanos();
        long expected = 1;
        while (last / expected >= capacity) {
            expected *= 2;
        }
        assertThat(series.resolutionNanos()).isEqualTo(expected);
    }

    @Property(tries = 300)
    void extremes_survive_any_number_of_merges(
            @ForAll("samples") List<Sample> samples, @ForAll @LongRange(max = 1L << 62) long end) {
        BoundedSeries series = new BoundedSeries(4, 1);
        samples.forEach(sample -> series.record(sample.timeNanos(), sample.value()));
        series.advanceTo(Math.max(series.nowNanos(), end));
        List<Interval> intervals = series.intervals();
        assertThat(intervals.stream().mapToDouble(Interval::max).max().orElseThrow())
                .isEqualTo(samples.stream().mapToDouble(Sample::value).max().orElseThrow());
        assertThat(intervals.stream().mapToDouble(Interval::min).min().orElseThrow())
                .isEqualTo(samples.stream().mapToDouble(Sample::value).min().orElseThrow());
        assertThat(intervals.get(0).first()).isEqualTo(samples.get(0).value());
        assertThat(intervals.get(intervals.size() - 1).last())
                .isEqualTo(samples.get(samples.size() - 1).value());
    }

    private static void sameInterval(Interval actual, Interval expected) {
        assertThat(actual).usingRecursiveComparison().ignoringFields("mean").isEqualTo(expected);
        assertThat(actual.mean()).isCloseTo(expected.mean(), within(1e-9));
    }

    private static List<Interval> keepingEverything(List<Sample> samples, long length, long end) {
        List<Interval> all = new ArrayList<>();
        for (long start = samples.get(0).timeNanos() / length * length; start <= end; start += length) {
            Interval interval = one(samples, start, start + length, end);
            if (interval != null) {
                all.add(interval);
            }
        }
        return all;
    }

    /** One interval, from the value that was current at each of its instants; null if there was none. */
    private static @Nullable Interval one(List<Sample> samples, long start, long stop, long end) {
        List<Double> taken = new ArrayList<>();
        double integral = 0;
        long covered = 0;
        for (int i = 0; i < samples.size(); i++) {
            long from = samples.get(i).timeNanos();
            long until = i + 1 < samples.size() ? samples.get(i + 1).timeNanos() : end;
            long overlap = Math.max(0, Math.min(until, stop) - Math.max(from, start));
            boolean recordedInside = from >= start && from < stop;
            if (overlap > 0 || recordedInside) {
                taken.add(samples.get(i).value());
            }
            integral += samples.get(i).value() * overlap;
            covered += overlap;
        }
        if (taken.isEmpty()) {
            return null;
        }
        double first = taken.get(0);
        double last = taken.get(taken.size() - 1);
        double min = taken.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double max = taken.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return new Interval(start, covered, first, last, min, max, covered == 0 ? last : integral / covered);
    }

    @Provide
    Arbitrary<List<Sample>> samples() {
        Arbitrary<Integer> gaps = Arbitraries.integers().between(0, 60);
        Arbitrary<Double> values = Arbitraries.integers().between(-1000, 1000).map(i -> i / 8.0);
        return Combinators.combine(gaps, values)
                .as((gap, value) -> new Sample(gap, value))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(BoundedSeriesProperties::oneAfterTheOther);
    }

    private static List<Sample> oneAfterTheOther(List<Sample> gaps) {
        List<Sample> samples = new ArrayList<>();
        long now = 0;
        for (Sample gap : gaps) {
            now += gap.timeNanos();
            samples.add(new Sample(now, gap.value()));
        }
        return samples;
    }

    record Sample(long timeNanos, double value) {}
}
