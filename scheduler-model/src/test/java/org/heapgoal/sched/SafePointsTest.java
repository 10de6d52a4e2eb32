package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.machine.Cost;
import org.junit.jupiter.api.Test;

/** Oracle: {@code proc.go: forEachP}; times worked by hand. */
class SafePointsTest {
    private final Fixture fixture = new Fixture();
    private final G[] asker = new G[1];
    private final List<Boolean> waited = new ArrayList<>();

    private Script asking(Scheduler scheduler, long before) {
        return fixture.script("asker")
                .run(before)
                .then(() -> {
                    boolean waits = scheduler.passSafePoints(asker[0]);
                    waited.add(waits);
                    return waits ? Execution.HOLD : 10;
                })
                .run(10);
    }

    @Test
    void the_asker_goes_on_when_the_slowest_goroutine_has_reached_its_safe_point_and_its_thread_is_woken() {
        Scheduler scheduler = fixture.cost(Cost.PREEMPT_SIGNAL, 2_000)
                .cost(Cost.STOP_RUNNING, 5_000)
                .procs(4);
        asker[0] = fixture.go(asking(scheduler, 10_000));
        fixture.go(fixture.loop("near").safePoint(500));
        fixture.go(fixture.loop("far").safePoint(8_000));
        fixture.run(100_000);
        // Asked at 10 us; "near" passes at 12 us, "far" at 18 us; both go on at once. The asker's thread needs 5 us
        // more.
        assertThat(waited).containsExactly(true);
        assertThat(fixture.log)
                .contains("near@12000 P1 preempted", "far@18000 P2 preempted", "asker@23000 P0 10")
                .anyMatch(line -> line.startsWith("near@12000") && line.contains("left"))
                .anyMatch(line -> line.startsWith("far@18000") && line.contains("left"));
    }

    @Test
    void idle_ps_pass_at_once() {
        Scheduler scheduler = fixture.cost(Cost.STOP_RUNNING, 5_000).procs(4);
        asker[0] = fixture.go(asking(scheduler, 10_000));
        fixture.run(100_000);
        assertThat(waited).containsExactly(false);
        assertThat(fixture.log).contains("asker@10000 P0 10");
    }

    /** Two Ps on one core: the other one's thread waits for the core and passes only when the asker's has left it. */
    @Test
    void a_p_whose_thread_has_no_core_passes_when_it_gets_one() {
        Scheduler scheduler = fixture.cores(1)
                .cost(Cost.OS_SLICE, 3_000_000)
                .cost(Cost.PREEMPT_SIGNAL, 2_000)
                .procs(2);
        fixture.go(fixture.loop("loop").safePoint(40_000));
        asker[0] = fixture.go(asking(scheduler, 1_000));
        fixture.run(10_000_000);
        // The asker's thread wakes and gets the core after 0.7 ms, asks 1 us later, and leaves the core to the loop,
        // which passes 40 us on and keeps the core until the asker's thread, awake again, has waited 0.7 ms from when
        // it came.
        assertThat(waited).containsExactly(true);
        assertThat(fixture.log).contains("loop@741000 P0 preempted", "asker@1401000 P1 10");
    }
}
