package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.MemStats;

/** Identities of what MemStats tells of pauses and CPU classes. */
class StatisticsProperties {
    @Property(tries = 200)
    void theRingHoldsTheLast256PausesAndTheTotalAllOfThem(
            @ForAll @Size(max = 600) List<@LongRange(min = 1, max = 1_000_000_000) Long> pauses) {
        PauseRing ring = new PauseRing();
        long total = 0;
        long end = 0;
        for (long pause : pauses) {
            end += pause + 1;
            ring.add(pause, end);
            total += pause;
            ring.verify();
        }
        MemStats.Gc stats = ring.memStats(0, 0, 0);
        assertThat(stats.pauseTotalNs()).isEqualTo(total);
        assertThat(stats.numGC()).isEqualTo(pauses.size());
        for (int back = 1; back <= Math.min(256, pauses.size()); back++) {
            int slot = (int) ((stats.numGC() + 256 - back) % 256);
            assertThat(stats.pauseNs().get(slot)).isEqualTo(pauses.get(pauses.size() - back));
        }
        if (!pauses.isEmpty()) {
            assertThat(stats.pauseEnd().get((int) ((stats.numGC() + 255) % 256)))
                    .isEqualTo(stats.lastGC());
        }
        assertThat(stats.pauseNs().stream().filter(pause -> pause != 0).count())
                .isEqualTo(Math.min(256, pauses.size()));
    }

    @Property(tries = 200)
    void cpuClassesAddUpToTheTotalBetweenCyclesAndPausesRunAheadInOne(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 0, max = 1_000_000) Long> parts) {
        CpuAccounts cpu = new CpuAccounts();
        long total = 0;
        for (long part : parts) {
            GcController controller = new GcController(GoVersion.GO_1_25, 100, Long.MAX_VALUE, 0);
            controller.time().addAssistNanos(part);
            controller.time().setIdleNanos(part / 2);
            cpu.addPause(part / 3);
            CpuStats during = cpu.stats();
            cpu.addPause(part / 3);
            total += 4 * part + 7;
            cpu.accumulate(controller.time(), new CollectorOwner.ScavengeTimes(part / 5, part / 6), part / 7, total);
            CpuStats stats = cpu.stats();
            assertThat(stats.gcTotal())
                    .isEqualTo(stats.gcAssist() + stats.gcDedicated() + stats.gcIdle() + stats.gcPause());
            assertThat(stats.gcTotal()
                            + stats.scavengeAssist()
                            + stats.scavengeBackground()
                            + stats.idle()
                            + cpu.userNanos())
                    .isEqualTo(stats.total());
            assertThat(during.gcPause()).isLessThanOrEqualTo(stats.gcPause());
            assertThat(cpu.gcFraction()).isBetween(0.0, 1.0);
            cpu.verify();
        }
    }
}
