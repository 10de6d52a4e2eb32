package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;

/** Runs side by side. Oracle: the same runs one after the other, and a count of the runs that go on. */
final class ParallelRunsTest {
    @Test
    void resultsComeInTheOrderAskedFor() {
        List<Integer> squares = ParallelRuns.inOrder(100, i -> i * i);
        assertThat(squares)
                .isEqualTo(IntStream.range(0, 100).map(i -> i * i).boxed().toList());
    }

    @Test
    void noRunGoesOnAfterAnotherHasFailed() {
        AtomicInteger running = new AtomicInteger();
        CountDownLatch begun =
                new CountDownLatch(Math.min(2, Runtime.getRuntime().availableProcessors()));
        assertThatThrownBy(() -> ParallelRuns.inOrder(50, i -> {
                    running.incrementAndGet();
                    begun.countDown();
                    try {
                        return one(i, begun);
                    } finally {
                        running.decrementAndGet();
                    }
                }))
                .isInstanceOf(BadInput.class);
        assertThat(running).hasValue(0);
    }

    /** The first fails as soon as another runs; the others go on until they are interrupted, and take their time to end. */
    private static int one(int index, CountDownLatch begun) {
        try {
            begun.await();
            if (index == 0) {
                throw new BadInput("no");
            }
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            long end = System.nanoTime() + 50_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        return index;
    }
}
