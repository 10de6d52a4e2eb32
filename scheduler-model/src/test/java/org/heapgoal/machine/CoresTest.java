package org.heapgoal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.junit.jupiter.api.Test;

/** Oracle: round robin with slices and CFS bandwidth control, worked by hand. */
class CoresTest {
    private static final long MS = 1_000_000;
    private final VirtualClock clock = new VirtualClock();
    private final List<String> log = new ArrayList<>();

    /** A thread with bursts of one length, as many as wanted, that counts what it got. */
    private final class Looper extends CoreThread {
        private final int id;
        private final Cores cores;
        private final long burst;
        private int bursts;
        private long got;

        Looper(int id, Cores cores, long burst, int bursts) {
            super(id);
            this.id = id;
            this.cores = cores;
            this.burst = burst;
            this.bursts = bursts;
            cores.wake(this, burst);
        }

        @Override
        protected void burstEnded() {
            got += cores.take(this);
            log.add(id + "@" + clock.nowNanos());
            if (--bursts > 0) {
                cores.burst(this, burst);
            } else {
                cores.block(this);
            }
        }

        long gotSoFar() {
            got += cores.take(this);
            return got;
        }
    }

    private void at(long nanos, Runnable action) {
        clock.scheduleAt(
                new ModelEvent(clock, new EventKind("test"), EventPriority.SCENARIO, 0) {
                    @Override
                    protected void fire() {
                        action.run();
                    }
                },
                nanos);
    }

    @Test
    void bursts_that_end_at_one_instant_are_told_in_order_of_the_threads() {
        Cores cores = new Cores(clock, 3, MS, 500);
        new Looper(2, cores, 10, 2);
        new Looper(0, cores, 20, 1);
        new Looper(1, cores, 10, 2);
        clock.runUntil(100);
        assertThat(log).containsExactly("1@10", "2@10", "0@20", "1@20", "2@20");
        assertThat(cores.cpuNanos()).isEqualTo(60);
    }

    @Test
    void four_threads_on_two_cores_get_half_each() {
        Cores cores = new Cores(clock, 2, 3 * MS, 0);
        List<Looper> threads = new ArrayList<>();
        for (int id = 0; id < 4; id++) {
            threads.add(new Looper(id, cores, 1_000, Integer.MAX_VALUE));
        }
        clock.runUntil(1_200 * MS);
        assertThat(threads).allSatisfy(thread -> assertThat(thread.gotSoFar()).isEqualTo(600 * MS));
        assertThat(cores.cpuNanos()).isEqualTo(2_400 * MS);
    }

    @Test
    void a_switch_is_paid_by_the_thread_that_comes_from_the_queue() {
        Cores cores = new Cores(clock, 1, 100, 7);
        Looper first = new Looper(0, cores, 150, 1);
        Looper second = new Looper(1, cores, 60, 1);
        clock.runUntil(1_000);
        // 0 to 100: first. 107 to 167: second, which ends. 174 to 224: the rest of first.
        assertThat(log).containsExactly("1@167", "0@224");
        assertThat(first.got).isEqualTo(150);
        assertThat(second.queuedNanos()).isEqualTo(100);
        assertThat(first.queuedNanos()).isEqualTo(67);
        assertThat(cores.chargedNanos()).isEqualTo(14);
        assertThat(cores.cpuNanos()).isEqualTo(224);
    }

    @Test
    void whoever_has_outrun_its_slice_alone_gives_way_to_the_first_that_wants_the_core() {
        Cores cores = new Cores(clock, 1, 100, 0);
        new Looper(0, cores, 1_000, 1);
        at(500, () -> new Looper(1, cores, 30, 1));
        clock.runUntil(2_000);
        assertThat(log).containsExactly("1@530", "0@1030");
    }

    /** Oracle: fair.c: sysctl_sched_base_slice of 0.7 ms, twice that on two cores. */
    @Test
    void whoever_wakes_waits_for_the_least_slice_and_not_for_a_whole_one() {
        Cores cores = new Cores(clock, 2, 4 * MS, 0);
        new Looper(0, cores, 10 * MS, 1);
        new Looper(1, cores, 10 * MS, 1);
        at(MS / 2, () -> new Looper(2, cores, MS, 1));
        clock.runUntil(30 * MS);
        // 0 has had 1.4 ms when 2 gets its core; 2 ends 1 ms later, and 0 has 8.6 ms left.
        assertThat(log).containsExactly("2@" + 2_400_000, "1@" + 10 * MS, "0@" + 11 * MS);
    }

