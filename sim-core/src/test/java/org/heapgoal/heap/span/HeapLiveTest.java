package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Oracle: the rules by which caches move heapLive and heapScan ({@code mcache.go}), worked by hand. */
class HeapLiveTest implements HeapOwner, Fate {
    /** 48 bytes without pointers: 170 slots of a page of 8,192 bytes, which leaves 32. */
    private static final int NOSCAN_48 = SizeClasses.spanClass(5, true);

    private static final int SCAN_48 = SizeClasses.spanClass(5, false);

    private final Ledger ledger = new Ledger();
    private final List<Integer> gone = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Heap heap = new Heap(GoVersion.GO_1_25, false, OsPages.LINUX_AMD64, ledger, this, gone::add);
    private double survival = 1;
    private long live;
    private long scan;

    @BeforeEach
    void openCohorts() {
        heap.addP(0);
        heap.openCohort(0, true);
        heap.openCohort(1, false);
    }

    @Test
    void aRefillCountsAllFreeSlotsAndTheTailAndAFlushTakesTheSlotsBack() {
        refillAndAllocate(10);
        assertThat(live).isEqualTo(8192);
        assertThat(ledger.totalAlloc).as("not seen before the flush").isZero();
        assertThat(heap.unflushedBytes()).isEqualTo(480);
        heap.flush(0);
        assertThat(live).isEqualTo(8192 - 160 * 48);
        assertThat(ledger.totalAlloc).isEqualTo(480);
        assertThat(heap.unflushedBytes()).isZero();
    }

    @Test
    void aSpanCachedTwiceAddsItsTailTwice() {
        refillAndAllocate(10);
        heap.flush(0);
        refillAndAllocate(10);
        heap.flush(0);
        assertThat(heap.spansInUse(NOSCAN_48)).isEqualTo(1);
        assertThat(live).isEqualTo(20 * 48 + 2 * 32);
        assertThat(ledger.totalAlloc).isEqualTo(20 * 48);
    }

    @Test
    void aStaleSpanIsSweptByTheFlushWithoutMovingHeapLive() {
        survival = 0;
        refillAndAllocate(10);
        heap.finishSweep();
        assertThat(heap.snapshot(this).bytes()).isZero();
        heap.allocate(0, NOSCAN_48, 0, 3, 0, 0);
        assertThat(heap.bytesMarked()).isEqualTo(3 * 48);
        heap.prepareForSweep();
        long before = live;
        assertThat(heap.sweepOne()).as("cached spans are in no list").isEqualTo(-1);
        assertThat(heap.flushIfStale(0)).isTrue();
        assertThat(heap.flushIfStale(0)).isFalse();
        assertThat(live).isEqualTo(before);
        assertThat(heap.pagesSwept()).isEqualTo(1);
        assertThat(heap.slotsInUse(NOSCAN_48)).isEqualTo(3);
        assertThat(ledger.totalAlloc - ledger.totalFree).isEqualTo(3 * 48);
    }

    @Test
    void scanAllocIsFlushedByRefillsAndFlushesAndDroppedAtMarkTermination() {
        heap.refill(0, SCAN_48);
        heap.allocate(0, SCAN_48, 1, 5, 40, 8);
        assertThat(scan).isZero();
        refillAndAllocate(1);
        assertThat(scan).isEqualTo(40);
        heap.addScanAlloc(0, 1000);
        heap.flush(0);
        assertThat(scan).isEqualTo(1040);
        heap.addScanAlloc(0, 7);
        heap.finishSweep();
        heap.snapshot(this);
        heap.prepareForSweep();
        heap.flushIfStale(0);
        assertThat(scan).isEqualTo(1040);
    }

    @Test
    void aLargeObjectCountsInWholePagesAtOnceAfterItsSweepDebt() {
        assertThat(heap.allocLarge(0, 32_769, false, 1, 32_000)).isEqualTo(40_960);
        assertThat(live).isEqualTo(40_960);
        assertThat(ledger.totalAlloc).isEqualTo(40_960);
        assertThat(calls).containsExactly("debt 40960 5", "taken 0 40960 4194304");
    }

    @Test
    void aRefillPaysItsDebtBeforeItTakesPages() {
        refillAndAllocate(1);
        // The page cache took 64 released pages at once; the span is one of them.
        assertThat(calls).containsExactly("debt 8192 0", "taken 0 8192 4194304");
    }

    @Test
    void objectsWithFinalizersStayForACycleAndThoseWithPointersAreCountedAsRoots() {
        heap.openCohort(2, false);
        heap.refill(0, SCAN_48);
        heap.allocate(0, SCAN_48, 2, 10, 0, 24);
        survival = 0;
        heap.finishSweep();
        // Nothing is reachable; the ten are scanned as roots all the same.
        assertThat(heap.snapshot(this)).isEqualTo(new MarkTotals(480, 10, 10, 240, 1));
        sweepAll();
        assertThat(heap.slotsInUse(SCAN_48)).isEqualTo(10);
        assertThat(heap.snapshot(this)).isEqualTo(new MarkTotals(0, 0, 0, 0, 0));
        sweepAll();
        assertThat(heap.spansInUse(SCAN_48)).isZero();
    }

