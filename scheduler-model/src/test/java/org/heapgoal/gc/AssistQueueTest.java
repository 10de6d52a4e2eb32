package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sched.G;
import org.junit.jupiter.api.Test;

class AssistQueueTest {
    private final GcHarness process = new GcHarness.Options().build();
    private final AssistQueue queue = new AssistQueue();
    private final List<G> woken = new ArrayList<>();

    private G waiting(long assistBytes) {
        G g = process.go(Calls.compute());
        g.assistBytes = assistBytes;
        queue.add(g);
        return g;
    }

    @Test
    void debtsArePaidInOrderAndTheRestBecomesCredit() {
        G first = waiting(-300);
        G second = waiting(-500);
        // 1000 units at 2 bytes each are 2000 bytes; 1200 are left after both debts, worth 600 units at 0.5.
        assertThat(queue.pay(1000, 2.0, 0.5, AssistQueueTest::grant, woken::add))
                .isEqualTo(600);
        assertThat(woken).containsExactly(first, second);
        assertThat(first.assistBytes).isZero();
        assertThat(second.assistBytes).isZero();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aDebtThatIsTooLargeIsPaidInPartAndGoesToTheBack() {
        G large = waiting(-5000);
        G small = waiting(-100);
        assertThat(queue.pay(1000, 1.0, 1.0, AssistQueueTest::grant, woken::add))
                .isZero();
        assertThat(woken).isEmpty();
        assertThat(large.assistBytes).isEqualTo(-4000);

        // Now the small debt is first: 100 of 1000 bytes, and 900 go to the large one.
        assertThat(queue.pay(1000, 1.0, 1.0, AssistQueueTest::grant, woken::add))
                .isZero();
        assertThat(woken).containsExactly(small);
        assertThat(large.assistBytes).isEqualTo(-3100);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void workThatIsWorthNoWholeByteIsLost() {
        waiting(-10);
        assertThat(queue.pay(3, 0.3, 3.3, AssistQueueTest::grant, woken::add)).isZero();
        assertThat(woken).isEmpty();
    }

    private static void grant(G g, long bytes) {
        g.assistBytes += bytes;
    }
}
