package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.junit.jupiter.api.Test;

/** Oracle: {@code proc.go: sysmon}, its delays worked by hand. */
class MonitorTest {
    private static final long MS = Fixture.MS;
    private final Fixture fixture = new Fixture();
    private final List<Long> ticks = new ArrayList<>();

    private Scheduler watched(Scheduler scheduler) {
        scheduler.attach(new Ticks(ticks));
        return scheduler;
    }

    @Test
    void a_busy_process_is_looked_at_every_20_microseconds_first_and_every_10_milliseconds_after_21() {
        watched(fixture.procs(1));
        fixture.go(fixture.loop("loop"));
        fixture.run(200 * MS);
        assertThat(ticks.subList(0, 3)).containsExactly(20_000L, 40_000L, 60_000L);
        // 51 ticks of 20 us, then 40, 80, 160, 320, 640, 1280, 2560, 5120 us and 10 ms for good.
        assertThat(ticks.subList(50, 61))
                .containsExactly(
                        1_020_000L,
                        1_060_000L,
                        1_140_000L,
                        1_300_000L,
                        1_620_000L,
                        2_260_000L,
                        3_540_000L,
                        6_100_000L,
                        11_220_000L,
                        21_220_000L,
                        31_220_000L);
    }

    @Test
    void an_idle_process_is_left_alone_for_a_minute() {
        watched(fixture.procs(2));
        fixture.run(130_000 * MS);
        // The first look at 20 us finds everybody idle and sleeps 60 s, works, waits 20 us and sleeps again.
        assertThat(ticks).containsExactly(60_000_020_000L, 120_000_040_000L);
    }

    @Test
    void a_system_call_ends_its_deep_sleep_and_resets_its_delay() {
        watched(fixture.procs(1));
        G[] g = new G[1];
        fixture.at(
                5 * MS,
                () -> g[0] = fixture.go(fixture.script("caller")
                        .then(() -> {
                            g[0].enterSyscall(1_000, false);
                            return Execution.SYSCALL;
                        })
                        .run(50_000)));
        fixture.run(6 * MS);
        assertThat(ticks).startsWith(5 * MS, 5 * MS + 20_000, 5 * MS + 40_000).hasSize(3);
    }

    @Test
    void with_schedtrace_on_it_never_sleeps_deeply() {
        VirtualClock clock = new VirtualClock();
        Scheduler scheduler = new Scheduler(
                clock,
                new SchedulerConfig(
                        GoVersion.GO_1_25, 1, 1, 0, 0, Profiles.free().profile(), false, true),
                new StreamFactory(1, 0));
        watched(scheduler);
        clock.runUntil(1_000 * MS);
        // 59 ticks until 11.22 ms, and one every 10 ms after that until 991.22 ms.
        assertThat(ticks).hasSize(59 + 98);
    }

    @Test
    void it_stands_still_while_the_process_is_throttled() {
        watched(fixture.quota(0.1).procs(1));
        fixture.go(fixture.loop("loop"));
        fixture.run(100 * MS - 1);
        // 10 ms of quota: the last tick before is that at 6.1 ms.
        assertThat(ticks).last().isEqualTo(6_100_000L);
        fixture.run(100 * MS + 1);
        assertThat(ticks).last().isEqualTo(100 * MS);
    }

    /** Writes down the instants of the ticks. */
    private static final class Ticks extends NoHooks {
        private final List<Long> ticks;

        Ticks(List<Long> ticks) {
            this.ticks = ticks;
        }

        @Override
        public void sysmon(long nowNanos) {
            ticks.add(nowNanos);
        }
    }
}
