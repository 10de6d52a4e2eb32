package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
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

/** Oracle: an index that walks over all chunks ({@link NaiveScavengeIndex}). */
class ScavengeIndexProperties {
    private static final long FIRST = 7;
    private static final int CHUNKS = 5;

    private enum Kind {
        CHANGE,
        FIND,
        FIND_FORCED,
        SET_EMPTY,
        NEXT_GEN,
        RESET
    }

    private record Op(Kind kind, int page, int length) {}

    @Provide
    Arbitrary<List<Op>> operations() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(8, Kind.CHANGE),
                Tuple.of(4, Kind.FIND),
                Tuple.of(3, Kind.FIND_FORCED),
                Tuple.of(2, Kind.SET_EMPTY),
                Tuple.of(2, Kind.NEXT_GEN),
                Tuple.of(1, Kind.RESET));
        Arbitrary<Integer> page =
                Arbitraries.integers().between(0, CHUNKS * 512 - 1).withDistribution(RandomDistribution.uniform());
        // Lengths that leave chunks just below, at and just above the density limit.
        Arbitrary<Integer> length = Arbitraries.of(1, 3, 14, 15, 16, 17, 60, 495, 496, 497, 512, 1100, CHUNKS * 512);
        return Combinators.combine(kind, page, length)
                .as(Op::new)
                .list()
                .ofMaxSize(400)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsWhatAWalkOverAllChunksFinds(@ForAll("operations") List<Op> operations, @ForAll boolean oldIndex) {
        GoVersion version = oldIndex ? GoVersion.GO_1_19 : GoVersion.GO_1_21;
        ScavengeIndex index = ScavengeIndex.ofChunks(version, FIRST, CHUNKS);
        NaiveScavengeIndex naive = new NaiveScavengeIndex(!oldIndex);
        for (int i = 0; i < CHUNKS; i++) {
            naive.addChunk(FIRST + i);
        }
        BitSet used = new BitSet();
        for (Op op : operations) {
            switch (op.kind()) {
                case CHANGE -> change(op, used, index, naive);
                case FIND -> assertThat(index.find(false)).isEqualTo(naive.find(false));
                case FIND_FORCED -> assertThat(index.find(true)).isEqualTo(naive.find(true));
                case SET_EMPTY -> {
                    index.setEmpty(FIRST + op.page() / 512);
                    naive.setEmpty(FIRST + op.page() / 512);
                }
                case NEXT_GEN -> {
                    index.nextGen();
                    naive.nextGen();
                }
                case RESET -> {
                    index.resetSearchAddrs();
                    naive.resetSearchAddrs();
                }
            }
            index.verify();
        }
    }

    /** Allocates or frees from a page on, as far as the pages are in the same state and at most as many as asked for. */
    private static void change(Op op, BitSet used, ScavengeIndex index, NaiveScavengeIndex naive) {
        int from = op.page() % 3 == 0 ? op.page() / 512 * 512 : op.page();
        boolean free = used.get(from);
        int sameUntil = free ? used.nextClearBit(from) : used.nextSetBit(from);
        int to = Math.min(from + op.length(), CHUNKS * 512);
        to = sameUntil < 0 ? to : Math.min(to, sameUntil);
        long base = FIRST * 512;
        if (free) {
            index.freeRange(base + from, to - from);
        } else {
            index.allocRange(base + from, to - from);
        }
        for (int page = from; page < to; page++) {
            if (free) {
                naive.freeOne(base + page);
            } else {
                naive.allocOne(base + page);
            }
        }
        used.set(from, to, !free);
    }
}
