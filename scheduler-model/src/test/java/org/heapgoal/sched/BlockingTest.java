package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.LongSupplier;
import org.heapgoal.machine.Cost;
import org.junit.jupiter.api.Test;

/** Timers, the network, system calls, locked threads. Oracle: the rules of {@code proc.go}, worked by hand. */
class BlockingTest {
    private static final long MS = Fixture.MS;
    private final Fixture fixture = new Fixture();
    private final G[] g = new G[4];

    private LongSupplier syscall(int of, long nanos, boolean blocks) {
        return () -> {
            g[of].enterSyscall(nanos, blocks);
            return Execution.SYSCALL;
        };
    }

    private LongSupplier sleep(Scheduler scheduler, int of, long untilNanos) {
        return () -> {
            g[of].waitReason(WaitReason.SLEEP);
            scheduler.wakeAt(g[of], scheduler.ps().get(0), untilNanos);
            return Execution.BLOCK;
        };
    }

    private LongSupplier network(int of) {
        return () -> {
            g[of].waitReason(WaitReason.IO_WAIT);
            return Execution.BLOCK;
        };
    }

    @Test
    void a_timer_of_an_idle_process_wakes_the_thread_that_sleeps_in_the_poller() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000).procs(1);
        g[0] = fixture.go(
                fixture.script("a").then(sleep(scheduler, 0, 1_000_000)).run(10));
        fixture.run(2_000_000);
        // The poller is asked to sleep for 995 us, which is a millisecond to epoll_wait.
        assertThat(fixture.log).containsExactly("a@5000 P0 BLOCK", "a@1010000 P0 10", "a@1010010 P0 EXIT");
    }

    /** Oracle: netpoll_epoll.go, whose timeout is in whole milliseconds; of 2.7 ms it sleeps two, and then one for the rest. */
    @Test
    void the_poller_sleeps_in_whole_milliseconds_until_the_timer_is_due() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(
                fixture.script("a").then(sleep(scheduler, 0, 2_700_000)).run(10));
        g[1] = fixture.go(
                fixture.script("b").then(sleep(scheduler, 1, 2_900_000)).run(10));
        fixture.run(10_000_000);
        assertThat(fixture.log)
                .containsExactly(
                        "a@0 P0 BLOCK",
                        "b@0 P0 BLOCK",
                        "b@3000000 P0 10",
                        "b@3000010 P0 EXIT",
                        "a@3000010 P0 10",
                        "a@3000020 P0 EXIT");
    }

    @Test
    void a_timer_of_a_busy_p_waits_until_the_p_schedules() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(
                fixture.script("sleeper").then(sleep(scheduler, 0, 1_000)).run(10));
        fixture.go(fixture.script("busy").run(5_000));
        fixture.run(10_000);
        assertThat(fixture.log)
                .containsExactly(
                        "sleeper@0 P0 BLOCK",
                        "busy@0 P0 5000",
                        "busy@5000 P0 EXIT",
                        "sleeper@5000 P0 10",
                        "sleeper@5010 P0 EXIT");
    }

    @Test
    void a_timer_of_a_busy_p_is_run_by_a_thread_without_work() {
        Scheduler scheduler = fixture.procs(2);
        g[0] = fixture.go(fixture.script("sleeper")
                .then(() -> {
                    // A P of its own for the other, which was started at the same instant.
                    g[0].waitReason(WaitReason.SLEEP);
                    P mine = Runner.thread(g[0]).heldP();
                    scheduler.newGoroutine(fixture.script("busy").run(5_000_000), mine, false);
                    scheduler.wakeAt(g[0], mine, 1_000);
                    return Execution.BLOCK;
                })
                .run(10));
        fixture.run(10_000_000);
        // The thread without work sleeps in the poller for a millisecond at least.
        assertThat(fixture.log).contains("sleeper@1000000 P1 10");
    }

    @Test
    void a_cancelled_timer_does_not_fire() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("a").then(sleep(scheduler, 0, 1_000)).run(10));
        fixture.at(500, () -> {
            assertThat(scheduler.cancelWake(g[0])).isTrue();
            assertThat(scheduler.cancelWake(g[0])).isFalse();
            scheduler.ready(g[0], null, false);
        });
        fixture.run(5_000);
        assertThat(fixture.log).containsExactly("a@0 P0 BLOCK", "a@500 P0 10", "a@510 P0 EXIT");
    }

    @Test
    void a_network_event_wakes_the_poller_of_an_idle_process() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000).procs(2);
        g[0] = fixture.go(fixture.script("a").then(network(0)).run(10));
        fixture.at(100_000, () -> scheduler.networkReady(g[0]));
        fixture.run(200_000);
        assertThat(fixture.log).containsExactly("a@5000 P0 BLOCK", "a@105000 P0 10", "a@105010 P0 EXIT");
    }

    @Test
    void a_network_event_of_a_busy_process_waits_for_a_p_that_looks() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("a").then(network(0)).run(10));
        fixture.go(fixture.script("busy").run(5_000));
        fixture.at(1_000, () -> scheduler.networkReady(g[0]));
        fixture.run(10_000);
        assertThat(fixture.log).contains("busy@5000 P0 EXIT", "a@5000 P0 10");
    }

    @Test
    void the_monitor_polls_when_nobody_has_for_ten_milliseconds() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("a").then(network(0)).run(10));
        fixture.go(fixture.script("busy").safePoint(Execution.NOT_PREEMPTIBLE).run(80 * MS));
        fixture.at(1_000, () -> scheduler.networkReady(g[0]));
        fixture.run(30 * MS);
        assertThat(g[0].state()).isEqualTo(GState.RUNNABLE);
        assertThat(scheduler.globalQueueEmpty()).isFalse();
    }

    @Test
    void a_network_event_for_a_goroutine_that_waits_for_something_else_is_refused() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("a").then(sleep(scheduler, 0, 1_000)));
        fixture.run(10);
        assertThatThrownBy(() -> scheduler.networkReady(g[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("G1")
                .hasMessageContaining("sleep");
    }

    /** The fast path: no dispatch, and the P stayed where it was. */
    @Test
    void a_short_system_call_keeps_its_p() {
        Scheduler scheduler = fixture.cost(Cost.SYSCALL, 100).procs(1);
        g[0] = fixture.go(fixture.script("a").then(syscall(0, 5_000, false)).run(10));
        fixture.at(1_000, () -> {
            assertThat(scheduler.ps().get(0).state()).isEqualTo(PState.SYSCALL);
            assertThat(g[0].state()).isEqualTo(GState.SYSCALL);
        });
        fixture.run(50_000);
        assertThat(fixture.log).containsExactly("a@0 P0 SYSCALL", "a@5100 P0 10", "a@5110 P0 EXIT");
        P p = scheduler.ps().get(0);
        assertThat(p.schedtick).isEqualTo(1);
        assertThat(p.syscalltick).isEqualTo(1);
        assertThat(scheduler.cpuNanos()).isEqualTo(110);
    }

    /**
     * Ticks at 20 and 40 microseconds: the first sees the call, the second takes the P, since work waits. (A P's very first
     * call would be taken at the first tick, since the numbers that the monitor compares both start at 0.)
     */
    @Test
    void the_monitor_takes_a_p_from_a_long_system_call_at_its_second_look() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("caller")
                .then(syscall(0, 0, false))
                .then(syscall(0, 500_000, false))
                .run(10));
        fixture.go(fixture.script("other").run(2 * MS));
        fixture.run(5 * MS);
        assertThat(fixture.log)
                .startsWith(
                        "caller@0 P0 SYSCALL",
                        "caller@0 P0 SYSCALL",
                        "other@40000 P0 2000000",
                        "other@2040000 P0 EXIT",
                        "caller@2040000 P0 10");
        // The first call, and the second when the P was taken.
        assertThat(scheduler.ps().get(0).syscalltick).isEqualTo(2);
    }

    @Test
    void without_other_work_the_monitor_leaves_a_p_in_its_system_call_for_ten_milliseconds() {
        Scheduler scheduler = fixture.procs(2);
        g[0] = fixture.go(
                fixture.script("caller").then(syscall(0, 50 * MS, false)).run(10));
        fixture.run(9 * MS);
        assertThat(scheduler.ps().get(0).state()).isEqualTo(PState.SYSCALL);
        fixture.run(25 * MS);
        assertThat(scheduler.ps().get(0).state()).isEqualTo(PState.IDLE);
        fixture.run(60 * MS);
        // Back on an idle P, but with no new time slice: the monitor, woken by that, finds the old one 10 ms long.
        assertThat(fixture.log)
                .containsExactly(
                        "caller@0 P0 SYSCALL",
                        "caller@50000000 P0 10",
                        "caller@50000000 P0 preempted",
                        "caller@50000000 P0 left 10",
                        "caller@50000010 P0 EXIT");
    }

    @Test
    void a_blocking_system_call_gives_its_p_away_at_once() {
        fixture.procs(1);
        g[0] = fixture.go(fixture.script("caller").then(syscall(0, 1_000, true)).run(10));
        fixture.go(fixture.script("other").run(5_000));
        fixture.run(20_000);
        assertThat(fixture.log)
                .containsExactly(
                        "caller@0 P0 SYSCALL",
                        "other@0 P0 5000",
                        "other@5000 P0 EXIT",
                        "caller@5000 P0 10",
                        "caller@5010 P0 EXIT");
    }

    /**
     * Two goroutines yielded to the global queue, and a thread is on its way to the other P. The P goes on at once on a second
     * thread, which steals one of them; left idle, it would have to wait for the first thread to wake another.
     */
    @Test
    void a_p_that_is_given_away_goes_on_with_the_global_queue_though_a_thread_spins() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000).procs(2);
        g[0] = fixture.go(fixture.script("first")
                .then(() -> {
                    P mine = Runner.thread(g[0]).heldP();
                    g[1] = scheduler.newGoroutine(
                            fixture.script("caller").then(syscall(1, 100_000, true)), mine, false);
                    scheduler.newGoroutine(
                            fixture.script("second").then(() -> Execution.YIELD).run(10), mine, false);
                    return Execution.YIELD;
                })
                .run(50_000));
        fixture.run(50_000);
        assertThat(fixture.log)
                .containsExactly(
                        "first@5000 P0 YIELD",
                        "second@5000 P0 YIELD",
                        "caller@5000 P0 SYSCALL",
                        "first@10000 P1 50000",
                        "second@10000 P0 10",
                        "second@10010 P0 EXIT");
    }

    /** A goroutine locked to its thread is run by no other: the one that finds it hands its P over. */
    @Test
    void a_locked_goroutine_runs_on_its_own_thread_only() {
        Scheduler scheduler = fixture.procs(1);
        M[] seen = new M[2];
        g[0] = fixture.go(fixture.script("locked")
                .then(() -> {
                    scheduler.lockThread(g[0]);
                    seen[0] = Runner.thread(g[0]);
                    g[0].waitReason(WaitReason.CHAN_RECEIVE);
                    return Execution.BLOCK;
                })
                .then(() -> {
                    seen[1] = Runner.thread(g[0]);
                    scheduler.unlockThread(g[0]);
                    return 10;
                }));
        g[1] = fixture.go(fixture.script("waker").run(100).then(() -> {
            assertThat(Runner.thread(g[1])).isNotSameAs(seen[0]);
            scheduler.ready(g[0], scheduler.ps().get(0), true);
            return 50;
        }));
        fixture.run(1_000);
        assertThat(seen[1]).isSameAs(seen[0]);
        assertThat(fixture.log)
                .containsExactly(
                        "locked@0 P0 BLOCK",
                        "waker@0 P0 100",
                        "waker@100 P0 50",
                        "waker@150 P0 EXIT",
                        "locked@150 P0 10",
                        "locked@160 P0 EXIT");
        assertThat(scheduler.schedtrace(0).threads()).isEqualTo(3);
    }

    @Test
    void a_thread_ends_with_the_goroutine_that_did_not_unlock_it() {
        Scheduler scheduler = fixture.procs(1);
        g[0] = fixture.go(fixture.script("locked").then(() -> {
            scheduler.lockThread(g[0]);
            return 10;
        }));
        fixture.go(fixture.script("other").run(10));
        fixture.run(100);
        assertThat(fixture.log)
                .containsExactly("locked@0 P0 10", "locked@10 P0 EXIT", "other@10 P0 10", "other@20 P0 EXIT");
        // The first thread is gone: the monitor and the one that ran the other are left.
        assertThat(scheduler.schedtrace(0).threads()).isEqualTo(2);
    }
}
