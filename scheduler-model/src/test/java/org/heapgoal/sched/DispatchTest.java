package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: Go's scheduling rules ({@code proc.go}), worked by hand on machines where only what a test says costs anything. */
class DispatchTest {
    private static final long MS = Fixture.MS;
    private final Fixture fixture = new Fixture();

    @Test
    void a_goroutine_runs_its_stretches_and_ends() {
        Scheduler scheduler = fixture.procs(1);
        fixture.go(fixture.script("main").run(100).run(50));
        fixture.run(1_000);
        assertThat(fixture.log).containsExactly("main@0 P0 100", "main@100 P0 50", "main@150 P0 EXIT");
        assertThat(scheduler.cpuNanos()).isEqualTo(150);
    }

    @Test
    void switches_and_wake_ups_take_their_time() {
        fixture.cost(Cost.THREAD_WAKE, 5_000).cost(Cost.GOROUTINE_SWITCH, 200).procs(1);
        G a = fixture.go(fixture.script("a").run(100));
        G b = fixture.go(fixture.script("b").run(100));
        fixture.run(100_000);
        assertThat(fixture.log).containsExactly("a@5200 P0 100", "a@5300 P0 EXIT", "b@5500 P0 100", "b@5600 P0 EXIT");
        assertThat(a.runnableNanos).isEqualTo(5_000);
        assertThat(b.runnableNanos).isEqualTo(5_300);
    }

    @Test
    void a_goroutine_that_never_gets_on_is_named() {
        Scheduler scheduler = fixture.procs(1);
        scheduler.newGoroutine(
                new Execution() {
                    @Override
                    public long next(G g, P p, long nowNanos) {
                        return 0;
                    }

                    @Override
                    public void ran(G g, P p, long cpuNanos) {}
                },
                null,
                false);
        assertThatThrownBy(() -> fixture.clock.runUntil(10))
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("G1")
                .hasMessageContaining("at 0 ns");
    }

    @Test
    void executions_call_and_return_without_taking_time() {
        fixture.procs(1);
        Script outer = fixture.script("outer");
        G[] g = new G[1];
        outer.run(10)
                .then(() -> {
                    g[0].call(fixture.script("inner").run(5).then(() -> Execution.RETURN));
                    return Execution.CALL;
                })
                .run(20);
        g[0] = fixture.go(outer);
        fixture.run(100);
        assertThat(fixture.log)
                .containsExactly(
                        "outer@0 P0 10",
                        "outer@10 P0 CALL",
                        "inner@10 P0 5",
                        "inner@15 P0 RETURN",
                        "outer@15 P0 20",
                        "outer@35 P0 EXIT");
    }

    /** newproc puts the new one into runnext: it runs next, before those that wait longer, and the displaced one queues. */
    @Test
    void a_new_goroutine_runs_next_on_its_p() {
        Scheduler scheduler = fixture.procs(1);
        P p = scheduler.ps().get(0);
        fixture.go(fixture.script("main").then(() -> {
            for (String name : List.of("a", "b", "c")) {
                scheduler.newGoroutine(fixture.script(name), p, false);
            }
            return 10;
        }));
        fixture.run(100);
        assertThat(fixture.log)
                .containsExactly("main@0 P0 10", "main@10 P0 EXIT", "c@10 P0 EXIT", "a@10 P0 EXIT", "b@10 P0 EXIT");
        // main, a and b count; c came from runnext.
        assertThat(p.schedtick()).isEqualTo(3);
    }

    @Test
    void yielding_goes_behind_everybody_and_goyield_only_behind_the_local_queue() {
        Scheduler scheduler = fixture.procs(1);
        P p = scheduler.ps().get(0);
        fixture.go(fixture.script("main").then(() -> {
            scheduler.newGoroutine(fixture.script("b").then(() -> Execution.GOYIELD), p, false);
            scheduler.newGoroutine(fixture.script("a").then(() -> Execution.YIELD), p, false);
            return 10;
        }));
        fixture.run(100);
        assertThat(fixture.log)
                .containsExactly(
                        "main@0 P0 10",
                        "main@10 P0 EXIT",
                        "a@10 P0 YIELD",
                        "b@10 P0 GOYIELD",
                        "b@10 P0 EXIT",
                        "a@10 P0 EXIT");
    }

