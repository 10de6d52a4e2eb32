package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.heapgoal.goruntime.GoVersion;

/** Oracle: a page heap that looks at one page after the other ({@link NaivePageHeap}). */
class PageHeapProperties {
    private static final long CHUNK_LIMIT = 12;

    private enum Kind {
        GROW,
        ALLOC,
        ALLOC_LARGE,
        FREE,
        FREE_PART,
        FILL_CACHE,
        CACHE_ALLOC,
        FLUSH,
        SCAVENGE,
        SCAVENGE_FORCED,
        NEXT_GEN
    }

    private record Op(Kind kind, int a, int b) {}

    private record Range(long page, long pages) {}

    @Provide
    Arbitrary<List<Op>> operations() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(1, Kind.GROW),
                Tuple.of(8, Kind.ALLOC),
                Tuple.of(3, Kind.ALLOC_LARGE),
                Tuple.of(8, Kind.FREE),
                Tuple.of(2, Kind.FREE_PART),
                Tuple.of(3, Kind.FILL_CACHE),
                Tuple.of(6, Kind.CACHE_ALLOC),
                Tuple.of(2, Kind.FLUSH),
                Tuple.of(3, Kind.SCAVENGE),
                Tuple.of(2, Kind.SCAVENGE_FORCED),
                Tuple.of(3, Kind.NEXT_GEN));
        Arbitrary<Integer> number =
                Arbitraries.integers().between(0, 1 << 20).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(kind, number, number)
                .as(Op::new)
                .list()
                .ofMaxSize(300)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void answersAreThoseOfAPageByPageHeap(
            @ForAll("operations") List<Op> operations, @ForAll boolean oldIndex, @ForAll boolean huge) {
        GoVersion version = oldIndex ? GoVersion.GO_1_20 : GoVersion.GO_1_25;
        new Run(version, huge ? 2 << 20 : 0).all(operations);
    }

    /** Both heaps side by side. */
    private static final class Run {
        private final PageHeap heap;
        private final NaivePageHeap naive;
        private final PageCache cache = new PageCache();
        private final TreeMap<Long, NaivePageHeap.State> cached = new TreeMap<>();
        private final List<Range> used = new ArrayList<>();

        Run(GoVersion version, int hugePageBytes) {
            heap = new PageHeap(version, new OsPages(4096, hugePageBytes));
            naive = new NaivePageHeap(version, hugePageBytes / 8192);
            growChunk(6);
        }

        void all(List<Op> operations) {
            for (Op op : operations) {
                step(op);
                heap.verify();
            }
            compareStates();
        }

        private void step(Op op) {
            switch (op.kind()) {
                case GROW -> growChunk(op.a() % CHUNK_LIMIT);
                case ALLOC -> alloc(1 + op.a() % 40);
                case ALLOC_LARGE -> alloc(1 + op.a() % 1300);
                case FREE -> free(op.a(), 1);
                case FREE_PART -> free(op.a(), 1 + op.b() % 3);
                case FILL_CACHE -> fillCache();
                case CACHE_ALLOC -> cacheAlloc(1 + op.a() % 16);
                case FLUSH -> flush();
                case SCAVENGE -> scavenge(op.a() * 3L, false);
                case SCAVENGE_FORCED -> scavenge(op.a() * 3L, true);
                case NEXT_GEN -> {
                    heap.nextGen();
                    naive.nextGen();
                }
            }
        }

        private void growChunk(long chunk) {
            if (!naive.hasChunk(chunk)) {
                heap.grow(chunk * 512, 512);
                naive.growChunk(chunk);
            }
        }

        private void alloc(long pages) {
            long expected = naive.firstFit(pages);
            assertThat(heap.alloc(pages)).as("alloc %d", pages).isEqualTo(expected);
            long released = expected < 0 ? 0 : naive.alloc(expected, pages);
            assertThat(heap.lastScavengedBytes()).isEqualTo(released * 8192);
            if (expected >= 0) {
                used.add(new Range(expected, pages));
            }
        }

        private void free(int which, int divisor) {
            if (used.isEmpty()) {
                return;
            }
            Range range = used.remove(which % used.size());
            long keep = range.pages() - (range.pages() + divisor - 1) / divisor;
            if (keep > 0) {
                used.add(new Range(range.page(), keep));
            }
            heap.free(range.page() + keep, range.pages() - keep);
            naive.free(range.page() + keep, range.pages() - keep);
        }

        private void fillCache() {
            if (!cache.empty()) {
                return;
            }
            heap.allocToCache(cache);
            cached.putAll(naive.takeBlock());
            compareCache();
        }

        private void cacheAlloc(int pages) {
            long expected = -1;
            for (long page : cached.keySet()) {
                if (cached.subMap(page, page + pages).size() == pages) {
                    expected = page;
                    break;
                }
            }
            assertThat(cache.alloc(pages)).isEqualTo(expected);
            if (expected >= 0) {
                var taken = cached.subMap(expected, expected + pages);
                long released = taken.values().stream()
                        .filter(s -> s == NaivePageHeap.State.RELEASED)
                        .count();
                assertThat(cache.lastScavengedBytes()).isEqualTo(released * 8192);
                taken.clear();
                used.add(new Range(expected, pages));
            }
            compareCache();
        }

        private void flush() {
            heap.flush(cache);
            naive.flush(cached);
            cached.clear();
            assertThat(cache.empty()).isTrue();
        }

        private void scavenge(long bytes, boolean forced) {
            long expected = naive.scavenge(bytes, forced);
            assertThat(heap.scavenge(bytes, forced)).isEqualTo(expected);
        }

        private void compareCache() {
            for (int i = 0; i < 64; i++) {
                NaivePageHeap.State state = cached.get(cache.base() + i);
                assertThat(cache.cache() >>> i & 1).isEqualTo(state == null ? 0 : 1);
                assertThat(cache.scav() >>> i & 1).isEqualTo(state == NaivePageHeap.State.RELEASED ? 1 : 0);
            }
        }

        private void compareStates() {
            for (long chunk = 0; chunk < CHUNK_LIMIT; chunk++) {
                if (!naive.hasChunk(chunk)) {
                    continue;
                }
                long[] alloc = heap.allocatedBits(chunk);
                long[] scavenged = heap.scavengedBits(chunk);
                for (int i = 0; i < 512; i++) {
                    NaivePageHeap.State state = naive.state(chunk * 512 + i);
                    assertThat(alloc[i / 64] >>> i & 1).isEqualTo(state == NaivePageHeap.State.ALLOCATED ? 1 : 0);
                    assertThat(scavenged[i / 64] >>> i & 1).isEqualTo(state == NaivePageHeap.State.RELEASED ? 1 : 0);
                }
            }
        }
    }
}
