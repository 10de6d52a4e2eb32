package org.heapgoal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Oracle: the same requests, kept one by one and sorted. */
final class RequestLatenciesProperties {
    private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999};

    @Property(tries = 500)
    void percentilesAreThoseOfTheSortedListToThreeDigits(
            @ForAll @Size(min = 1, max = 300) List<@LongRange(max = 100_000_000_000_000L) Long> latencies) {
        RequestLatencies sketch = new RequestLatencies();
        latencies.forEach(latency -> sketch.add(request(latency)));
        List<Long> sorted = new ArrayList<>(latencies);
        sorted.sort(null);
        for (double share : SHARES) {
            long exact = sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
            assertThat((double) sketch.percentileNanos(share)).isCloseTo((double) exact, within(exact / 1000.0 + 1e-9));
        }
        assertThat(sketch.longestNanos()).isEqualTo(sorted.get(sorted.size() - 1));
        assertThat(sketch.count()).isEqualTo(sorted.size());
    }

    @Property(tries = 500)
    void blameOfTheSlowestIsTheMeanOfAllRequestsFromItsBoundOn(
            @ForAll @Size(min = 1, max = 300) List<@LongRange(max = 100_000_000_000_000L) Long> latencies) {
        RequestLatencies sketch = new RequestLatencies();
        latencies.forEach(latency -> sketch.add(request(latency)));
        MeanBlame slowest = sketch.blameOfSlowest(0.9).orElseThrow();
        List<Long> counted = latencies.stream()
                .filter(latency -> latency >= slowest.fromNanos())
                .toList();
        double mean = counted.stream().mapToLong(latency -> latency).average().orElseThrow();
        assertThat(slowest.requests()).isEqualTo(counted.size());
        assertThat(slowest.nanos(BlamePart.QUEUEING) + slowest.nanos(BlamePart.OWN_WORK))
                .isCloseTo(mean, within(1e-9 * mean + 1e-9));
        assertThat(slowest.fromNanos()).isLessThanOrEqualTo(sketch.percentileNanos(0.9));
        assertThat((double) slowest.fromNanos()).isGreaterThan((double) sketch.percentileNanos(0.9) / 1.13 - 1);
        assertThat(sketch.blame().orElseThrow().requests()).isEqualTo(latencies.size());
    }

    /** A third of the latency is queueing. */
    private static RequestRecord request(long latency) {
        long queueing = latency / 3;
        return new RequestRecord(
                "request", 0, latency, new RequestRecord.Blame(latency - queueing, 0, queueing, 0, 0, 0, 0, 0));
    }
}