    /** Every 61st scheduling decision takes from the global queue, so that two locals cannot starve it. */
    @Test
    void the_global_queue_gets_every_61st_turn() {
        Scheduler scheduler = fixture.procs(1);
        P p = scheduler.ps().get(0);
        int[] turns = new int[1];
        Execution local = new Execution() {
            private boolean due;

            @Override
            public long next(G g, P on, long nowNanos) {
                due = !due;
                if (due) {
                    turns[0]++;
                    return 10;
                }
                return GOYIELD;
            }

            @Override
            public void ran(G g, P on, long cpuNanos) {}
        };
        fixture.go(fixture.script("main").then(() -> {
            scheduler.newGoroutine(local, p, false);
            scheduler.newGoroutine(fixture.script("global").then(() -> Execution.YIELD), p, false);
            return 10;
        }));
        fixture.clock.runUntil(5_000);
        // main has tick 1, global leaves from runnext without one, local takes ticks 2 to 61; at tick 61 it is global's
        // turn.
        assertThat(fixture.log).last().isEqualTo("global@610 P0 EXIT");
        assertThat(turns[0]).isGreaterThan(100);
    }

    /** A chain of runnext hand-offs shares one time slice, so that the others get their turn after 10 ms. */
    @Test
    void a_pair_that_hands_over_through_runnext_is_preempted_like_one_goroutine() {
        Scheduler scheduler = fixture.procs(1);
        P p = scheduler.ps().get(0);
        G[] pair = new G[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            pair[i] = scheduler.newGoroutine(
                    new Execution() {
                        private boolean ran;

                        @Override
                        public long next(G g, P on, long nowNanos) {
                            ran = !ran;
                            if (ran) {
                                return 1_000;
                            }
                            if (pair[other].state() == GState.WAITING) {
                                scheduler.ready(pair[other], p, true);
                            }
                            g.waitReason(WaitReason.CHAN_RECEIVE);
                            return BLOCK;
                        }

                        @Override
                        public void ran(G g, P on, long cpuNanos) {}

                        @Override
                        public void preempted(G g, P on, long nowNanos) {
                            ran = !ran;
                        }
                    },
                    null,
                    false);
        }
        fixture.go(fixture.script("third").run(10));
        fixture.clock.runUntil(100 * MS);
        String first = fixture.log.get(0);
        long started = Long.parseLong(first.substring("third@".length(), first.indexOf(' ')));
        assertThat(started).isBetween(10 * MS, 25 * MS);
    }

    @Test
    void a_goroutine_that_runs_on_is_preempted_after_ten_milliseconds() {
        fixture.cost(Cost.PREEMPT_SIGNAL, 3_000).procs(1);
        Script loop = fixture.loop("loop");
        fixture.go(loop);
        fixture.go(fixture.script("other").run(10));
        fixture.run(40 * MS);
        // The monitor ticks every 20 us 51 times, from the first, at 20 us, on: it sees the slice then. From tick 52 on
        // its delay
        // doubles: it looks at 1060, 1140, 1300, 1620, 2260, 3540, 6100, 11220 us, and there 10 ms have passed.
        assertThat(fixture.log)
                .contains("loop@11223000 P0 preempted", "other@11223000 P0 10", "other@11223010 P0 EXIT");
    }

    @Test
    void without_asynchronous_preemption_a_loop_without_calls_is_not_preempted() {
        fixture.asyncPreemptOff().procs(1);
        fixture.go(fixture.script("loop").safePoint(Execution.NOT_PREEMPTIBLE).run(50 * MS));
        fixture.go(fixture.script("other").run(10));
        fixture.run(100 * MS);
        assertThat(fixture.log).contains("loop@50000000 P0 preempted", "other@50000000 P0 10");
    }

