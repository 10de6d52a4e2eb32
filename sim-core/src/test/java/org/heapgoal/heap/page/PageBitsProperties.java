package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Oracle: the same questions answered one bit after the other. */
class PageBitsProperties {
    private static final int OFFSET = 3;

    @Provide
    Arbitrary<long[]> chunk() {
        Arbitrary<Long> word = Arbitraries.oneOf(
                Arbitraries.of(0L, -1L),
                Arbitraries.longs(),
                Arbitraries.integers().between(0, 63).map(n -> -1L << n),
                Arbitraries.integers().between(0, 63).map(n -> -1L >>> n));
        return word.array(long[].class).ofSize(OFFSET + 8 + 1);
    }

    @Property
    void runsOfZerosAreFoundAndMeasured(@ForAll("chunk") long[] words, @ForAll @IntRange(min = 1, max = 512) int n) {
        int first = -1;
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 512; i++) {
            run = bit(words, i) ? 0 : run + 1;
            longest = Math.max(longest, run);
            if (run == n && first < 0) {
                first = i - n + 1;
            }
        }
        BitSet ones = BitSet.valueOf(words).get(OFFSET * 64, (OFFSET + 8) * 64);
        assertThat(PageBits.firstZeros(words, OFFSET, n)).isEqualTo(first);
        assertThat(PageBits.longestZeros(words, OFFSET)).isEqualTo(longest);
        assertThat(PageBits.leadingZeros(words, OFFSET)).isEqualTo(ones.isEmpty() ? 512 : ones.nextSetBit(0));
        assertThat(PageBits.trailingZeros(words, OFFSET)).isEqualTo(512 - ones.length());
    }

    @Property
    void runsOfOnesInAWordAreFound(@ForAll long noise, @ForAll long more, @ForAll @IntRange(min = 1, max = 64) int n) {
        for (long word : new long[] {noise, noise | more, noise | more << 1 | noise >>> 1, -1L, 0L}) {
            int first = -1;
            int run = 0;
            for (int i = 0; i < 64 && first < 0; i++) {
                run = (word >>> i & 1) == 1 ? run + 1 : 0;
                first = run == n ? i - n + 1 : -1;
            }
            assertThat(PageBits.firstOnes(word, n)).isEqualTo(first);
        }
    }

    @Property
    void rangesAreSetClearedAndCounted(
            @ForAll("chunk") long[] words,
            @ForAll @IntRange(max = 511) int from,
            @ForAll @IntRange(min = 1, max = 512) int wanted) {
        int count = Math.min(wanted, 512 - from);
        BitSet expected = BitSet.valueOf(words);
        int start = OFFSET * 64 + from;
        assertThat(PageBits.popcntRange(words, OFFSET, from, count))
                .isEqualTo(expected.get(start, start + count).cardinality());
        PageBits.setRange(words, OFFSET, from, count);
        expected.set(start, start + count);
        assertThat(BitSet.valueOf(words)).isEqualTo(expected);
        PageBits.clearRange(words, OFFSET, from, count);
        expected.clear(start, start + count);
        assertThat(BitSet.valueOf(words)).isEqualTo(expected);
    }

    @Property
    void groupsWithAOneAreFilled(@ForAll("chunk") long[] words, @ForAll @IntRange(max = 6) int logGroup) {
        int group = 1 << logGroup;
        for (long word : words) {
            long filled = PageBits.fillAligned(word, group);
            for (int i = 0; i < 64; i++) {
                long inGroup = word & PageBits.mask(i / group * group, group);
                assertThat(filled >>> i & 1).isEqualTo(inGroup == 0 ? 0 : 1);
            }
        }
    }

    private static boolean bit(long[] words, int page) {
        return (words[OFFSET + page / 64] >>> page & 1) == 1;
    }
}
