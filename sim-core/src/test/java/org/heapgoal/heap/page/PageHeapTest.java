package org.heapgoal.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: addresses and amounts worked by hand from "lowest address first" and "highest address released first". */
class PageHeapTest {
    private static final int CHUNK = PageHeap.CHUNK_PAGES;
    private static final long MIB = 1 << 20;

    private final PageHeap heap = new PageHeap(GoVersion.GO_1_25, OsPages.LINUX_AMD64);

    @AfterEach
    void summariesAgreeWithTheBits() {
        heap.verify();
    }

    @Test
    void anEmptyHeapHasNothing() {
        PageCache cache = new PageCache();
        heap.allocToCache(cache);
        assertThat(cache.empty()).isTrue();
        assertThat(heap.alloc(1)).isEqualTo(PageHeap.NO_PAGE);
        assertThat(heap.scavenge(PageHeap.EVERYTHING, true)).isZero();
        assertThat(heap.mappedPages()).isZero();
    }

    @Test
    void newMemoryIsReleasedAndAllocationTakesItBack() {
        heap.grow(5 * CHUNK, 1);
        assertThat(heap.mappedPages()).isEqualTo(CHUNK);
        assertThat(heap.alloc(3)).isEqualTo(5 * CHUNK);
        assertThat(heap.lastScavengedBytes()).isEqualTo(3 * 8192);
        heap.free(5 * CHUNK, 3);
        assertThat(heap.alloc(4)).isEqualTo(5 * CHUNK);
        assertThat(heap.lastScavengedBytes())
                .as("only the fourth page was still released")
                .isEqualTo(8192);
        assertThat(heap.scavengedBits(5)[0]).isEqualTo(-1L << 4);
    }

