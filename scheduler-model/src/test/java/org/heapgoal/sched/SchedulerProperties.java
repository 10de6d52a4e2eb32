package org.heapgoal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.goruntime.GoVersion;

/** Oracle: invariants of the scheduler, and its own slower form. */
class SchedulerProperties {
    private static final long LENGTH_NANOS = 3_000_000;

    @Property(tries = 300)
    void invariants_hold_after_every_event(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 64) int procs,
            @ForAll @IntRange(min = 1, max = 8) int cores,
            @ForAll @DoubleRange(min = 0, max = 3) double quota,
            @ForAll GoVersion version,
            @ForAll boolean free) {
        RandomPrograms programs = new RandomPrograms(seed, procs, cores, quota < 1 ? 0 : quota, version, free, true);
        while (programs.clock.nowNanos() < LENGTH_NANOS && programs.clock.step()) {
            programs.scheduler.checkInvariants();
        }
    }

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
}
