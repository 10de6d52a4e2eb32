package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;
import org.junit.jupiter.api.Test;

/**
 * Oracle: {@code ReadMemStats} of a program built with Go 1.26.8 for linux/amd64, GOMAXPROCS=1, without collections, that
 * allocates two large slices, then 1,024 objects of 1 MiB, then 1,700,000 of 48 bytes, none of them with pointers.
 */
class MetadataGrowthTest implements HeapOwner {
    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);

    private final Ledger ledger = new Ledger();
    private final Heap heap = new Heap(GoVersion.GO_1_26, true, OsPages.LINUX_AMD64, ledger, this, cohort -> {});

    @Test
    void metadataGrowsAsInARealProcess() {
        heap.addP(0);
        heap.allocRuntimeStart(0);
        heap.openCohort(0, false);
        heap.openCohort(1, true);
        heap.allocLarge(0, 2000 * 24, false, 0, 8);
        heap.allocLarge(0, 2_000_000 * 24, false, 0, 8);
        MemStats before = read();
        for (int i = 0; i < 1024; i++) {
            heap.allocLarge(0, 1 << 20, true, 1, 0);
        }
        MemStats large = read();
        small(1_700_000);
        MemStats small = read();

        // 16 arenas of 69,648, two blocks of 4,608 and the list of blocks, 2,048.
        assertThat(large.offHeap().gcSys() - before.offHeap().gcSys()).isEqualTo(2_727_968 - 1_602_336);
        assertThat(large.offHeap().mspanInuse() - before.offHeap().mspanInuse()).isEqualTo(177_120 - 13_280);
        // One arena, seven pieces of mark bits of 65,536, 20 blocks and their list.
        assertThat(small.offHeap().gcSys() - large.offHeap().gcSys()).isEqualTo(3_350_576 - 2_727_968);
        assertThat(small.offHeap().mspanInuse() - large.offHeap().mspanInuse()).isEqualTo(1_795_040 - 177_120);
        assertThat(small.alloc() - large.alloc()).isEqualTo(1_203_437_816 - 1_121_837_816);
        assertThat(small.heap().inuse() - large.heap().inuse()).isEqualTo(1_204_928_512 - 1_122_033_664);
        // Where its random start leaves fewer pages of the first growth, the program shows 4 MiB more.
        assertThat(small.heap().sys() + small.offHeap().stackInuse()).isEqualTo(1_207_730_176 + 229_376);
        heap.verify();
    }

    private void small(int count) {
        int spanClass = SizeClasses.spanClass(5, true);
        for (int left = count; left > 0; ) {
            if (heap.freeSlots(0, spanClass) == 0) {
                heap.refill(0, spanClass);
            }
            int now = Math.min(left, heap.freeSlots(0, spanClass));
            heap.allocate(0, spanClass, 1, now, 0, 0);
            left -= now;
        }
    }

    private MemStats read() {
        heap.flush(0);
        return heap.memStats(NO_GC);
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {}

    @Override
    public void heapLive(long liveDelta, long scanDelta) {}

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {}
}
