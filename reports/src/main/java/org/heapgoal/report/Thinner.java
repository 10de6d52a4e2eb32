package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a run records over time in a fixed amount of memory: everything up to a number of items, beyond it per time
 * bucket the first, the last and those with the least and greatest value of each quantity.
 *
 * <p>Real items are kept rather than means, because a saw-tooth's teeth are what a reader looks for: at any thinning the
 * peaks and floors are values that were recorded, at the instants they were recorded.
 *
 * @param <T> what is recorded
 */
final class Thinner<T> {
    private final ToLongFunction<T> time;
    private final List<Comparator<T>> quantities;
    private final int allUpTo;
    private final int capacity;
    private final List<T> all = new ArrayList<>();
    private final List<Bucket<T>> buckets = new ArrayList<>();
    private int shift = 1;
    private long recorded;

    /**
     * Nothing yet.
     *
     * @param time an item's instant in nanoseconds, at least 0
     * @param quantities the orders whose first and last item of a bucket are kept
     * @param allUpTo how many items to keep before thinning begins
     * @param capacity how many time buckets to keep then, at least 2
     */
    Thinner(ToLongFunction<T> time, List<Comparator<T>> quantities, int allUpTo, int capacity) {
        if (allUpTo < 0 || capacity < 2) {
            throw new IllegalArgumentException("all up to " + allUpTo + ", then " + capacity + " buckets");
        }
        this.time = time;
        this.quantities = List.copyOf(quantities);
        this.allUpTo = allUpTo;
        this.capacity = capacity;
    }

    /** Takes the next item. */
    void add(T item) {
        recorded++;
        if (recorded <= allUpTo) {
            all.add(item);
            return;
        }
        if (!all.isEmpty()) {
            for (int i = 0; i < all.size(); i++) {
                put(new Numbered<>(i, all.get(i)));
            }
            all.clear();
        }
        put(new Numbered<>(recorded - 1, item));
    }

    /** What was kept. */
    Thinned<T> thinned() {
        if (recorded <= allUpTo) {
            return new Thinned<>(all, recorded, 0);
        }
        List<T> kept = new ArrayList<>();
        for (Bucket<T> bucket : buckets) {
            bucket.kept().forEach(numbered -> kept.add(numbered.item));
        }
        return new Thinned<>(kept, recorded, 1L << shift);
    }

    private void put(Numbered<T> numbered) {
        long at = time.applyAsLong(numbered.item);
        while ((at >>> shift) >= capacity) {
            mergeNeighbours();
        }
        int index = (int) (at >>> shift);
        while (buckets.size() <= index) {
            buckets.add(new Bucket<>(quantities));
        }
        buckets.get(index).take(numbered);
    }

    private void mergeNeighbours() {
        shift++;
        List<Bucket<T>> merged = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i += 2) {
            Bucket<T> left = buckets.get(i);
            if (i + 1 < buckets.size()) {
                buckets.get(i + 1).kept().forEach(left::take);
            }
            merged.add(left);
        }
        buckets.clear();
        buckets.addAll(merged);
    }

    /** An item and its place in the order of recording. */
    private record Numbered<T>(long order, T item) {}

    /** The items kept for one stretch of time. */
    private static final class Bucket<T> {
        private final List<Comparator<T>> quantities;
        private @Nullable Numbered<T> first;
        private @Nullable Numbered<T> last;
        /** For each quantity the least item, then the greatest; empty until the first item. */
        private final List<Numbered<T>> extremes = new ArrayList<>();

        Bucket(List<Comparator<T>> quantities) {
            this.quantities = quantities;
        }

        void take(Numbered<T> numbered) {
            last = numbered;
            if (first == null) {
                first = numbered;
                for (int i = 0; i < 2 * quantities.size(); i++) {
                    extremes.add(numbered);
                }
                return;
            }
            for (int i = 0; i < quantities.size(); i++) {
                Comparator<T> quantity = quantities.get(i);
                if (quantity.compare(numbered.item, extremes.get(2 * i).item) < 0) {
                    extremes.set(2 * i, numbered);
                }
                if (quantity.compare(numbered.item, extremes.get(2 * i + 1).item) > 0) {
                    extremes.set(2 * i + 1, numbered);
                }
            }
        }

        /** The kept items in order of recording, each once. */
        private List<Numbered<T>> kept() {
            List<Numbered<T>> kept = new ArrayList<>();
            addOnce(kept, first);
            extremes.forEach(extreme -> addOnce(kept, extreme));
            addOnce(kept, last);
            kept.sort((a, b) -> Long.compare(a.order, b.order));
            return kept;
        }

        private static <T> void addOnce(List<Numbered<T>> kept, @Nullable Numbered<T> numbered) {
            if (numbered != null && kept.stream().noneMatch(other -> other.order == numbered.order)) {
                kept.add(numbered);
            }
        }
    }
}
