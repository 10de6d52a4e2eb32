package org.heapgoal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.heapgoal.recording.HeapSample;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a run's heap samples in a fixed amount of memory: all of them up to a number, beyond it per time bucket the first,
 * the last and those with the least and greatest value of each quantity.
 *
 * <p>Real samples are kept rather than means, because a saw-tooth's teeth are what a reader looks for: at any thinning the
 * peaks and floors are values that were recorded, at the instants they were recorded.
 */
final class SampleThinner {
    private static final List<ToLongFunction<HeapSample>> QUANTITIES =
            List.of(HeapSample::heapLive, HeapSample::heapGoal, HeapSample::trigger, HeapSample::mappedBytes);

    private final int allUpTo;
    private final int capacity;
    private final List<HeapSample> all = new ArrayList<>();
    private final List<Bucket> buckets = new ArrayList<>();
    private int shift = 1;
    private long recorded;

    /**
     * Nothing yet.
     *
     * @param allUpTo how many samples to keep before thinning begins
     * @param capacity how many time buckets to keep then, at least 2
     */
    SampleThinner(int allUpTo, int capacity) {
        if (allUpTo < 0 || capacity < 2) {
            throw new IllegalArgumentException("all up to " + allUpTo + ", then " + capacity + " buckets");
        }
        this.allUpTo = allUpTo;
        this.capacity = capacity;
    }

    /** Takes the next sample. */
    void add(HeapSample sample) {
        recorded++;
        if (recorded <= allUpTo) {
            all.add(sample);
            return;
        }
        if (!all.isEmpty()) {
            for (int i = 0; i < all.size(); i++) {
                put(new Numbered(i, all.get(i)));
            }
            all.clear();
        }
        put(new Numbered(recorded - 1, sample));
    }

    /** What was kept. */
    HeapSamples samples() {
        if (recorded <= allUpTo) {
            return new HeapSamples(all, recorded, 0);
        }
        List<HeapSample> kept = new ArrayList<>();
        for (Bucket bucket : buckets) {
            bucket.appendTo(kept);
        }
        return new HeapSamples(kept, recorded, 1L << shift);
    }

    private void put(Numbered numbered) {
        long time = numbered.sample.timeNanos();
        while ((time >>> shift) >= capacity) {
            mergeNeighbours();
        }
        int index = (int) (time >>> shift);
        while (buckets.size() <= index) {
            buckets.add(new Bucket());
        }
        buckets.get(index).take(numbered);
    }

    private void mergeNeighbours() {
        shift++;
        List<Bucket> merged = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i += 2) {
            Bucket left = buckets.get(i);
            if (i + 1 < buckets.size()) {
                buckets.get(i + 1).giveTo(left);
            }
            merged.add(left);
        }
        buckets.clear();
        buckets.addAll(merged);
    }

    /** A sample and its place in the order of recording. */
    private record Numbered(long order, HeapSample sample) {}

    /** The samples kept for one stretch of time. */
    private static final class Bucket {
        private @Nullable Numbered first;
        private @Nullable Numbered last;
        private final @Nullable Numbered[] least = new Numbered[QUANTITIES.size()];
        private final @Nullable Numbered[] greatest = new Numbered[QUANTITIES.size()];

        void take(Numbered numbered) {
            if (first == null) {
                first = numbered;
            }
            last = numbered;
            for (int i = 0; i < QUANTITIES.size(); i++) {
                ToLongFunction<HeapSample> quantity = QUANTITIES.get(i);
                long value = quantity.applyAsLong(numbered.sample);
                Numbered low = least[i];
                if (low == null || Long.compareUnsigned(value, quantity.applyAsLong(low.sample)) < 0) {
                    least[i] = numbered;
                }
                Numbered high = greatest[i];
                if (high == null || Long.compareUnsigned(value, quantity.applyAsLong(high.sample)) > 0) {
                    greatest[i] = numbered;
                }
            }
        }

        void giveTo(Bucket earlier) {
            kept().forEach(earlier::take);
        }

        void appendTo(List<HeapSample> target) {
            kept().forEach(numbered -> target.add(numbered.sample));
        }

        /** The kept samples in order of recording, each once. */
        private List<Numbered> kept() {
            List<Numbered> kept = new ArrayList<>();
            addOnce(kept, first);
            for (int i = 0; i < QUANTITIES.size(); i++) {
                addOnce(kept, least[i]);
                addOnce(kept, greatest[i]);
            }
            addOnce(kept, last);
            kept.sort((a, b) -> Long.compare(a.order, b.order));
            return kept;
        }

        private static void addOnce(List<Numbered> kept, @Nullable Numbered numbered) {
            if (numbered != null && kept.stream().noneMatch(other -> other.order == numbered.order)) {
                kept.add(numbered);
            }
        }
    }
}