    @Test
    void aClosedCohortIsGoneWhenItsLastObjectIsFoundDead() {
        refillAndAllocate(1);
        heap.closeCohort(1);
        assertThat(gone).as("had no objects").containsExactly(1);
        heap.closeCohort(0);
        assertThat(gone).containsExactly(1);
        survival = 0;
        heap.finishSweep();
        heap.snapshot(this);
        assertThat(gone).containsExactly(1, 0);
    }

    /** A span of 48-byte objects with pointers has 165 slots under Green Tea, an eighth of which is 20 ({@code scanSpan}). */
    @Test
    void theVectorScanCountsTheObjectsOfDenseSpansWhole() {
        assertThat(denseWork(SCAN_48, 19)).isEqualTo(19 * 24);
        assertThat(denseWork(SCAN_48, 20)).isEqualTo(20 * 48);
        int scan576 = SizeClasses.spanClass(SizeClasses.classFor(576), false);
        assertThat(denseWork(scan576, 10)).as("above 512 bytes").isEqualTo(10 * 24);
    }

    private long denseWork(int spanClass, int objects) {
        Heap tea = new Heap(GoVersion.GO_1_26, true, OsPages.LINUX_AMD64, new Ledger(), this, gone::add);
        tea.scanDenseSpansWhole();
        tea.addP(0);
        tea.openCohort(1, false);
        tea.refill(0, spanClass);
        tea.allocate(0, spanClass, 1, objects, 0, 24);
        tea.finishSweep();
        return tea.snapshot(this).scanWork();
    }

    @Test
    void withGreenTeaEachPGetsAPageOfPointersAtItsFirstCycle() {
        Heap tea = new Heap(GoVersion.GO_1_26, true, OsPages.LINUX_AMD64, new Ledger(), this, gone::add);
        tea.addP(0);
        tea.addP(1);
        MemStats.Gc none = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);
        for (int cycle = 0; cycle < 3; cycle++) {
            tea.finishSweep();
            tea.snapshot(this);
            assertThat(tea.memStats(none).offHeap().gcSys()).isEqualTo(2 * 8192);
            tea.prepareForSweep();
        }
    }

    @Test
    void misuseIsFatal() {
        assertThatThrownBy(() -> heap.allocate(0, NOSCAN_48, 0, 1, 0, 0)).hasMessageContaining("0 free slots");
        assertThatThrownBy(() -> heap.allocate(0, NOSCAN_48, 1, 1, 0, 0)).hasMessageContaining("with pointers");
        heap.refill(0, NOSCAN_48);
        assertThatThrownBy(() -> heap.flush(0)).hasMessageContaining("without objects");
        heap.allocate(0, NOSCAN_48, 0, 1, 0, 0);
        assertThatThrownBy(() -> heap.refill(0, NOSCAN_48)).hasMessageContaining("169 free slots");
        heap.finishSweep();
        heap.snapshot(this);
        assertThatThrownBy(() -> heap.snapshot(this)).hasMessageContaining("while marking");
        heap.prepareForSweep();
        assertThatThrownBy(() -> heap.snapshot(this)).hasMessageContaining("swept");
        assertThatThrownBy(() -> heap.allocate(0, NOSCAN_48, 0, 1, 0, 0)).hasMessageContaining("before it flushed");
        assertThatThrownBy(() -> heap.openCohort(0, true)).hasMessageContaining("in use");
        assertThatThrownBy(() -> heap.flush(7)).hasMessageContaining("no P 7");
        assertThatThrownBy(() -> heap.addP(0)).hasMessageContaining("exists");
    }

    private void refillAndAllocate(int count) {
        heap.refill(0, NOSCAN_48);
        heap.allocate(0, NOSCAN_48, 0, count, 0, 0);
    }

    private void sweepAll() {
        heap.prepareForSweep();
        heap.flushIfStale(0);
        heap.finishSweep();
        heap.verify();
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        calls.add("debt " + spanBytes + " " + callerSweepPages);
    }

    @Override
    public void heapLive(long liveDelta, long scanDelta) {
        live += liveDelta;
        scan += scanDelta;
    }

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {
        calls.add("taken " + p + " " + scavengedBytes + " " + grownBytes);
    }

    @Override
    public double survival(int cohort) {
        return survival;
    }

    @Override
    public int survivors(int cohort, int objects, double probability) {
        return objects;
    }

    @Override
    public int successor(int cohort) {
        return cohort == 2 ? 1 : -1;
    }
}