    @Test
    void theLowestRunThatIsLongEnoughIsTaken() {
        heap.grow(0, 2 * CHUNK);
        heap.alloc(2 * CHUNK);
        heap.free(10, 2);
        heap.free(60, 10);
        heap.free(508, 9);
        assertThat(heap.alloc(3)).isEqualTo(60);
        assertThat(heap.alloc(8)).as("across a chunk's end").isEqualTo(508);
        assertThat(heap.alloc(8)).isEqualTo(PageHeap.NO_PAGE);
        assertThat(heap.lastScavengedBytes()).isZero();
        assertThat(heap.alloc(1)).isEqualTo(10);
        assertThat(heap.alloc(7)).isEqualTo(63);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16, 64, 1024, 1025, 2048, 2049})
    void requestsOfOneSizeFillFourChunksInOrder(int pages) {
        heap.grow(3 * CHUNK, 4 * CHUNK);
        int fit = 4 * CHUNK / pages;
        for (int i = 0; i < fit; i++) {
            assertThat(heap.alloc(pages)).isEqualTo(3L * CHUNK + (long) i * pages);
        }
        assertThat(heap.alloc(pages)).isEqualTo(PageHeap.NO_PAGE);
        if (fit > 0) {
            heap.free(3 * CHUNK, pages);
            assertThat(heap.alloc(pages)).isEqualTo(3 * CHUNK);
        }
    }

    @Test
    void aRunDoesNotCrossAHoleInTheAddressSpace() {
        heap.grow(0, CHUNK);
        heap.grow(2 * CHUNK, CHUNK);
        assertThat(heap.alloc(CHUNK + 1)).isEqualTo(PageHeap.NO_PAGE);
        heap.grow(CHUNK, CHUNK);
        assertThat(heap.alloc(3 * CHUNK)).isZero();
    }

    @Test
    void growthBelowAndBetweenKeepsWhatIsAllocated() {
        heap.grow(100 * CHUNK, CHUNK);
        long high = heap.alloc(7);
        heap.grow(2 * CHUNK, 2 * CHUNK);
        long low = heap.alloc(9);
        heap.grow(50 * CHUNK, CHUNK);
        heap.grow(CHUNK, CHUNK);
        heap.grow(101 * CHUNK, CHUNK);
        heap.verify();
        assertThat(high).isEqualTo(100 * CHUNK);
        assertThat(low).isEqualTo(2 * CHUNK);
        assertThat(heap.alloc(1)).isEqualTo(CHUNK);
        heap.free(high, 7);
        heap.free(low, 9);
        assertThat(heap.isFree(100 * CHUNK, 2 * CHUNK)).isTrue();
        assertThat(heap.scavenge(PageHeap.EVERYTHING, true)).isEqualTo((7 + 9) * 8192);
    }

    /** 1,000 islands of 4 MiB, one every 512 MiB up to 500 GiB: searches must not care about the holes. */
    @Test
    void aHeapOfManyIslandsIsSearchedLikeAnyOther() {
        for (int i = 0; i < 1000; i++) {
            heap.grow(i * 128L * CHUNK, CHUNK);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(heap.alloc(CHUNK)).isEqualTo(i * 128L * CHUNK);
        }
        heap.free(999 * 128L * CHUNK, 5);
        heap.free(500 * 128L * CHUNK, 4);
        assertThat(heap.alloc(5)).isEqualTo(999 * 128L * CHUNK);
        assertThat(heap.scavenge(1, true)).isEqualTo(8192);
        assertThat(heap.scavengedBits(500 * 128L)[0]).isEqualTo(0b1000);
    }

    @Test
    void aCacheTakesTheBlockOfTheLowestFreePage() {
        heap.grow(0, CHUNK);
        heap.alloc(CHUNK);
        heap.free(70, 3);
        heap.free(100, 1);
        PageCache cache = new PageCache();
        heap.allocToCache(cache);
        assertThat(cache.base()).isEqualTo(64);
        assertThat(cache.cache()).isEqualTo(0b111L << 6 | 1L << 36);
        assertThat(heap.alloc(1)).as("cached pages are not the heap's").isEqualTo(PageHeap.NO_PAGE);
        assertThat(cache.alloc(4)).isEqualTo(PageHeap.NO_PAGE);
        assertThat(cache.alloc(2)).isEqualTo(70);
        assertThat(cache.alloc(1)).isEqualTo(72);
        heap.flush(cache);
        assertThat(heap.alloc(1)).isEqualTo(100);
    }

    @Test
    void aCacheCarriesReleasedPagesAndGivesThemBackReleased() {
        heap.grow(0, CHUNK);
        heap.alloc(1);
        PageCache cache = new PageCache();
        heap.allocToCache(cache);
        assertThat(cache.scav()).isEqualTo(-1L << 1);
        assertThat(heap.scavengedBits(0)[0]).isZero();
        assertThat(cache.alloc(15)).isEqualTo(1);
        assertThat(cache.lastScavengedBytes()).isEqualTo(15 * 8192);
        heap.flush(cache);
        assertThat(heap.scavengedBits(0)[0]).isEqualTo(-1L << 16);
        assertThat(heap.alloc(2)).isEqualTo(16);
        assertThat(heap.lastScavengedBytes()).isEqualTo(2 * 8192);
    }

    @Test
    void scavengingTakesTheHighestAddressFirst() {
        freeChunks(2);
        heap.alloc(CHUNK + 100);
        // 412 pages are free, 612 to 1023. Their upper huge page, 768 to 1023, is free as a whole: it goes in one
        // piece.
        assertThat(heap.scavenge(64 << 10, true)).isEqualTo(2 * MIB);
        assertThat(heap.scavengedBits(1)).containsExactly(0, 0, 0, 0, -1, -1, -1, -1);
        assertThat(heap.scavenge(64 << 10, true)).isEqualTo(64 << 10);
        assertThat(heap.scavengedBits(1)[3]).isEqualTo(-1L << 56);
        assertThat(heap.scavenge(PageHeap.EVERYTHING, true)).isEqualTo((612 - 456 - 8 - 100 + 100) * 8192L);
        assertThat(heap.scavenge(PageHeap.EVERYTHING, true)).isZero();
    }

    @Test
    void scavengingCanBeStoppedAfterAPiece() {
        freeChunks(3);
        assertThat(heap.scavenge(PageHeap.EVERYTHING, true, () -> true)).isEqualTo(4 * MIB);
    }

    @Test
    void backgroundScavengingWaitsForTheNextGeneration() {
        freeChunks(1);
        assertThat(heap.scavenge(4 * MIB, false)).isZero();
        heap.nextGen();
        assertThat(heap.scavenge(4 * MIB, false)).isEqualTo(4 * MIB);
    }

    @Test
    void backgroundScavengingLeavesDenseChunksAlone() {
        freeChunks(1);
        heap.alloc(496);
        heap.nextGen();
        assertThat(heap.scavenge(MIB, false)).isZero();
        heap.free(0, 1);
        assertThat(heap.scavenge(MIB, false))
                .as("dense when the generation began")
                .isZero();
        heap.nextGen();
        assertThat(heap.scavenge(MIB, false)).as("16 pages above, 1 below").isEqualTo(17 * 8192);
    }

    @Test
    void go120ReleasesWhatWasFreedWithoutWaiting() {
        PageHeap old = new PageHeap(GoVersion.GO_1_20, OsPages.LINUX_AMD64);
        old.grow(0, CHUNK);
        old.alloc(CHUNK);
        old.free(500, 12);
        assertThat(old.scavenge(MIB, false)).isEqualTo(12 * 8192);
        old.verify();
    }

    @Test
    void largePhysicalPagesAreReleasedAsAWholeOnly() {
        PageHeap arm = new PageHeap(GoVersion.GO_1_25, new OsPages(64 << 10, 0));
        arm.grow(0, CHUNK);
        arm.alloc(CHUNK);
        arm.free(100, 30);
        // Aligned groups of 8 pages within 100..129: 104 to 127.
        assertThat(arm.scavenge(PageHeap.EVERYTHING, true)).isEqualTo(24 * 8192);
        arm.free(300, 3);
        assertThat(arm.scavenge(PageHeap.EVERYTHING, true)).isZero();
        arm.verify();
    }

    @Test
    void paddingIsAllocatedAndReleasedForGood() {
        heap.grow(0, CHUNK);
        heap.markPaddingPages(0, 70);
        assertThat(heap.alloc(1)).isEqualTo(70);
        PageCache cache = new PageCache();
        heap.allocToCache(cache);
        assertThat(cache.base()).isEqualTo(64);
        assertThat(cache.cache()).isEqualTo(-1L << 7);
        heap.flush(cache);
        assertThat(Arrays.copyOf(heap.scavengedBits(0), 2)).containsExactly(-1, ~(1L << 6));
        assertThatThrownBy(() -> heap.markPaddingPages(100, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void misuseIsFatalAndNamesThePages() {
        heap.grow(0, CHUNK);
        long page = heap.alloc(4);
        heap.free(page, 2);
        assertThatThrownBy(() -> heap.free(0, 4)).hasMessageContaining("pages 0 to 3, of which 2 are free");
        assertThatThrownBy(() -> heap.free(CHUNK, 1)).hasMessageContaining("not all mapped");
        assertThatThrownBy(() -> heap.free(510, Long.MAX_VALUE)).hasMessageContaining("not all mapped");
        assertThatThrownBy(() -> heap.grow(0, 1)).hasMessageContaining("mapped already");
        assertThatThrownBy(() -> heap.grow(1L << 35, 1)).hasMessageContaining("limits");
        assertThatThrownBy(() -> heap.alloc(0)).isInstanceOf(IllegalArgumentException.class);
        PageCache cache = new PageCache();
        heap.allocToCache(cache);
        assertThatThrownBy(() -> heap.allocToCache(cache)).hasMessageContaining("not empty");
        assertThatThrownBy(() -> cache.alloc(65)).hasMessageContaining("65");
        assertThatThrownBy(() -> new OsPages(5000, 0)).hasMessageContaining("5000");
        assertThatThrownBy(() -> new OsPages(4096, 3)).hasMessageContaining("hugePageBytes 3");
    }

    /** Chunks from 0 on, free, none of it released. */
    private void freeChunks(int count) {
        heap.grow(0, (long) count * CHUNK);
        heap.alloc((long) count * CHUNK);
        heap.free(0, (long) count * CHUNK);
    }
}
