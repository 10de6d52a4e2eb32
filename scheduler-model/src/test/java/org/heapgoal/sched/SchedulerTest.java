package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.junit.jupiter.api.Test;

/** Oracle: Go's scheduling rules ({@code proc.go}), worked by hand on machines where only what a test says costs anything. */
class SchedulerTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> log = new ArrayList<>();

    private Scheduler scheduler(int procs, int cores, MachineProfile profile, GoVersion version) {
        return new Scheduler(
                clock,
                new SchedulerConfig(version, procs, cores, 0, 0, profile, false, false),
                new StreamFactory(1, 0));
    }

    private Scheduler scheduler(int procs, int cores) {
        return scheduler(procs, cores, Profiles.free().profile(), GoVersion.GO_1_25);
    }

    private Script script(String name) {
        return new Script(name, log);
    }

    @Test
    void a_goroutine_runs_its_stretches_and_ends() {
        Scheduler scheduler = scheduler(1, 1);
        scheduler.newGoroutine(script("main").run(100).run(50), null, false);
        clock.runUntil(1_000);
        assertThat(log).containsExactly("main@0 P0 100", "main@100 P0 50", "main@150 P0 EXIT");
        assertThat(scheduler.cpuNanos()).isEqualTo(150);
        scheduler.checkInvariants();
    }

    @Test
    void switches_and_wake_ups_take_their_time() {
        Scheduler scheduler = scheduler(
                1,
                1,
                Profiles.free()
                        .with(Cost.THREAD_WAKE, 5_000)
                        .with(Cost.GOROUTINE_SWITCH, 200)
                        .profile(),
                GoVersion.GO_1_25);
        scheduler.newGoroutine(script("a").run(100), null, false);
        scheduler.newGoroutine(script("b").run(100), null, false);
        clock.runUntil(100_000);
        assertThat(log).containsExactly("a@5200 P0 100", "a@5300 P0 EXIT", "b@5500 P0 100", "b@5600 P0 EXIT");
    }

    @Test
    void a_goroutine_that_never_gets_on_is_named() {
        Scheduler scheduler = scheduler(1, 1);
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
        assertThatThrownBy(() -> clock.runUntil(10))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageContaining("G1")
                .hasMessageContaining("at 0 ns");
    }
}