    /** Oracle: virtual time, in which a thread that slept is a slice behind one that has just had one. */
    @Test
    void whoever_wakes_comes_before_one_whose_slice_has_just_ended_but_not_before_one_that_has_waited_longer() {
        Cores cores = new Cores(clock, 1, MS, 0);
        new Looper(0, cores, 2 * MS, 1);
        new Looper(1, cores, 2 * MS, 1);
        new Looper(2, cores, 2 * MS, 1);
        at(2 * MS + 500_000, () -> new Looper(3, cores, MS / 10, 1));
        clock.runUntil(30 * MS);
        // 1 and 2 wait from 0 on, awake: 0 runs to 0.7 ms, 1 to 1.4, and 2 a whole slice to 2.4. Then 0, which waits
        // since 0.7. 3 wakes at 2.5, so 0 leaves at 3.1: to 1, which waits since 1.4 less a slice. At 3.8 it is 3's
        // turn: 2 waits since 2.4 only.
        assertThat(log.get(0)).isEqualTo("3@" + 3_900_000);
    }

    /** Oracle: half a core's time for a program that wants it, and the rest for the others. */
    @Test
    void other_programs_take_their_share_and_count_neither_as_cpu_time_nor_against_the_quota() {
        Cores cores = new Cores(clock, 1, MS, 0);
        cores.setQuota(1, 100 * MS);
        Looper thread = new Looper(0, cores, 1_000, Integer.MAX_VALUE);
        OtherPrograms.start(clock, cores, 1, () -> MS / 2, () -> MS);
        clock.runUntil(1_500 * MS);
        // The other wants half a millisecond after every millisecond, and gets it, as the thread has had its least
        // slice then.
        assertThat(thread.gotSoFar()).isEqualTo(1_000 * MS);
        assertThat(cores.cpuNanos()).isEqualTo(thread.gotSoFar());
        assertThat(cores.throttledPeriods()).isZero();
    }

    @Test
    void a_charge_delays_the_burst_and_counts_as_cpu_time() {
        Cores cores = new Cores(clock, 1, MS, 0);
        Looper thread = new Looper(0, cores, 100, 1);
        at(40, () -> cores.charge(thread, 25));
        at(50, () -> assertThat(cores.owedNanos(thread)).isEqualTo(15));
        clock.runUntil(1_000);
        assertThat(log).containsExactly("0@125");
        assertThat(thread.got).isEqualTo(100);
        assertThat(cores.cpuNanos()).isEqualTo(125);
    }

    @Test
    void a_quota_of_two_cpus_stops_eight_threads_for_three_quarters_of_each_period() {
        Cores cores = new Cores(clock, 8, 3 * MS, 0);
        cores.setQuota(2, 100 * MS);
        List<Looper> threads = new ArrayList<>();
        for (int id = 0; id < 8; id++) {
            threads.add(new Looper(id, cores, 1_000, Integer.MAX_VALUE));
        }
        clock.runUntil(1_000 * MS);
        // 200 ms of CPU time a period: all eight run for 25 ms of it.
        assertThat(threads).allSatisfy(thread -> assertThat(thread.gotSoFar()).isEqualTo(250 * MS));
        assertThat(cores.throttledTotalNanos()).isEqualTo(750 * MS);
        assertThat(cores.throttledPeriods()).isEqualTo(10);
        assertThat(cores.cpuNanos()).isEqualTo(2_000 * MS);
    }

    @Test
    void an_unused_quota_is_lost_at_the_end_of_its_period() {
        Cores cores = new Cores(clock, 2, 3 * MS, 0);
        cores.setQuota(0.5, 100 * MS);
        at(250 * MS, () -> new Looper(0, cores, 190 * MS, 1));
        clock.runUntil(2_000 * MS);
        // 50 ms in the period from 200 ms on, and in each of the next two, and 40 ms in the last.
        assertThat(log).containsExactly("0@" + 540 * MS);
        assertThat(cores.throttledPeriods()).isEqualTo(2);
    }

    @Test
    void a_quota_that_is_lifted_lets_threads_go_on_at_once() {
        Cores cores = new Cores(clock, 1, 3 * MS, 0);
        cores.setQuota(0.1, 100 * MS);
        Looper thread = new Looper(0, cores, 50 * MS, 1);
        at(60 * MS, () -> cores.setQuota(0, 0));
        clock.runUntil(1_000 * MS);
        assertThat(log).containsExactly("0@" + 100 * MS);
        assertThat(thread.throttledNanos()).isEqualTo(50 * MS);
    }
}
