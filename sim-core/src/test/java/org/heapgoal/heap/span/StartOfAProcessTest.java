package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;
import org.junit.jupiter.api.Test;

/**
 * Oracle: what {@code ReadMemStats} returned at the start of main of an empty program built with Go 1.26.8 for
 * linux/amd64 and run with GOMAXPROCS=1.
 */
class StartOfAProcessTest implements HeapOwner {
    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);

    private final Ledger ledger = new Ledger();
    private final Heap heap = new Heap(GoVersion.GO_1_26, true, OsPages.LINUX_AMD64, ledger, this, cohort -> {});

    @Test
    void memStatsAreThoseOfARealProcess() {
        MemStats stats = start();
        heap.verify();
        assertThat(stats.alloc()).isEqualTo(41_216);
        assertThat(stats.mallocs()).isEqualTo(104);
        assertThat(stats.frees()).isEqualTo(4);
        assertThat(stats.heap()).isEqualTo(new MemStats.Heap(3_964_928, 3_735_552, 229_376, 3_735_552, 100));
        assertThat(stats.sys()).isEqualTo(7_559_432);
        MemStats.OffHeap offHeap = stats.offHeap();
        assertThat(offHeap.stackInuse()).isEqualTo(229_376);
        assertThat(offHeap.mspanSys()).isEqualTo(16_320);
        assertThat(offHeap.mcacheInuse()).isEqualTo(2296);
        assertThat(offHeap.mcacheSys()).isEqualTo(16_072);
        assertThat(offHeap.buckHashSys()).isEqualTo(1_442_606);
        assertThat(offHeap.gcSys()).isEqualTo(1_519_376);
        assertThat(offHeap.otherSys()).isEqualTo(370_754);
    }

    @Test
    void classesAreThoseOfARealProcess() {
        StringBuilder classes = new StringBuilder();
        for (MemStats.SizeCount count : start().bySize()) {
            if (count.mallocs() > 0) {
                classes.append(count.size()).append(':').append(count.mallocs()).append(' ');
            }
        }
        assertThat(classes)
                .hasToString("8:10 16:19 24:8 32:9 48:8 64:8 80:2 96:4 112:2 128:1 160:1 224:1 256:1 480:11 512:1"
                        + " 640:2 1152:9 2048:2 16384:1 ");
    }

    /** The first thread and two more, and the six goroutines that a process has when main begins. */
    private MemStats start() {
        heap.addP(0);
        heap.allocRuntimeStart(0);
        heap.chargeThread(0);
        heap.chargeThread(0);
        for (int i = 0; i < 6; i++) {
            heap.chargeGoroutine(0);
            heap.allocStack(0, 2048);
        }
        // The main goroutine's stack has grown twice.
        heap.allocStack(0, 4096);
        heap.allocStack(0, 8192);
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
