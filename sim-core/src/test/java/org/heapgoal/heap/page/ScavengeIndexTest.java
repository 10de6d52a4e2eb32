package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Oracle: the rule in words. The highest chunk with something to release comes first; it is searched from the highest
 * page freed if that lies in it, else from its last page.
 */
class ScavengeIndexTest {
    private static final long FIRST = 40;
    private static final int CHUNKS = 64;

    /** Page ranges freed, relative to the first chunk, and the start pages that must be found, in order. */
    static Stream<Arguments> patterns() {
        return Stream.of(
                Arguments.of("nothing", ranges(), pages()),
                Arguments.of("one page", ranges(3, 4), pages(3)),
                Arguments.of("the first page", ranges(0, 1), pages(0)),
                Arguments.of("several pages", ranges(9, 14), pages(13)),
                Arguments.of("a whole chunk", ranges(0, 512), pages(511)),
                Arguments.of("the last page of a chunk", ranges(511, 512), pages(511)),
                Arguments.of("two halves", ranges(128, 640), pages(639, 511)),
                Arguments.of("two halves further up", ranges(at(7, 128), at(8, 129)), pages(at(8, 128), at(7, 511))),
                Arguments.of("seven chunks and a bit", ranges(at(6, 11), at(13, 15)), chunks(at(13, 14), 12, 6)),
                Arguments.of("32 chunks", ranges(0, at(32, 0)), chunks(at(31, 511), 30, 0)),
                Arguments.of("32 chunks further up", ranges(at(3, 0), at(35, 0)), chunks(at(34, 511), 33, 3)),
                Arguments.of("the same chunk twice", ranges(0, 512, 0, 512), pages(511)),
                Arguments.of("32 chunks twice", ranges(0, at(32, 0), 0, at(32, 0)), chunks(at(31, 511), 30, 0)),
                Arguments.of(
                        "overlapping chunks",
                        ranges(at(4, 0), at(31, 0), at(5, 0), at(36, 0)),
                        chunks(at(35, 511), 34, 4)),
                Arguments.of("chunk by chunk", chunkRanges(32), chunks(at(31, 511), 30, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void forcedSearchFindsFromTheTopDown(String name, List<Long> ranges, List<Long> expected) {
        ScavengeIndex index = emptyAndDenseBefore();
        mark(index, ranges);
        assertThat(findAll(index, true)).isEqualTo(expected);
        assertThat(index.find(true)).isEqualTo(ScavengeIndex.NOT_FOUND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void backgroundSearchFindsTheSameOneGenerationLater(String name, List<Long> ranges, List<Long> expected) {
        ScavengeIndex index = emptyAndDenseBefore();
        mark(index, ranges);
        assertThat(index.find(false)).isEqualTo(ScavengeIndex.NOT_FOUND);
        index.nextGen();
        assertThat(findAll(index, false)).isEqualTo(expected);
        assertThat(index.find(false)).isEqualTo(ScavengeIndex.NOT_FOUND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patterns")
    void go120FindsTheSameAtOnceInBothWays(String name, List<Long> ranges, List<Long> expected) {
        for (boolean force : new boolean[] {true, false}) {
            ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_20, FIRST, CHUNKS);
            mark(index, ranges);
            assertThat(findAll(index, force)).isEqualTo(expected);
        }
    }

    @Test
    void markingAndFindingMayAlternate() {
        for (boolean force : new boolean[] {true, false}) {
            ScavengeIndex index = emptyAndDenseBefore();
            for (int chunk = 0; chunk < 32; chunk++) {
                mark(index, ranges(at(chunk, 0), at(chunk + 1, 0)));
                if (!force) {
                    index.nextGen();
                }
                assertThat(index.find(force)).isEqualTo(FIRST * 512 + at(chunk, 511));
                index.setEmpty(FIRST + chunk);
            }
            assertThat(index.find(force)).isEqualTo(ScavengeIndex.NOT_FOUND);
        }
    }

    /** 0.96875 · 512 = 496: with 496 pages in use a chunk is dense, with 495 it is not. */
    @Test
    void densityCountsForTheCurrentAndThePreviousGeneration() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, 1);
        index.allocRange(FIRST * 512, 512);
        index.freeRange(FIRST * 512 + 496, 16);
        index.nextGen();
        assertThat(index.find(false)).as("496 pages in use").isEqualTo(ScavengeIndex.NOT_FOUND);
        index.freeRange(FIRST * 512 + 495, 1);
        assertThat(index.find(false)).as("496 at the start of the generation").isEqualTo(ScavengeIndex.NOT_FOUND);
        assertThat(index.find(true)).as("forced").isEqualTo(FIRST * 512 + 511);
        index.nextGen();
        assertThat(index.find(false)).as("495 pages in use").isEqualTo(FIRST * 512 + 511);
        index.allocRange(FIRST * 512 + 495, 1);
        assertThat(index.find(false)).as("496 again").isEqualTo(ScavengeIndex.NOT_FOUND);
    }

    @Test
    void aFullChunkHasNothingToRelease() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, 2);
        index.allocRange(FIRST * 512, 512);
        index.freeRange(FIRST * 512 + 5, 1);
        index.allocRange(FIRST * 512 + 5, 1);
        assertThat(index.find(true)).isEqualTo(ScavengeIndex.NOT_FOUND);
        ScavengeIndex old = ScavengeIndex.ofChunks(GoVersion.GO_1_20, FIRST, 2);
        old.allocRange(FIRST * 512, 512);
        old.freeRange(FIRST * 512 + 5, 1);
        old.allocRange(FIRST * 512 + 5, 1);
        assertThat(old.find(true)).as("up to 1.20 allocation leaves the flag").isEqualTo(FIRST * 512 + 5);
    }

    /** A search that finds nothing clears its cursor only if an earlier search has taken the mark of the last raise. */
    @Test
    void aFailedSearchKeepsAFreshCursor() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, 1);
        index.allocRange(FIRST * 512, 512);
        index.freeRange(FIRST * 512 + 400, 100);
        index.nextGen();
        index.setEmpty(FIRST);
        assertThat(index.find(false)).isEqualTo(ScavengeIndex.NOT_FOUND);
        index.freeRange(FIRST * 512 + 10, 1);
        assertThat(index.find(false)).as("below the cursor that was kept").isEqualTo(FIRST * 512 + 499);
    }

    @Test
    void aFailedSearchClearsACursorThatWasLowered() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, 2);
        index.allocRange(FIRST * 512, 1024);
        index.freeRange(FIRST * 512 + 100, 900);
        index.nextGen();
        index.setEmpty(FIRST + 1);
        assertThat(index.find(false)).isEqualTo(FIRST * 512 + 511);
        index.setEmpty(FIRST);
        assertThat(index.find(false)).isEqualTo(ScavengeIndex.NOT_FOUND);
        index.freeRange(FIRST * 512, 1);
        assertThat(index.find(false)).as("until the next generation").isEqualTo(ScavengeIndex.NOT_FOUND);
        index.nextGen();
        assertThat(index.find(false)).isEqualTo(FIRST * 512);
    }

    @Test
    void countsOutOfRangeAreFatal() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, 1);
        index.allocRange(FIRST * 512, 500);
        assertThatThrownBy(() -> index.allocRange(FIRST * 512, 13)).hasMessageContaining("has 500 in use");
        assertThatThrownBy(() -> index.freeRange(FIRST * 512, 501)).hasMessageContaining("has 500 in use");
        assertThatThrownBy(() -> index.setEmpty(0)).hasMessageContaining("not mapped");
        assertThatThrownBy(() -> index.freeRange(0, 1)).hasMessageContaining("not all mapped");
    }

    /** Every chunk was full one generation ago, is free now, and holds nothing to release; the cursors are cleared. */
    private static ScavengeIndex emptyAndDenseBefore() {
        ScavengeIndex index = ScavengeIndex.ofChunks(GoVersion.GO_1_25, FIRST, CHUNKS);
        index.allocRange(FIRST * 512, CHUNKS * 512);
        index.nextGen();
        index.freeRange(FIRST * 512, CHUNKS * 512);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            index.setEmpty(FIRST + chunk);
        }
        index.resetSearchAddrs();
        return index;
    }

    private static void mark(ScavengeIndex index, List<Long> ranges) {
        for (int i = 0; i < ranges.size(); i += 2) {
            long pages = ranges.get(i + 1) - ranges.get(i);
            index.allocRange(FIRST * 512 + ranges.get(i), pages);
            index.freeRange(FIRST * 512 + ranges.get(i), pages);
        }
    }

    private static List<Long> findAll(ScavengeIndex index, boolean force) {
        List<Long> found = new ArrayList<>();
        for (long page = index.find(force); page >= 0; page = index.find(force)) {
            found.add(page - FIRST * 512);
            index.setEmpty(page / 512);
        }
        return found;
    }

    private static long at(long chunk, long page) {
        return chunk * 512 + page;
    }

    private static List<Long> ranges(long... limits) {
        return LongStream.of(limits).boxed().toList();
    }

    private static List<Long> pages(long... found) {
        return ranges(found);
    }

    private static List<Long> chunks(long firstPage, int from, int downTo) {
        List<Long> found = new ArrayList<>(List.of(firstPage));
        for (int chunk = from; chunk >= downTo; chunk--) {
            found.add(at(chunk, 511));
        }
        return found;
    }

    private static List<Long> chunkRanges(int count) {
        List<Long> limits = new ArrayList<>();
        for (int chunk = 0; chunk < count; chunk++) {
            limits.add(at(chunk, 0));
            limits.add(at(chunk + 1, 0));
        }
        return limits;
    }
}
