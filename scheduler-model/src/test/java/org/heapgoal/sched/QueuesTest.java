package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.junit.jupiter.api.Test;

/** Oracle: what the runtime's own tests of its queues hold ({@code proc_test.go}), and its rules worked by hand. */
class QueuesTest {
    private final Sched s = new Sched(
            new VirtualClock(),
            new SchedulerConfig(GoVersion.GO_1_25, 4, 4, 0, 0, Profiles.free().profile(), false, false),
            new StreamFactory(1, 0));
    private final P p = new P(0);

    private static G g(long id) {
        return new G(id, false);
    }

    private static List<Long> ids(GQueue queue) {
        List<Long> ids = new ArrayList<>();
        for (G g = queue.poll(); g != null; g = queue.poll()) {
            ids.add(g.id());
        }
        return ids;
    }

    /** {@code TestSchedLocalQueue}: any number up to the capacity goes in and comes out in order. */
    @Test
    void the_ring_is_first_in_first_out_at_every_fill() {
        LocalQueue queue = new LocalQueue();
        long in = 0;
        long out = 0;
        for (int fill = 0; fill <= LocalQueue.CAPACITY; fill++) {
            for (int i = 0; i < fill; i++) {
                queue.add(g(in++));
            }
            assertThat(queue.size()).isEqualTo(fill);
            for (int i = 0; i < fill; i++) {
                assertThat(queue.remove().id()).isEqualTo(out++);
            }
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void a_new_runnext_displaces_the_old_one_into_the_ring() {
        s.putLocal(p, g(1), true);
        s.putLocal(p, g(2), true);
        s.putLocal(p, g(3), false);
        assertThat(p.runnext).extracting(G::id).isEqualTo(2L);
        assertThat(p.queue.remove().id()).isEqualTo(1);
        assertThat(p.queue.remove().id()).isEqualTo(3);
    }

    @Test
    void a_full_ring_gives_its_older_half_and_the_newcomer_to_the_global_queue() {
        for (int i = 0; i < 256; i++) {
            s.putLocal(p, g(i), false);
        }
        assertThat(s.runq.isEmpty()).isTrue();
        s.putLocal(p, g(256), false);
        assertThat(p.queue.size()).isEqualTo(128);
        assertThat(p.queue.get(0).id()).isEqualTo(128);
        List<Long> global = ids(s.runq);
        assertThat(global).hasSize(129);
        assertThat(global.get(0)).isEqualTo(0);
        assertThat(global.get(127)).isEqualTo(127);
        assertThat(global.get(128)).isEqualTo(256);
    }

    /** The batch is min(128, size, size/GOMAXPROCS + 1). */
    @Test
    void a_p_takes_its_share_of_the_global_queue() {
        for (int i = 0; i < 10; i++) {
            s.runq.add(g(i));
        }
        assertThat(s.takeGlobalBatch(p).id()).isZero();
        assertThat(p.queue.size()).isEqualTo(2);
        assertThat(p.queue.get(0).id()).isEqualTo(1);
        assertThat(s.runq.size()).isEqualTo(7);
        while (s.runq.size() < 1_000) {
            s.runq.add(g(s.runq.size()));
        }
        s.takeGlobalBatch(p);
        assertThat(s.runq.size()).isEqualTo(872);
        assertThat(p.queue.size()).isEqualTo(129);
    }

    @Test
    void what_does_not_fit_into_the_ring_goes_to_the_global_queue() {
        GQueue list = new GQueue();
        for (int i = 0; i < 300; i++) {
            list.add(g(i));
        }
        s.putLocalBatch(p, list);
        assertThat(p.queue.size()).isEqualTo(256);
        assertThat(ids(s.runq)).hasSize(44).startsWith(256L);
    }

    /** {@code TestStealOrder}: every order visits every P once. */
    @Test
    void every_steal_order_visits_each_p_once() {
        StealOrder order = new StealOrder();
        for (int count = 1; count <= 50; count++) {
            order.reset(count);
            for (long random = 0; random < 3L * count; random++) {
                int step = order.step(random);
                int position = order.start(random);
                assertThat(position).isEqualTo((int) (random % count));
                TreeSet<Integer> visited = new TreeSet<>();
                for (int i = 0; i < count; i++) {
                    visited.add(position);
                    position = order.next(position, step);
                }
                assertThat(visited).hasSize(count);
            }
        }
    }

    /** For 8 Ps the coprime steps are 1, 3, 5, 7; the third is used for random numbers 16 to 23. */
    @Test
    void the_step_is_the_numbered_coprime() {
        StealOrder order = new StealOrder();
        order.reset(8);
        assertThat(order.step(7)).isEqualTo(1);
        assertThat(order.step(16)).isEqualTo(5);
        assertThat(order.step(31)).isEqualTo(7);
        assertThat(order.step(32)).isEqualTo(1);
        assertThat(order.start(0xFFFFFFFFL)).isEqualTo(7);
    }

    @Test
    void timers_come_in_order_and_equal_ones_in_the_order_of_going_to_sleep() {
        TimerHeap heap = new TimerHeap();
        long[] at = {50, 20, 90, 20, 10, 70, 20, 60};
        List<G> sleeping = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            G g = g(i);
            g.wakeAtNanos = at[i];
            g.timerOrder = i;
            heap.add(g);
            sleeping.add(g);
        }
        heap.remove(sleeping.get(5));
        List<Long> order = new ArrayList<>();
        while (heap.size() > 0) {
            order.add(heap.first().id());
            heap.remove(heap.first());
        }
        assertThat(order).containsExactly(4L, 1L, 3L, 6L, 0L, 7L, 2L);
        assertThat(heap.firstNanos()).isEqualTo(TimerHeap.NEVER);
    }

    @Test
    void structures_of_dead_goroutines_are_used_again() {
        FreeSlots slots = new FreeSlots();
        FreeSlots.Local local = new FreeSlots.Local();
        for (int i = 0; i < 64; i++) {
            slots.put(local, i);
        }
        // The 64th moves all but 31 to the global list, newest first, so that the oldest stay.
        assertThat(local.size()).isEqualTo(31);
        assertThat(slots.take(local)).isEqualTo(30);
        assertThat(slots.takeGlobal()).isEqualTo(31);
        FreeSlots.Local other = new FreeSlots.Local();
        assertThat(slots.take(other)).isEqualTo(63);
        assertThat(other.size()).isEqualTo(31);
    }
}
