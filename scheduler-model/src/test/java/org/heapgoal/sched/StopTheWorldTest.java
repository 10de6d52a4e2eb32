package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.machine.Cost;
import org.junit.jupiter.api.Test;

/** Oracle: {@code stopTheWorldWithSema}, {@code startTheWorldWithSema}, {@code procresize}; times worked by hand. */
class StopTheWorldTest {
    private final Fixture fixture = new Fixture();
    private final List<WorldStop> stops = new ArrayList<>();
    private final G[] stopper = new G[1];

    /** Runs, stops the world, works a while in it, starts it, and runs again. */
    private Script stopping(Scheduler scheduler, long before, long work, Runnable inside) {
        return fixture.script("stopper")
                .run(before)
                .then(() -> {
                    scheduler.stopTheWorld(StopReason.GC_MARK_TERMINATION, stopper[0], stop -> {
                        stops.add(stop);
                        scheduler.release(stopper[0]);
                    });
                    return Execution.HOLD;
                })
                .run(work)
                .then(() -> {
                    inside.run();
                    scheduler.startTheWorld();
                    return 10;
                });
    }

    @Test
    void the_world_stands_still_when_the_slowest_goroutine_has_reached_its_safe_point() {
        Scheduler scheduler = fixture.cost(Cost.PREEMPT_SIGNAL, 2_000)
                .cost(Cost.STOP_WORLD, 1_000)
                .cost(Cost.STOP_WORLD_P, 50)
                .procs(4);
        stopper[0] = fixture.go(stopping(scheduler, 10_000, 30_000, () -> {}));
        fixture.go(fixture.loop("near").safePoint(500));
        fixture.go(fixture.loop("far").safePoint(8_000));
        fixture.run(100_000);
        // Asked at 10 us: the stopper's P and the idle one stand still at once, "near" at 12 us (the signal), "far" at
        // 18 us.
        // 1.2 us of fixed and per-P cost follow: 19.2 us. 2 x 9.2 + 7.2 + 1.2 = 26.8 us of stopping.
        assertThat(stops).containsExactly(new WorldStop(StopReason.GC_MARK_TERMINATION, 10_000, 19_200, 26_800));
        assertThat(fixture.log)
                .contains(
                        "near@12000 P1 preempted",
                        "far@18000 P2 preempted",
                        "stopper@19200 P0 30000",
                        "stopper@49200 P0 10");
        assertThat(fixture.log.stream().filter(line -> line.contains("@49200 ") && line.contains("left")))
                .hasSize(2);
    }

