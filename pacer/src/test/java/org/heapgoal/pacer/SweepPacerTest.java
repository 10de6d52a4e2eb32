package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Oracle: pages per byte = pages left / (bytes to the trigger − 1 MiB), worked in comments. */
class SweepPacerTest {
    private static final long MIB = 1L << 20;

    private final SweepPacer pacer = new SweepPacer();

    /** A heap of spans of one size. */
    private static final class Heap implements SweepWork {
        private final long pagesPerSpan;
        private long live;
        private long swept;
        private long spansLeft;
        private Runnable afterFirst = () -> {};

        Heap(long live, long pagesPerSpan, long spansLeft) {
            this.live = live;
            this.pagesPerSpan = pagesPerSpan;
            this.spansLeft = spansLeft;
        }

        @Override
        public long heapLive() {
            return live;
        }

        @Override
        public long pagesSwept() {
            return swept;
        }

        @Override
        public long sweepOne() {
            if (spansLeft == 0) {
                return -1;
            }
            spansLeft--;
            swept += pagesPerSpan;
            Runnable hook = afterFirst;
            afterFirst = () -> {};
            hook.run();
            return pagesPerSpan;
        }
    }

    @Test
    void pagesAreSpreadOverTheBytesUpToAMebibyteBeforeTheTrigger() {
        pacer.pace(10 * MIB, false, 4 * MIB, 600, 100);
        assertThat(pacer.sweepPagesPerByte()).isEqualTo(500.0 / 5242880);
        assertThat(pacer.sweepHeapLiveBasis()).isEqualTo(4 * MIB);
        assertThat(pacer.pagesSweptBasis()).isEqualTo(100);
    }

    @Test
    void aTriggerCloseByCountsAsOnePageAway() {
        pacer.pace(5 * MIB, false, 4 * MIB, 600, 100);
        assertThat(pacer.sweepPagesPerByte()).isEqualTo(500.0 / 8192);
        pacer.pace(MIB, false, 4 * MIB, 600, 100);
        assertThat(pacer.sweepPagesPerByte()).isEqualTo(500.0 / 8192);
    }

    @Test
    void withNothingLeftNobodyIsMadeToSweep() {
        pacer.pace(10 * MIB, false, 4 * MIB, 600, 100);
        pacer.pace(20 * MIB, false, 5 * MIB, 600, 600);
        assertThat(pacer.sweepPagesPerByte()).isZero();
        // The basis is left as it was.
        assertThat(pacer.sweepHeapLiveBasis()).isEqualTo(4 * MIB);
        pacer.pace(10 * MIB, false, 4 * MIB, 600, 100);
        pacer.pace(10 * MIB, true, 4 * MIB, 600, 100);
        assertThat(pacer.sweepPagesPerByte()).isZero();
        assertThat(pacer.deductSweepCredit(MIB, 0, new Heap(4 * MIB, 1, 9))).isZero();
    }

    @Test
    void anAllocationSweepsItsShareFirst() {
        pacer.pace(10 * MIB, false, 4 * MIB, 640, 0);
        Heap heap = new Heap(4 * MIB, 1, 1000);
        // 8192 · 640 / 5242880 = 1 page exactly.
        assertThat(pacer.deductSweepCredit(8192, 0, heap)).isEqualTo(1);
        assertThat(pacer.deductSweepCredit(8192, 0, heap)).isZero();
        // 81920 more live make 11 pages due, less 4 that the caller sweeps itself: 7, one of which is done.
        heap.live += 81920;
        assertThat(pacer.deductSweepCredit(8192, 4, heap)).isEqualTo(6);
        assertThat(heap.swept).isEqualTo(7);
    }

    @Test
    void aHeapBelowTheBasisOwesForTheAllocationAlone() {
        pacer.pace(10 * MIB, false, 4 * MIB, 640, 0);
        assertThat(pacer.deductSweepCredit(16384, 0, new Heap(3 * MIB, 1, 1000)))
                .isEqualTo(2);
    }

    @Test
    void whenNoSpanIsLeftProportionalSweepingEnds() {
        pacer.pace(10 * MIB, false, 4 * MIB, 640, 0);
        assertThat(pacer.deductSweepCredit(MIB, 0, new Heap(4 * MIB, 1, 3))).isEqualTo(3);
        assertThat(pacer.sweepPagesPerByte()).isZero();
    }

    @Test
    void aNewPaceInBetweenMakesTheDebtBeComputedAnew() {
        pacer.pace(10 * MIB, false, 4 * MIB, 640, 0);
        Heap heap = new Heap(4 * MIB, 1, 1000);
        // 10 pages are due. After the first span the pace doubles from there: 1280 pages in 5 MiB, 20 for 81920 bytes.
        heap.afterFirst = () -> pacer.pace(10 * MIB, false, 4 * MIB, 1281, heap.swept);
        assertThat(pacer.deductSweepCredit(81920, 0, heap)).isEqualTo(1 + 20);
        assertThat(pacer.pagesSweptBasis()).isEqualTo(1);
    }
}
