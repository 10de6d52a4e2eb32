package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: pages picked by hand in a chunk of which only the named pages are free and not released. */
class ScavengeCandidateTest {
    private static final int ALL = 512;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void wholeGroupsAreTakenWhereverTheyLie(int m) {
        expect(find(free(0, ALL), m, ALL, 0), 0, ALL);
        expect(find(free(), m, ALL, 0), 0, 0);
        expect(find(free(0, m), m, ALL, 0), 0, m);
        expect(find(free(ALL - m, ALL), m, ALL, 0), ALL - m, m);
        expect(find(free(64 - m, 64 + m), m, 2L * m, 0), 64 - m, 2 * m);
        expect(find(free(11, 64, 128, 128 + 3 * m), m, 3L * m, 0), 128, 3 * m);
        expect(find(free(11, 64, 126, 127, 128, 128 + 3 * m), m, 3L * m, 0), 128, 3 * m);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64})
    void theWantedNumberIsRoundedUpToWholeGroups(int m) {
        expect(find(free(ALL - m, ALL), m, 0, 0), ALL - m, m);
        expect(find(free(ALL - m, ALL), m, 1, 0), ALL - m, m);
        expect(find(free(ALL - 2 * m + 1, ALL), m, Math.max(1, m - 2), 0), ALL - m, m);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 16, 32, 64})
    void whatDoesNotHoldAWholeGroupIsSkipped(int m) {
        BitSet shortOnes = free(64 - m, 64, 69, 70, 81, 82);
        expect(find(shortOnes, m, m, 0), 64 - m, m);
        BitSet misaligned = free(64 - m, 64, 127, 127 + m);
        expect(find(misaligned, m, m, 0), 64 - m, m);
        expect(find(free(40, 40 + m - 1), m, ALL, 0), 0, 0);
    }

    @Test
    void singlePagesCountWithSmallPhysicalPages() {
        expect(find(free(40, 42), 1, 1, 0), 41, 1);
        expect(find(free(63, 65, 85, 86), 1, ALL, 0), 85, 1);
        expect(find(free(7, 8), 1, ALL, 0), 7, 1);
    }

    @Test
    void theSearchBeginsWithTheWholeWordOfItsStartPage() {
        long[] alloc = words(free(10, 20, 100, 120, 300, 310));
        long[] none = new long[8];
        expect(ScavengeCandidate.find(alloc, none, 511, 1, 4, 0), 306, 4);
        expect(ScavengeCandidate.find(alloc, none, 64, 1, 4, 0), 116, 4);
        expect(ScavengeCandidate.find(alloc, none, 63, 1, 4, 0), 16, 4);
        expect(ScavengeCandidate.find(alloc, alloc, 63, 1, 40, 0), 10, 10);
    }

    /** Huge pages are 256 pages here: 0 to 255 and 256 to 511. */
    @Test
    void aFreeHugePageIsNotCut() {
        expect(find(free(0, 258), 1, 3, 256), 0, 258);
        expect(find(free(256, 512), 1, 1, 256), 256, 256);
        expect(find(free(0, 255), 1, 1, 256), 254, 1);
        expect(find(free(1, 258), 1, 3, 256), 255, 3);
        expect(find(free(0, 258), 1, 2, 256), 256, 2);
        expect(find(free(0, 512), 1, 1, 512), 0, 512);
        expect(find(free(0, 512), 1, 1, 1024), 511, 1);
        expect(find(free(54, 138), 1, 12, 64), 64, 74);
    }

    @Test
    void onlyPowersOfTwoAreGroups() {
        long[] none = new long[8];
        assertThatThrownBy(() -> ScavengeCandidate.find(none, none, 511, 3, 1, 0))
                .hasMessageContaining("min 3");
        assertThatThrownBy(() -> ScavengeCandidate.find(none, none, 511, 128, 1, 0))
                .hasMessageContaining("min 128");
        assertThatThrownBy(() -> ScavengeCandidate.find(none, none, 511, 0, 1, 0))
                .hasMessageContaining("min 0");
    }

    /** Searches from the top; every second page that is not free is allocated, the others are released. */
    private static int find(BitSet free, int min, long max, int hugePages) {
        long[] taken = words(free);
        long[] alloc = new long[8];
        long[] scavenged = new long[8];
        for (int i = 0; i < 8; i++) {
            alloc[i] = taken[i] & 0x5555555555555555L;
            scavenged[i] = taken[i] & ~alloc[i];
        }
        return ScavengeCandidate.find(alloc, scavenged, 511, min, max, hugePages);
    }

    private static void expect(int candidate, int page, int pages) {
        assertThat(ScavengeCandidate.pages(candidate)).as("pages").isEqualTo(pages);
        assertThat(ScavengeCandidate.page(candidate)).as("page").isEqualTo(page);
    }

    private static BitSet free(int... limits) {
        BitSet set = new BitSet();
        for (int i = 0; i < limits.length; i += 2) {
            set.set(limits[i], limits[i + 1]);
        }
        return set;
    }

    private static long[] words(BitSet free) {
        long[] taken = new long[8];
        for (int page = 0; page < ALL; page++) {
            if (!free.get(page)) {
                taken[page / 64] |= 1L << page;
            }
        }
        return taken;
    }
}