    @Test
    void a_preemption_waits_for_the_next_safe_point() {
        Scheduler scheduler = fixture.cost(Cost.PREEMPT_SIGNAL, 200).procs(1);
        fixture.go(fixture.script("a").safePoint(700).run(5_000));
        fixture.go(fixture.script("b").safePoint(100).run(5_000));
        fixture.at(1_000, () -> scheduler.preempt(scheduler.ps().get(0)));
        fixture.at(2_000, () -> scheduler.preempt(scheduler.ps().get(0)));
        fixture.run(4_000);
        assertThat(fixture.log)
                .containsExactly(
                        "a@0 P0 5000",
                        "a@1700 P0 preempted",
                        "b@1700 P0 5000",
                        "b@2200 P0 preempted",
                        "a@2200 P0 left 3300");
    }

    @Test
    void an_idle_p_is_woken_for_a_new_goroutine_and_steals_it() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000).procs(4);
        fixture.go(fixture.script("main").then(() -> {
            P p = scheduler.sched().allPs.get(0);
            scheduler.newGoroutine(fixture.script("a").run(10), p, false);
            scheduler.newGoroutine(fixture.script("b").run(10), p, false);
            return 100_000;
        }));
        fixture.run(50_000);
        // main starts at 5 us; a, displaced from runnext, is stolen when the woken thread runs at 10 us. That thread
        // has found work
        // and wakes another, at 15 us, which leaves b alone for 3 us since P0 runs.
        assertThat(fixture.log.subList(1, 5))
                .containsExactly("a@10000 P1 10", "a@10010 P1 EXIT", "b@13010 P1 10", "b@13020 P1 EXIT");
    }

    /** Of three, a thief takes the older two, runs the second of them first and queues the other. */
    @Test
    void a_thief_takes_half_rounded_up_and_runs_the_last_of_it() {
        Scheduler scheduler = fixture.cost(Cost.THREAD_WAKE, 5_000).procs(2);
        fixture.go(fixture.script("main").then(() -> {
            P p = scheduler.ps().get(0);
            for (String name : List.of("a", "b", "c", "next")) {
                scheduler.newGoroutine(fixture.script(name).run(10), p, false);
            }
            return 10_000;
        }));
        fixture.run(10_015);
        assertThat(fixture.log)
                .containsExactly("main@5000 P0 10000", "b@10000 P1 10", "b@10010 P1 EXIT", "a@10010 P1 10");
        assertThat(scheduler.ps().get(0).queue.size()).isEqualTo(1);
    }

    @Test
    void a_sync_reports_what_has_run_and_a_reconsidered_goroutine_decides_anew() {
        Scheduler scheduler = fixture.procs(1);
        Script script = fixture.script("a").run(1_000);
        G g = fixture.go(script);
        fixture.at(300, () -> {
            scheduler.sync(g);
            assertThat(script.ran()).isEqualTo(300);
        });
        fixture.at(400, () -> scheduler.reconsider(g));
        fixture.run(2_000);
        assertThat(fixture.log).containsExactly("a@0 P0 1000", "a@400 P0 left 600", "a@1000 P0 EXIT");
    }

    @Test
    void a_goroutine_that_does_not_wait_cannot_be_made_runnable() {
        Scheduler scheduler = fixture.procs(1);
        G g = fixture.go(fixture.loop("a"));
        fixture.run(10);
        assertThatThrownBy(() -> scheduler.ready(g, null, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("G1")
                .hasMessageContaining("RUNNING");
    }

    @Test
    void with_user_goroutines_disabled_only_the_runtimes_own_run() {
        Scheduler scheduler = fixture.procs(2);
        fixture.at(0, () -> scheduler.enableUser(false));
        fixture.at(1, () -> fixture.go(fixture.script("user").run(10)));
        fixture.at(2, () -> scheduler.newGoroutine(fixture.script("system").run(10), null, true));
        fixture.at(500, () -> scheduler.enableUser(true));
        fixture.run(1_000);
        assertThat(fixture.log).hasSize(4);
        assertThat(fixture.log.get(0)).startsWith("system@2 ");
        assertThat(fixture.log.get(2)).startsWith("user@500 ");
    }

    @Test
    void bulk_wake_ups_start_idle_ps_and_fill_the_local_queue() {
        Scheduler scheduler = fixture.procs(4);
        List<G> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(fixture.go(
                    fixture.script("g" + i).then(() -> Execution.BLOCK).run(1_000)));
        }
        fixture.at(1_000, () -> fixture.go(fixture.loop("main")));
        fixture.at(2_000, () -> {
            P p = busy(scheduler);
            scheduler.inject(waiting, p);
            assertThat(scheduler.sched().runq.size()).isEqualTo(3);
            assertThat(p.queue.size()).isEqualTo(3);
            assertThat(scheduler.idlePs()).isZero();
        });
        fixture.run(20_000);
        assertThat(fixture.log.stream().filter(line -> line.contains("EXIT"))).hasSize(6);
    }

    private static P busy(Scheduler scheduler) {
        for (P p : scheduler.ps()) {
            if (p.running() != null) {
                return p;
            }
        }
        throw new AssertionError("no P runs anything");
    }

    @Test
    void mark_workers_come_first_and_idle_ones_last() {
        Scheduler scheduler = fixture.procs(1);
        G[] workers = new G[2];
        workers[0] = scheduler.newGoroutine(
                fixture.script("dedicated").then(() -> Execution.BLOCK).run(100), null, true);
        workers[1] = scheduler.newGoroutine(
                fixture.script("idle").then(() -> Execution.BLOCK).run(100), null, true);
        fixture.run(10);
        fixture.log.clear();
        scheduler.attach(new Workers(workers[0], workers[1]));
        fixture.at(20, () -> {
            fixture.go(fixture.script("user1").run(50));
            fixture.go(fixture.script("user2").run(50));
        });
        fixture.run(1_000);
        assertThat(fixture.log.stream().filter(line -> !line.contains("EXIT")))
                .containsExactly("dedicated@20 P0 100", "user1@120 P0 50", "user2@170 P0 50", "idle@220 P0 100");
    }

    /** Gives out each of two workers once. */
    private static final class Workers extends NoHooks {
        private @Nullable G dedicated;
        private @Nullable G idle;

        Workers(G dedicated, G idle) {
            this.dedicated = dedicated;
            this.idle = idle;
        }

        @Override
        public boolean blackening() {
            return true;
        }

        @Override
        public @Nullable G gcWorker(P p, long nowNanos) {
            G g = dedicated;
            dedicated = null;
            return g;
        }

        @Override
        public @Nullable G idleGcWorker(P p, long nowNanos) {
            G g = idle;
            idle = null;
            return g;
        }

        @Override
        public boolean markWorkAvailable() {
            return idle != null;
        }
    }

    @Test
    void before_1_26_a_goroutine_preempted_for_a_stop_goes_to_the_global_queue_and_after_that_to_runnext() {
        for (GoVersion version : List.of(GoVersion.GO_1_25, GoVersion.GO_1_26)) {
            Fixture two = new Fixture().version(version);
            Scheduler scheduler = two.procs(2);
            G stopper = two.go(two.script("stopper").run(1_000).then(() -> Execution.HOLD));
            two.go(two.loop("loop"));
            two.at(500, () -> scheduler.stopTheWorld(StopReason.READ_MEM_STATS, stopper, stop -> {}));
            two.run(600);
            assertThat(scheduler.sched().runq.size()).isEqualTo(version == GoVersion.GO_1_26 ? 0 : 1);
        }
    }
}
