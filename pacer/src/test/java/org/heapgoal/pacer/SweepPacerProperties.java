package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Proportional sweeping keeps its promise: everything is swept when the heap reaches its trigger. */
class SweepPacerProperties {
    private static final long MIB = 1L << 20;

    /** Spans of one to four pages, in turn. */
    private static final class Heap implements SweepWork {
        private long live;
        private long swept;
        private long left;

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
            if (left == 0) {
                return -1;
            }
            long pages = Math.min(left, 1 + swept % 4);
            left -= pages;
            swept += pages;
            return pages;
        }
    }

    @Property(tries = 300)
    void eachAllocationFindsItsDebtPaidAndTheTriggerFindsEverythingSwept(
            @ForAll @LongRange(min = 0, max = 1L << 34) long startLive,
            @ForAll @LongRange(min = 1, max = 1L << 26) long distance,
            @ForAll @IntRange(min = 1, max = 5000) int pages,
            @ForAll @IntRange(min = 1, max = 64) int spanPages) {
        long trigger = startLive + MIB + distance;
        Heap heap = new Heap();
        heap.live = startLive;
        heap.left = pages;
        SweepPacer pacer = new SweepPacer();
        pacer.pace(trigger, false, startLive, pages, 0);
        long spanBytes = Math.max(spanPages * 8192L, distance / 500);
        while (heap.live < trigger) {
            long debt = pacer.debtPages(spanBytes, 0, heap);
            long sweptBefore = heap.swept;
            long leftBefore = heap.left;
            pacer.deductSweepCredit(spanBytes, 0, heap);
            // As many as owed and are there; the last span may have up to three pages more.
            assertThat(heap.swept - sweptBefore)
                    .isBetween(Math.max(0, Math.min(debt, leftBefore)), Math.max(0, debt) + 3);
            // pages · (bytes since the start) / distance, exactly; the slope's rounding may move it by one page.
            BigInteger bytes = BigInteger.valueOf(heap.live - startLive + spanBytes);
            BigDecimal due = new BigDecimal(bytes.multiply(BigInteger.valueOf(pages)))
                    .divide(BigDecimal.valueOf(Math.max(distance, 8192)), 0, RoundingMode.FLOOR);
            assertThat(BigDecimal.valueOf(heap.swept))
                    .isGreaterThanOrEqualTo(due.subtract(BigDecimal.ONE).min(BigDecimal.valueOf(pages)));
            heap.live += spanBytes;
        }
        assertThat(heap.left).isZero();
    }
}
