package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;

/** Oracle: invariants of the scheduler, and its own slower form. */
class SchedulerProperties {
    private static final long LENGTH_NANOS = 3_000_000;

    @Property(tries = 250)
    void invariants_hold_after_every_event(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 64) int procs,
            @ForAll @IntRange(min = 1, max = 8) int cores,
            @ForAll @DoubleRange(min = 0, max = 3) double quota,
            @ForAll GoVersion version,
            @ForAll boolean free) {
        RandomPrograms programs = new RandomPrograms(seed, procs, cores, quota < 1 ? 0 : quota, version, free, true);
        while (programs.clock.nowNanos() < LENGTH_NANOS / 2 && programs.clock.step()) {
            programs.scheduler.checkInvariants();
        }
        assertThat(programs.journal).hasSizeGreaterThan(20);
    }

    /** Oracle: the same run with each stretch's end as an event of the clock. */
    @Property(tries = 200)
    void advancing_the_clock_inline_changes_nothing(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 16) int procs,
            @ForAll @IntRange(min = 1, max = 8) int cores,
            @ForAll @DoubleRange(min = 0, max = 3) double quota,
            @ForAll boolean free) {
        double used = quota < 1 ? 0 : quota;
        RandomPrograms inline = new RandomPrograms(seed, procs, cores, used, GoVersion.GO_1_25, free, true);
        RandomPrograms byEvents = new RandomPrograms(seed, procs, cores, used, GoVersion.GO_1_25, free, true);
        byEvents.scheduler.inlineAdvance(false);
        inline.clock.runUntil(LENGTH_NANOS);
        byEvents.clock.runUntil(LENGTH_NANOS);
        assertThat(inline.journal).isEqualTo(byEvents.journal);
        assertThat(inline.scheduler.digest()).isEqualTo(byEvents.scheduler.digest());
        assertThat(inline.scheduler.cpuNanos()).isEqualTo(byEvents.scheduler.cpuNanos());
        assertThat(inline.clock.digest().count())
                .isLessThanOrEqualTo(byEvents.clock.digest().count());
    }

    /** Two runs of one seed do the same; two seeds do not. */
    @Property(tries = 50)
    void a_run_is_a_function_of_its_inputs(@ForAll @IntRange(min = 1, max = 16) int procs, @ForAll int seed) {
        RandomPrograms one = new RandomPrograms(seed, procs, 4, 0, GoVersion.GO_1_25, false, true);
        RandomPrograms same = new RandomPrograms(seed, procs, 4, 0, GoVersion.GO_1_25, false, true);
        RandomPrograms other = new RandomPrograms(seed + 1L, procs, 4, 0, GoVersion.GO_1_25, false, true);
        one.clock.runUntil(LENGTH_NANOS);
        same.clock.runUntil(LENGTH_NANOS);
        other.clock.runUntil(LENGTH_NANOS);
        assertThat(one.scheduler.digest()).isEqualTo(same.scheduler.digest());
        assertThat(one.clock.digest().value()).isEqualTo(same.clock.digest().value());
        assertThat(one.scheduler.digest()).isNotEqualTo(other.scheduler.digest());
    }

    /** What threads had of the cores is what executions were told of, plus switches, system entries and charges. */
    @Property(tries = 200)
    void cpu_time_is_conserved(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 32) int procs,
            @ForAll @IntRange(min = 1, max = 8) int cores,
            @ForAll @DoubleRange(min = 0, max = 3) double quota) {
        RandomPrograms programs =
                new RandomPrograms(seed, procs, cores, quota < 1 ? 0 : quota, GoVersion.GO_1_25, false, true);
        programs.clock.runUntil(LENGTH_NANOS);
        programs.quieten();
        programs.clock.runUntil(100 * LENGTH_NANOS);
        Sched s = programs.scheduler.sched();
        long paid = s.cores.chargedNanos();
        for (M m : s.allMs) {
            paid -= s.cores.owedNanos(m);
        }
        assertThat(s.cores.onCores()).as("threads that still run").isZero();
        assertThat(s.runner.runNanos()).isEqualTo(programs.ranNanos());
        assertThat(programs.scheduler.cpuNanos()).isEqualTo(programs.ranNanos() + s.runner.overheadNanos() + paid);
    }

    /** Where only running takes time, a goroutine's life is its CPU time and what held it up, to the nanosecond. */
    @Property(tries = 200)
    void what_holds_a_goroutine_up_adds_up(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 16) int procs,
            @ForAll @IntRange(min = 1, max = 4) int cores,
            @ForAll @DoubleRange(min = 0, max = 3) double quota) {
        Fixture fixture =
                new Fixture().cores(cores).quota(quota < 1 ? 0 : quota / 20).cost(Cost.OS_SLICE, 200_000);
        Scheduler scheduler = fixture.procs(procs);
        List<Busy> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Busy busy = new Busy(new SplittableRandom(seed + i), scheduler);
            all.add(busy);
            scheduler.newGoroutine(busy, null, false);
        }
        fixture.clock.runUntil(2_000 * Fixture.MS);
        assertThat(all).allSatisfy(busy -> assertThat(busy.accountedNanos).isEqualTo(busy.endedNanos));
        assertThat(all).extracting(busy -> busy.endedNanos).doesNotContain(-1L);
    }

    /** Runs and yields; one that stops the world does not count its own stops, since it is held and not in anybody's way. */
    private static final class Busy extends Execution {
        private final SplittableRandom random;
        private final Scheduler scheduler;
        private int steps = 40;
        private long left;
        private long ran;
        private long heldSince = -1;
        private long held;
        private boolean stopped;
        private long endedNanos = -1;
        private long accountedNanos;

        Busy(SplittableRandom random, Scheduler scheduler) {
            this.random = random;
            this.scheduler = scheduler;
        }

        @Override
        public long next(G g, P p, long nowNanos) {
            if (stopped) {
                stopped = false;
                held += nowNanos - heldSince;
                scheduler.startTheWorld();
            }
            if (left > 0) {
                return left;
            }
            if (--steps < 0) {
                endedNanos = nowNanos;
                accountedNanos = ran + held + g.runnableNanos + g.descheduledNanos + g.throttledNanos + g.stoppedNanos;
                return EXIT;
            }
            int choice = random.nextInt(10);
            if (choice == 0 && !scheduler.stopping() && scheduler.throttledNanos() == 0) {
                return stopTheWorld(g, nowNanos);
            }
            left = choice < 3 ? 0 : random.nextInt(300_000);
            return choice < 3 ? YIELD : left;
        }

        private long stopTheWorld(G g, long nowNanos) {
            heldSince = nowNanos;
            scheduler.stopTheWorld(StopReason.READ_MEM_STATS, g, stop -> {
                stopped = true;
                scheduler.release(g);
            });
            return HOLD;
        }

        @Override
        public void ran(G g, P p, long cpuNanos) {
            left -= cpuNanos;
            ran += cpuNanos;
        }
    }
}
