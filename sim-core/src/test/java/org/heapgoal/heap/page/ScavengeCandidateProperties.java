package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Oracle: a search that looks at one group of pages after the other, from the top down. */
class ScavengeCandidateProperties {
    @Provide
    Arbitrary<long[]> bits() {
        Arbitrary<Long> word = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.just(-1L)),
                Tuple.of(1, Arbitraries.longs()),
                Tuple.of(2, Arbitraries.integers().between(0, 63).map(n -> -1L << n)),
                Tuple.of(2, Arbitraries.integers().between(0, 63).map(n -> -1L >>> n)));
        return word.array(long[].class).ofSize(8);
    }

    @Property
    void takesTheTopOfTheHighestRun(
            @ForAll("bits") long[] alloc,
            @ForAll("bits") long[] scavenged,
            @ForAll @IntRange(max = 511) int searchIdx,
            @ForAll @IntRange(max = 6) int logMin,
            @ForAll @IntRange(max = 520) int max,
            @ForAll("hugePages") int hugePages) {
        int min = 1 << logMin;
        boolean[] free = new boolean[512];
        for (int group = 0; group < 512; group += min) {
            boolean all = true;
            for (int page = group; page < group + min; page++) {
                all &= ((alloc[page / 64] | scavenged[page / 64]) >>> page & 1) == 0;
            }
            for (int page = group; page < group + min; page++) {
                free[page] = all;
            }
        }
        int end = searchIdx / 64 * 64 + 64;
        while (end > 0 && !free[end - 1]) {
            end--;
        }
        int bottom = end;
        while (bottom > 0 && free[bottom - 1]) {
            bottom--;
        }
        int candidate = ScavengeCandidate.find(alloc, scavenged, searchIdx, min, max, hugePages);
        if (end == 0) {
            assertThat(candidate).isEqualTo(ScavengeCandidate.NONE);
            return;
        }
        int wanted = Math.max(min, (max + min - 1) / min * min);
        int start = Math.max(bottom, end - wanted);
        assertThat(ScavengeCandidate.page(candidate)).isEqualTo(lowered(start, bottom, end, hugePages));
        assertThat(ScavengeCandidate.page(candidate) + ScavengeCandidate.pages(candidate))
                .isEqualTo(end);
    }

    @Provide
    Arbitrary<Integer> hugePages() {
        return Arbitraries.of(0, 2, 64, 256, 512, 1024);
    }

    /** A huge page that begins below {@code start}, all of which below the top of the run is free, is not cut. */
    private static int lowered(int start, int bottom, int end, int hugePages) {
        for (int huge = 0; hugePages > 0 && huge < 512; huge += hugePages) {
            boolean cut = huge < start && start < huge + hugePages;
            if (cut && huge >= bottom && huge + hugePages <= end) {
                return huge;
            }
        }
        return start;
    }
}
