package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.pacer.WorkerPlan;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MemStats;
import org.heapgoal.sched.Execution;

/** Random processes; the harness checks the collector's invariants before every event, here come those of whole runs. */
class CollectorProperties {
    @Property(tries = 120)
    void theBooksOfRandomProcessesBalance(
            @ForAll GoVersion version,
            @ForAll @IntRange(min = 1, max = 24) int procs,
            @ForAll @IntRange(min = 1, max = 8) int cores,
            @ForAll @IntRange(min = 10, max = 400) int gcPercent,
            @ForAll @IntRange(min = 0, max = 2) int stopTheWorld,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 20, max = 3000) Integer> allocators,
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 4) Integer> calls,
            @ForAll @DoubleRange(min = 0, max = 20) double callsAtMillis) {
        GcHarness.Options options = new GcHarness.Options();
        options.version = version;
        options.procs = procs;
        options.cores = cores;
        options.gcPercent = gcPercent;
        options.debug(GodebugSetting.GCSTOPTHEWORLD, stopTheWorld).debug(GodebugSetting.GCTRACE, 1);
        GcHarness process = options.build();
        for (int nanos : allocators) {
            process.go(new Allocator(process, nanos, nanos * 1000L));
        }
        List<MemStats> read = new ArrayList<>();
        process.go(new Calls(
                callsAtMillis,
                calls.stream()
                        .map(call -> (java.util.function.Supplier<Execution>) () -> call(process, call, read))
                        .toList()));
        process.run(60);

        requireBooks(process, stopTheWorld > 0);
        for (MemStats stats : read) {
            requirePauses(stats.gc(), process.cycles);
            assertThat(stats.gc().gcCPUFraction()).isBetween(0.0, 1.0);
        }
    }

    /** PauseTotalNs is the sum of all cycles' pauses; the ring holds those of the last 256 at their number modulo 256. */
    private static void requirePauses(MemStats.Gc stats, List<CycleRecord> cycles) {
        int completed = (int) stats.numGC();
        if (completed > cycles.size()) {
            return; // The last one's record had not come when the run ended.
        }
        long[] ring = new long[256];
        long total = 0;
        for (int cycle = 0; cycle < completed; cycle++) {
            long pause = cycles.get(cycle).timing().pauseNanos();
            ring[cycle % 256] = pause;
            total += pause;
        }
        assertThat(stats.pauseTotalNs()).isEqualTo(total);
        assertThat(stats.pauseNs()).containsExactly(Arrays.stream(ring).boxed().toArray(Long[]::new));
    }

    private static Execution call(GcHarness process, int call, List<MemStats> read) {
        return switch (call) {
            case 0 -> process.collector.collectGarbage();
            case 1 -> process.collector.setGcPercent(75);
            case 2 -> process.collector.setMemoryLimit(48L << 20);
            case 3 -> process.collector.setMaxProcs(1 + read.size() * 3);
            default -> process.collector.readMemStats(read::add);
        };
    }

    private static void requireBooks(GcHarness process, boolean stopTheWorld) {
        long pauses = 0;
        long forced = 0;
        for (CycleRecord cycle : process.cycles) {
            CycleRecord.Timing timing = cycle.timing();
            pauses += timing.pauseNanos();
            forced += cycle.cause() == CycleCause.FORCED ? 1 : 0;
            assertThat(timing.startNanos()).isLessThanOrEqualTo(timing.markStartNanos());
            assertThat(timing.markStartNanos()).isLessThanOrEqualTo(timing.markEndNanos());
            assertThat(timing.markEndNanos()).isLessThanOrEqualTo(timing.endNanos());
            assertThat(timing.pauseNanos())
                    .isLessThanOrEqualTo(timing.sweepTerminationNanos() + timing.markTerminationNanos());
            WorkerPlan plan = WorkerPlan.concurrent(cycle.maxProcs());
            if (!stopTheWorld && plan.dedicatedWorkers() == 0) {
                assertThat(cycle.cpu().dedicatedNanos()).isZero();
            }
            if (stopTheWorld || plan.fractionalUtilizationGoal() == 0) {
                assertThat(cycle.cpu().fractionalNanos()).isZero();
            }
            // No more CPU than the Ps have from one stop to the other.
            long most = cycle.maxProcs() * (timing.markNanos() + timing.markTerminationNanos());
            assertThat(cycle.cpu().totalNanos()).isLessThanOrEqualTo(most);
        }
        long completed = process.collector.numGC();
        MemStats.Gc stats = process.collector.memStats();
        // A cycle's record comes once all Ps have flushed their caches; until then it is counted and not yet told.
        assertThat(completed - process.cycles.size()).isBetween(0L, 1L);
        if (completed == process.cycles.size()) {
            assertThat(stats.pauseTotalNs()).isEqualTo(pauses);
            assertThat(stats.numForcedGC()).isEqualTo(forced);
        }
        assertThat(process.lines.stream().filter(line -> line.startsWith("gc ")).count())
                .isEqualTo(process.cycles.size());
        int stops = process.pauses.size();
        assertThat((long) stops).isBetween(2 * completed, 2 * completed + 1);
        CpuStats cpu = process.collector.cpuStats();
        assertThat(cpu.gcTotal() - cpu.gcIdle()).isBetween(0L, Math.max(1, process.world.totalProcNanos()));
        // Nothing is counted twice: what is left of the total is the goroutines' own time.
        if (!process.collector.running()) {
            assertThat(cpu.total() - cpu.gcTotal() - cpu.idle()).isNotNegative();
        }
        process.heap.verify();
    }
}
