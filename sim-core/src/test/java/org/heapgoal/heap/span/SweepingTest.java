package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Oracle: the rules of {@code mgcsweep.go}, {@code mcentral.go} and {@code mheap.go: reclaim}, worked by hand. */
class SweepingTest implements HeapOwner, Fate {
    /** One object of 8,192 bytes to a span of one page; 16 KiB: one to a span of two. */
    private static final int ONE_PAGE = SizeClasses.spanClass(51, true);

    private static final int TWO_PAGES = SizeClasses.spanClass(59, true);

    private static final int KEPT = 0;
    private static final int DEAD = 1;

    private final Ledger ledger = new Ledger();
    private final Heap heap = new Heap(GoVersion.GO_1_25, false, OsPages.LINUX_AMD64, ledger, this, cohort -> {});

    @BeforeEach
    void openCohorts() {
        heap.addP(0);
        heap.openCohort(KEPT, true);
        heap.openCohort(DEAD, true);
    }

    @Test
    void sweepingGoesByClassAndFreesSpansWithoutMarks() {
        allocate(TWO_PAGES, DEAD, 2);
        allocate(ONE_PAGE, KEPT, 1);
        allocate(ONE_PAGE, DEAD, 1);
        heap.allocLarge(0, 40_000, true, DEAD, 0);
        heap.allocLarge(0, 50_000, true, KEPT, 0);
        cycle();
        assertThat(heap.pagesInUse()).isEqualTo(1 + 1 + 2 + 2 + 5 + 7);
        // Large ones first, oldest first; then the smaller class; then the larger.
        assertThat(heap.sweepOne()).isEqualTo(5);
        assertThat(heap.pagesInUse()).isEqualTo(13);
        assertThat(heap.sweepOne()).isEqualTo(7);
        assertThat(heap.pagesInUse()).isEqualTo(13);
        assertThat(heap.sweepOne()).isEqualTo(1);
        assertThat(heap.pagesInUse()).isEqualTo(13);
        assertThat(heap.sweepOne()).isEqualTo(1);
        assertThat(heap.pagesInUse()).isEqualTo(12);
        assertThat(heap.sweepOne()).isEqualTo(2);
        assertThat(heap.sweepOne()).isEqualTo(2);
        assertThat(heap.sweepListEmpty()).as("nobody has looked yet").isFalse();
        assertThat(heap.sweepOne()).isEqualTo(-1);
        assertThat(heap.sweepListEmpty()).isTrue();
        assertThat(heap.pagesSwept()).isEqualTo(18);
        assertThat(heap.pagesInUse()).isEqualTo(8);
    }

    @Test
    void aRefillLooksAt101FullSpansAndThenTakesANewOne() {
        allocate(ONE_PAGE, KEPT, 150);
        allocate(ONE_PAGE, DEAD, 1);
        cycle();
        heap.refill(0, ONE_PAGE);
        // 101 that are full, and before the new span is taken the reclaimer frees the dead one.
        assertThat(heap.pagesSwept()).isEqualTo(101 + 1);
        assertThat(heap.spansInUse(ONE_PAGE)).isEqualTo(151 - 1 + 1);
        allocateInPlace();
        // The next looks at the other 49, finds the dead one swept already, and takes a new span.
        heap.refill(0, ONE_PAGE);
        assertThat(heap.pagesSwept()).isEqualTo(151);
        assertThat(heap.spansInUse(ONE_PAGE)).isEqualTo(152);
        allocateInPlace();
        heap.verify();
    }

    @Test
    void aNewSpanIsPreparedForByReclaimingAsManyPages() {
        allocate(TWO_PAGES, DEAD, 3);
        allocate(ONE_PAGE, KEPT, 1);
        cycle();
        long mapped = ledger.heapReleased + ledger.heapFree + ledger.heapInUse;
        heap.allocLarge(0, 5 * 8192 - 1, true, KEPT, 0);
        // All three are in the 512 pages that are looked through, and one page more than wanted is credit.
        assertThat(heap.pagesSwept()).isEqualTo(6);
        assertThat(heap.spansInUse(TWO_PAGES)).isZero();
        assertThat(ledger.heapReleased + ledger.heapFree + ledger.heapInUse).isEqualTo(mapped);
        // The unswept set still names them; nobody sweeps them twice.
        assertThat(heap.sweepOne()).isEqualTo(1);
        assertThat(heap.sweepOne()).isEqualTo(-1);
        heap.verify();
    }

    @Test
    void aPartlyUsedUnsweptSpanIsTakenBeforeANewOneEvenWhereAllInItIsDead() {
        int spanClass = SizeClasses.spanClass(5, true);
        heap.refill(0, spanClass);
        heap.allocate(0, spanClass, DEAD, 7, 0, 0);
        heap.flush(0);
        cycle();
        heap.refill(0, spanClass);
        assertThat(heap.freeSlots(0, spanClass)).isEqualTo(170);
        assertThat(heap.spansInUse(spanClass)).isEqualTo(1);
        assertThat(heap.work().spansAllocated).isEqualTo(1);
        assertThat(ledger.totalFree).isEqualTo(7 * 48);
    }

    private void allocate(int spanClass, int cohort, int count) {
        for (int i = 0; i < count; i++) {
            heap.refill(0, spanClass);
            heap.allocate(0, spanClass, cohort, 1, 0, 0);
        }
        heap.flush(0);
    }

    private void allocateInPlace() {
        heap.allocate(0, ONE_PAGE, KEPT, 1, 0, 0);
    }

    private void cycle() {
        heap.finishSweep();
        heap.snapshot(this);
        heap.prepareForSweep();
        heap.flushIfStale(0);
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {}

    @Override
    public void heapLive(long liveDelta, long scanDelta) {}

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {}

    @Override
    public double survival(int cohort) {
        return cohort == KEPT ? 1 : 0;
    }

    @Override
    public int survivors(int cohort, int objects, double probability) {
        return objects;
    }

    @Override
    public int successor(int cohort) {
        return -1;
    }
}
