package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heapgoal.recording.MetricValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeHistogramTest {
    /**
     * The runtime's index: bucket 0 with bit 9 below 2^8, else the bit length less 8; then the two bits below the leading
     * one. 40 buckets of 4.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {
                -1,
                0,
                1,
                63,
                64,
                255,
                256,
                319,
                320,
                511,
                512,
                1000,
                123_456,
                1L << 20,
                (1L << 47) - 1,
                1L << 47,
                Long.MAX_VALUE
            })
    void aDurationFallsIntoTheBucketThatTheRuntimeChooses(long nanos) {
        TimeHistogram histogram = new TimeHistogram();
        histogram.record(nanos);
        MetricValue.Histogram metric = histogram.toMetric();
        assertThat(metric.counts()).hasSize(162);
        int index = metric.counts().indexOf(1L);
        assertThat(index).isEqualTo(runtimeIndex(nanos) + 1);
        List<Double> bounds = metric.bounds();
        assertThat(nanos / 1e9).isGreaterThanOrEqualTo(bounds.get(index)).isLessThan(bounds.get(index + 1));
        assertThat(histogram.total()).isEqualTo(1);
    }

    private static int runtimeIndex(long nanos) {
        if (nanos < 0) {
            return -1;
        }
        int length = 64 - Long.numberOfLeadingZeros(nanos);
        int bucket = length < 9 ? 0 : length - 8;
        int bit = Math.max(length, 9);
        return bucket >= 40 ? 160 : bucket * 4 + (int) (nanos >> (bit - 3)) % 4;
    }
}
