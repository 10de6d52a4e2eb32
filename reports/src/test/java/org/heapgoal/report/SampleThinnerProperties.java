package org.heapgoal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.recording.HeapSample;

/** Oracle: the list of all samples. */
class SampleThinnerProperties {
    private static final int ALL_UP_TO = 20;
    private static final int BUCKETS = 4;

    @Property(tries = 500)
    void keepsEndsAndExtremesOfEveryQuantityAndIsBounded(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 1_000) Integer> steps,
            @ForAll @Size(min = 300, max = 300) List<@IntRange(max = 1_000_000) Integer> values) {
        SampleThinner thinner = new SampleThinner(ALL_UP_TO, BUCKETS);
        List<HeapSample> all = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < steps.size(); i++) {
            time += steps.get(i);
            int value = values.get(i);
            HeapSample sample = new HeapSample(time, value, value % 1_000 + 5L, value / 7L, (value * 31L) % 100_003);
            all.add(sample);
            thinner.add(sample);
        }
        HeapSamples kept = thinner.samples();

        assertThat(kept.recorded()).isEqualTo(all.size());
        // Eight extremes and two ends for each bucket.
        assertThat(kept.samples()).hasSizeLessThanOrEqualTo(Math.max(ALL_UP_TO, BUCKETS * 10));
        assertThat(isSubsequence(kept.samples(), all)).isTrue();
        assertThat(kept.samples().get(0)).isEqualTo(all.get(0));
        assertThat(last(kept.samples())).isEqualTo(last(all));
        for (ToLongFunction<HeapSample> quantity : List.<ToLongFunction<HeapSample>>of(
                HeapSample::heapLive, HeapSample::heapGoal, HeapSample::trigger, HeapSample::mappedBytes)) {
            assertThat(kept.samples().stream().mapToLong(quantity).max())
                    .isEqualTo(all.stream().mapToLong(quantity).max());
            assertThat(kept.samples().stream().mapToLong(quantity).min())
                    .isEqualTo(all.stream().mapToLong(quantity).min());
        }
        if (all.size() <= ALL_UP_TO) {
            assertThat(kept.samples()).isEqualTo(all);
            assertThat(kept.thinned()).isFalse();
        } else {
            extremesOfEveryBucketAreKept(kept, all);
        }
    }

    private static void extremesOfEveryBucketAreKept(HeapSamples kept, List<HeapSample> all) {
        for (long bucket = 0; bucket < BUCKETS; bucket++) {
            long index = bucket;
            List<HeapSample> there = all.stream()
                    .filter(sample -> sample.timeNanos() / kept.bucketNanos() == index)
                    .toList();
            List<HeapSample> keptThere = kept.samples().stream()
                    .filter(sample -> sample.timeNanos() / kept.bucketNanos() == index)
                    .toList();
            assertThat(keptThere.stream().mapToLong(HeapSample::heapLive).max())
                    .isEqualTo(there.stream().mapToLong(HeapSample::heapLive).max());
            assertThat(keptThere.stream().mapToLong(HeapSample::heapLive).min())
                    .isEqualTo(there.stream().mapToLong(HeapSample::heapLive).min());
        }
    }

    private static boolean isSubsequence(List<HeapSample> part, List<HeapSample> whole) {
        int next = 0;
        for (HeapSample sample : whole) {
            if (next < part.size() && part.get(next).equals(sample)) {
                next++;
            }
        }
        return next == part.size();
    }

    private static HeapSample last(List<HeapSample> samples) {
        return samples.get(samples.size() - 1);
    }
}