    /** {@code sched.stopnote}: the stopper's thread sleeps until the last P stands still, and has to be woken. */
    @Test
    void a_stop_that_waits_for_another_p_ends_when_the_stoppers_thread_is_awake_again() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000)
                .cost(Cost.STOP_RUNNING, 5_000)
                .procs(2);
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 2_000, () -> {}));
        fixture.go(fixture.script("other").safePoint(700).run(20_000));
        fixture.run(60_000);
        // Both start at 5 us. Asked at 6 us, the other stands still at 6.7, the thread runs at 11.7: 5.7 + 5 us of
        // stopping.
        assertThat(stops).containsExactly(new WorldStop(StopReason.GC_MARK_TERMINATION, 6_000, 11_700, 10_700));
    }

    @Test
    void a_stop_that_finds_the_other_ps_idle_wakes_nobody() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000)
                .cost(Cost.STOP_RUNNING, 5_000)
                .procs(4);
        stopper[0] = fixture.go(stopping(scheduler, 20_000, 2_000, () -> {}));
        fixture.run(60_000);
        assertThat(stops).containsExactly(new WorldStop(StopReason.GC_MARK_TERMINATION, 25_000, 25_000, 0));
    }

    @Test
    void the_pause_is_told_and_counted_on_the_goroutines_that_waited() {
        Scheduler scheduler = fixture.procs(2);
        List<String> pauses = new ArrayList<>();
        scheduler.attach(new RecordingHooks(pauses));
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 5_000, () -> {}));
        G loop = fixture.go(fixture.loop("loop").safePoint(400));
        fixture.run(20_000);
        assertThat(pauses).containsExactly("GC mark termination 400 5400");
        assertThat(loop.stoppedNanos).isEqualTo(5_000);
        assertThat(loop.runnableNanos).isZero();
    }

    @Test
    void ps_in_system_calls_are_taken_at_once_and_their_goroutines_wait() {
        Scheduler scheduler = fixture.procs(2);
        G[] caller = new G[1];
        caller[0] = fixture.go(fixture.script("caller")
                .then(() -> {
                    caller[0].enterSyscall(3_000, false);
                    return Execution.SYSCALL;
                })
                .run(10));
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 5_000, () -> {}));
        fixture.run(20_000);
        assertThat(stops).containsExactly(new WorldStop(StopReason.GC_MARK_TERMINATION, 1_000, 1_000, 0));
        assertThat(fixture.log).contains("caller@6000 P0 10");
    }

    @Test
    void the_goroutine_that_stopped_the_world_is_not_preempted_before_it_runs_again() {
        Scheduler scheduler = fixture.procs(1);
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 50 * Fixture.MS, () -> {}));
        fixture.at(900, () -> scheduler.preempt(scheduler.ps().get(0)));
        fixture.at(2_000, () -> scheduler.preempt(scheduler.ps().get(0)));
        fixture.run(80 * Fixture.MS);
        assertThat(fixture.log).contains("stopper@1000 P0 HOLD", "stopper@1000 P0 50000000", "stopper@50001000 P0 10");
    }

    @Test
    void starting_the_world_costs_its_goroutine_time() {
        Scheduler scheduler = fixture.cost(Cost.START_WORLD, 700)
                .cost(Cost.START_WORLD_P, 100)
                .procs(3);
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 0, () -> {}));
        fixture.run(20_000);
        assertThat(fixture.log).containsSubsequence("stopper@1000 P0 0", "stopper@1000 P0 10", "stopper@2010 P0 EXIT");
    }

    @Test
    void a_second_stop_while_the_world_is_stopping_is_refused() {
        Scheduler scheduler = fixture.procs(2);
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 5_000, () -> {}));
        G other = fixture.go(fixture.loop("other").safePoint(Execution.NOT_PREEMPTIBLE));
        fixture.run(2_000);
        assertThatThrownBy(() -> scheduler.stopTheWorld(StopReason.READ_MEM_STATS, other, stop -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("G2")
                .hasMessageContaining("by G1");
        assertThatThrownBy(scheduler::startTheWorld)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not stopped yet");
    }

    @Test
    void with_fewer_ps_the_queues_of_the_lost_ones_go_to_the_global_head_in_order() {
        Scheduler scheduler = fixture.procs(2);
        List<String> told = new ArrayList<>();
        scheduler.attach(new RecordingHooks(told));
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 100, () -> {
            P lost = scheduler.sched().allPs.get(1);
            for (long id = 100; id < 104; id++) {
                G g = new G(id, false);
                scheduler.sched().markRunnable(g);
                scheduler.sched().putLocal(lost, g, id == 103);
            }
            scheduler.sched().runq.add(queued(scheduler, 200));
            scheduler.setMaxProcs(1);
        }));
        fixture.at(1_099, () -> assertThat(scheduler.maxProcs()).isEqualTo(2));
        fixture.clock.runUntil(1_100);
        List<Long> global = new ArrayList<>();
        for (G g = scheduler.sched().runq.first(); g != null; g = g.queueNext) {
            global.add(g.id());
        }
        assertThat(global).containsExactly(103L, 100L, 101L, 102L, 200L);
        assertThat(scheduler.maxProcs()).isEqualTo(1);
        assertThat(scheduler.ps()).hasSize(1);
        assertThat(told).contains("destroyed P1", "2 to 1");
        // Two Ps for 1.1 us, then one.
        assertThat(scheduler.totalProcNanos()).isEqualTo(2_200);
    }

    private static G queued(Scheduler scheduler, long id) {
        G g = new G(id, false);
        scheduler.sched().markRunnable(g);
        return g;
    }

    @Test
    void with_more_ps_waiting_goroutines_spread_over_them() {
        Scheduler scheduler = fixture.procs(1);
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 100, () -> scheduler.setMaxProcs(4)));
        for (int i = 0; i < 3; i++) {
            fixture.go(fixture.loop("loop" + i));
        }
        fixture.run(10_000);
        assertThat(scheduler.maxProcs()).isEqualTo(4);
        assertThat(fixture.log.stream().filter(line -> line.startsWith("loop"))).hasSize(3);
        assertThat(scheduler.idlePs()).isEqualTo(1);
    }

    /** With fewer cores than threads a P can only stop when its thread gets a core again. */
    @Test
    void a_stop_waits_for_a_thread_that_has_no_core() {
        Scheduler scheduler = fixture.cores(1).cost(Cost.OS_SLICE, 3_000_000).procs(2);
        G loop = fixture.go(fixture.loop("loop").safePoint(40_000));
        stopper[0] = fixture.go(stopping(scheduler, 1_000, 100, () -> {}));
        fixture.run(10_000_000);
        // The loop has the core until the stopper's thread, which wakes, has waited for Linux's least slice of 0.7
        // ms, then the stopper for 1 us. It waits without the core, which the loop gets back for the 40 us to its
        // safe point.
        assertThat(stops).containsExactly(new WorldStop(StopReason.GC_MARK_TERMINATION, 701_000, 741_000, 40_000));
        assertThat(loop.descheduledNanos).isEqualTo(1_000);
    }

    /** Writes down what the scheduler tells. */
    private static final class RecordingHooks extends NoHooks {
        private final List<String> told;

        RecordingHooks(List<String> told) {
            this.told = told;
        }

        @Override
        public void destroyed(P p, long nowNanos) {
            told.add("destroyed P" + p.id());
        }

        @Override
        public void maxProcsChanged(int before, int now, long nowNanos) {
            told.add(before + " to " + now);
        }

        @Override
        public void paused(StopReason reason, long stoppingNanos, long totalNanos) {
            told.add(reason.text() + " " + stoppingNanos + " " + totalNanos);
        }
    }
}
