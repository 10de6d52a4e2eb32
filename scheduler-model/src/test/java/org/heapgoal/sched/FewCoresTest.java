package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.machine.Cost;
import org.junit.jupiter.api.Test;

/** Ps on fewer cores, and under a CPU quota. Oracle: shares of time worked by hand. */
class FewCoresTest {
    private static final long MS = Fixture.MS;
    private final Fixture fixture = new Fixture();

    private List<Script> loops(int count, List<G> made) {
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Script script = fixture.loop("loop" + i);
            scripts.add(script);
            made.add(fixture.go(script));
        }
        return scripts;
    }

    /** Only an idle core has to be woken, too: a thread that finds all of them busy queues at once. */
    @Test
    void a_woken_thread_queues_at_once_where_no_core_is_idle() {
        Scheduler scheduler = fixture.cores(1)
                .cost(Cost.THREAD_WAKE, 5_000)
                .cost(Cost.OS_SLICE, 3_000_000)
                .procs(2);
        fixture.go(fixture.script("first").then(() -> {
            scheduler.newGoroutine(
                    fixture.script("second").run(10), scheduler.sched().allPs.get(0), false);
            return 100_000;
        }));
        List<Integer> queued = new ArrayList<>();
        fixture.at(5_001, () -> queued.add(scheduler.sched().cores.queued()));
        fixture.run(50_000);
        assertThat(queued).containsExactly(1);
    }

    @Test
    void four_ps_on_two_cores_run_for_half_of_the_time_each() {
        Scheduler scheduler = fixture.cores(2).cost(Cost.OS_SLICE, 3_000_000).procs(4);
        List<G> made = new ArrayList<>();
        List<Script> scripts = loops(4, made);
        fixture.run(1_200 * MS);
        made.forEach(scheduler::sync);
        assertThat(scripts).allSatisfy(script -> assertThat(script.ran()).isEqualTo(600 * MS));
        assertThat(scheduler.cpuNanos()).isEqualTo(2_400 * MS);
    }

    @Test
    void four_ps_on_four_cores_run_all_the_time() {
        Scheduler scheduler = fixture.cores(4).cost(Cost.THREAD_SWITCH, 2_000).procs(4);
        List<G> made = new ArrayList<>();
        List<Script> scripts = loops(4, made);
        fixture.run(1_200 * MS);
        made.forEach(scheduler::sync);
        assertThat(scripts).allSatisfy(script -> assertThat(script.ran()).isEqualTo(1_200 * MS));
        assertThat(made).allSatisfy(g -> assertThat(g.descheduledNanos).isZero());
    }

    @Test
    void waiting_for_a_core_counts_as_descheduled() {
        Scheduler scheduler = fixture.cores(1).cost(Cost.OS_SLICE, 3_000_000).procs(2);
        G first = fixture.go(fixture.script("first").run(4 * MS).then(() -> Execution.BLOCK));
        G second = fixture.go(fixture.script("second").run(2 * MS).then(() -> Execution.BLOCK));
        fixture.run(20 * MS);
        // A thread that wakes on one core waits for Linux's least slice. first: 0 to 0.7 ms and 2.7 to 6. second
        // waits for its thread's first turn, as runnable, and runs from 0.7 to 2.7.
        assertThat(first.descheduledNanos).isEqualTo(2 * MS);
        assertThat(second.runnableNanos).isEqualTo(700_000);
        assertThat(second.descheduledNanos).isZero();
        assertThat(scheduler.cpuNanos()).isEqualTo(6 * MS);
    }

    @Test
    void a_quota_stops_all_threads_and_counts_as_throttled() {
        Scheduler scheduler = fixture.quota(1).procs(4);
        List<G> made = new ArrayList<>();
        List<Script> scripts = loops(4, made);
        fixture.run(1_000 * MS);
        made.forEach(scheduler::sync);
        assertThat(scripts).allSatisfy(script -> assertThat(script.ran()).isEqualTo(250 * MS));
        assertThat(scheduler.throttledNanos()).isEqualTo(750 * MS);
        assertThat(scheduler.throttledPeriods()).isEqualTo(10);
    }

    @Test
    void a_quota_that_changes_at_run_time_holds_from_then_on() {
        Scheduler scheduler = fixture.quota(1).procs(2);
        List<G> made = new ArrayList<>();
        List<Script> scripts = loops(2, made);
        fixture.at(500 * MS, () -> scheduler.setQuota(0.5, 50 * MS));
        fixture.run(1_000 * MS);
        made.forEach(scheduler::sync);
        // 5 periods with 50 ms each, then 10 with 12.5 ms.
        assertThat(scripts).allSatisfy(script -> assertThat(script.ran()).isEqualTo(375 * MS));
    }
}
