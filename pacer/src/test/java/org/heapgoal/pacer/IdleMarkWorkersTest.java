package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Oracle: the steps that the runtime's own test of idle workers takes. */
class IdleMarkWorkersTest {
    @Test
    void workersComeUpToTheMaximumAndAgainAfterSomeLeft() {
        IdleMarkWorkers workers = new IdleMarkWorkers();
        workers.setMax(10);
        for (int i = 0; i < 10; i++) {
            assertThat(workers.need()).isTrue();
            assertThat(workers.add()).isTrue();
        }
        assertThat(workers.need()).isFalse();
        assertThat(workers.add()).isFalse();
        workers.remove();
        assertThat(workers.need()).isTrue();
        assertThat(workers.add()).isTrue();
        assertThat(workers.running()).isEqualTo(10);

        workers.setMax(0);
        assertThat(workers.need()).isFalse();
        assertThat(workers.add()).isFalse();
        for (int i = 0; i < 10; i++) {
            workers.remove();
            assertThat(workers.need()).isFalse();
        }
        workers.setMax(1);
        assertThat(workers.need()).isTrue();
        assertThat(workers.add()).isTrue();
        assertThat(workers.add()).isFalse();
    }

    @Test
    void oneMoreLeavingThanCameIsFatal() {
        IdleMarkWorkers workers = new IdleMarkWorkers();
        workers.setMax(3);
        assertThatThrownBy(workers::remove)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("negative idle mark workers: n=-1 max=3");
    }
}
