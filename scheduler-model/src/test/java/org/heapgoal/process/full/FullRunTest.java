package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heapgoal.process.full.TestRun.MIB;
import static org.heapgoal.process.full.TestRun.MS;
import static org.heapgoal.process.full.TestRun.S;
import static org.heapgoal.process.full.TestRun.allocate;
import static org.heapgoal.process.full.TestRun.sleep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.sim.random.Distribution;
import org.junit.jupiter.api.Test;

/** Small whole processes. Every run has its invariants checked between events by {@link InvariantChecker}. */
class FullRunTest {
    /** Goroutines that do nothing but make garbage at 256 MiB per second and P. */
    private static TestRun allocating(int goroutines) {
        return new TestRun()
                .site("garbage", new Lifetime.Transient(), 0.5, 16, 48, 128, 1024)
                .program("worker", allocate("garbage", 1_000_000, 256 << 10))
                .fixed("worker", goroutines);
    }

    /** A service: requests with garbage of their own that wait in between. */
    private static TestRun service(double perSecond) {
        return new TestRun()
                .site("request", new Lifetime.OfGoroutine(), 0.6, 16, 64, 128, 2048)
                .program(
                        "request",
                        1,
                        true,
                        new Step.Allocate(
                                new Distribution.Exponential(200_000), "request", new Distribution.Constant(200 << 10)),
                        new Step.Network(new Distribution.Exponential(2_000_000)))
                .source(new Source.Poisson("request", perSecond, 0, Long.MAX_VALUE));
    }

    /** 64 MiB that live until dropped at 1 s, with a little garbage all the time. */
    private static TestRun spike() {
        return new TestRun()
                .site("spike", new Lifetime.Group("spike"), 0.5, 64, 1024, 100_000)
                .site("garbage", new Lifetime.Transient(), 0.5, 64, 256)
                .program("spike", 1, false, allocate("spike", 50_000_000, 64 << 20))
                .program("worker", allocate("garbage", 1_000_000, 128 << 10), sleep(9_000_000))
                .fixed("spike", 1)
                .fixed("worker", 1)
                .change(new Change.Drop(S, "spike"));
    }

    /** 1 GiB of garbage per second over a minimum heap of 4 MiB with a trigger of about 3.8 MiB: some 270 cycles. */
    @Test
    void garbageIsCollectedEachTimeTheHeapReachesItsTrigger() {
        Recording recording = allocating(4).godebug(GodebugSetting.GCTRACE, 1).run();
        assertThat(recording.cycles).hasSizeBetween(200, 300);
        assertThat(recording.lines)
                .hasSameSizeAs(recording.cycles)
                .allMatch(line ->
                        line.matches("gc \\d+ @\\d\\.\\d{3}s \\d+%: .* MB goal, 0 MB stacks, 0 MB globals, 4 P"));
        assertThat(recording.cycles).extracting(CycleRecord::cause).containsOnly(CycleCause.HEAP);
        assertThat(recording.last().totalAlloc()).isBetween(900 * MIB, 1200 * MIB);
        assertThat(recording.last().gc().numGC()).isEqualTo(recording.cycles.size());
    }

    /** Requests that never end would hold everything; these end, and the parts of each latency add up to it. */
    @Test
    void requestsEndWithALatencyThatItsPartsExplain() {
        Recording recording = service(500).run();
        assertThat(recording.requests).hasSizeBetween(400, 600);
        for (RequestRecord request : recording.requests) {
            RequestRecord.Blame blame = request.blame();
            assertThat(blame.ownWork()
                            + blame.waiting()
                            + blame.queueing()
                            + blame.assist()
                            + blame.stopped()
                            + blame.descheduled()
                            + blame.throttled()
                            + blame.faults())
                    .isEqualTo(request.latencyNanos());
        }
    }

    @Test
    void theSameRunTwiceDoesTheSameAndAnotherSeedDoesNot() {
        Recording first = service(1000).godebug(GodebugSetting.GCTRACE, 1).run();
        Recording again = service(1000).godebug(GodebugSetting.GCTRACE, 1).run();
        Recording other =
                service(1000).godebug(GodebugSetting.GCTRACE, 1).seed(2).run();
        assertThat(again.result).isEqualTo(first.result);
        assertThat(again.lines).isEqualTo(first.lines);
        assertThat(again.samples).isEqualTo(first.samples);
        assertThat(again.metrics).isEqualTo(first.metrics);
        assertThat(other.result).isNotEqualTo(first.result);
    }

    /** Checking costs time, but must not change what happens. */
    @Test
    void aRunThatIsWatchedDoesTheSameAsOneThatIsNot() {
        Recording watched = service(500).run();
        FullRun.Result alone = FullRun.run(service(500).setup(), new Recording(), RunLimits.DEFAULT);
        assertThat(alone).isEqualTo(watched.result);
    }

    @Test
    void oneProcessorIsEnough() {
        Recording recording = allocating(3).settings(100, Long.MAX_VALUE, 1).run();
        assertThat(recording.cycles).hasSizeGreaterThan(20);
        assertThat(recording.cycles).allMatch(cycle -> cycle.cpu().dedicatedNanos() == 0);
    }

    /** 16 dedicated workers for 64 Ps. */
    @Test
    void sixtyFourProcessorsCollectTogether() {
        Recording recording = allocating(64)
                .site("live", new Lifetime.Immortal(), 1, 128)
                .program("fill", 1, false, allocate("live", 1_000_000, 8 << 20))
                .fixed("fill", 1)
                .machine(new MachineSpec(64, 0, 100 * MS, Long.MAX_VALUE, 0, ""))
                .settings(100, Long.MAX_VALUE, 64)
                .seconds(0.1)
                .run();
        assertThat(recording.cycles).hasSizeGreaterThan(20).allMatch(cycle -> cycle.maxProcs() == 64);
    }

    /** With GOGC=off the limit alone sets the goal; the heap may fill what the limit leaves. */
    @Test
    void aMemoryLimitAloneKeepsMappedMemoryNearIt() {
        Recording recording = allocating(2).settings(-1, 64 * MIB, 4).run();
        assertThat(recording.cycles)
                .isNotEmpty()
                .allMatch(cycle -> cycle.pacing().goalRule() == GoalRule.MEMORY_LIMIT);
        assertThat(recording.totals.peakMappedBytes()).isBetween(48 * MIB, 66 * MIB);
    }

    @Test
    void withoutGogcAndLimitNothingIsCollected() {
        Recording recording =
                allocating(1).settings(-1, Long.MAX_VALUE, 4).seconds(0.2).run();
        assertThat(recording.cycles).isEmpty();
        assertThat(recording.totals.peakHeapLiveBytes()).isGreaterThan(40 * MIB);
    }

    @Test
    void aCallOfTheCollectorIsCountedAsForced() {
        Recording recording = new TestRun()
                .change(new Change.Call(100 * MS, new RuntimeCall.CollectGarbage()))
                .godebug(GodebugSetting.GCTRACE, 1)
                .run();
        assertThat(recording.cycles).singleElement().satisfies(cycle -> {
            assertThat(cycle.cause()).isEqualTo(CycleCause.FORCED);
            assertThat(cycle.timing().startNanos()).isBetween(100 * MS, 101 * MS);
        });
        assertThat(recording.lines).singleElement().asString().endsWith("(forced)");
        assertThat(recording.last().gc().numForcedGC()).isEqualTo(1);
    }

    /** Two minutes after the last cycle the system monitor asks for another; its tick comes within a minute then. */
    @Test
    void anIdleProcessCollectsEveryTwoMinutes() {
        Recording recording = new TestRun()
                .change(new Change.Call(S, new RuntimeCall.CollectGarbage()))
                .godebug(GodebugSetting.GCTRACE, 1)
                .seconds(300)
                .run();
        assertThat(recording.cycles).extracting(CycleRecord::cause).startsWith(CycleCause.FORCED, CycleCause.PERIODIC);
        assertThat(recording.cycles.get(1).timing().startNanos()).isBetween(121 * S, 181 * S);
        assertThat(recording.lines.get(1)).isEqualTo("GC forced");
        assertThat(recording.lines.get(2)).doesNotContain("(forced)");
    }

    /** The GOGC goal after the spike is gone is a few MiB; everything else goes back at a hundredth of the CPU time. */
    @Test
    void theScavengerGivesASpikesMemoryBack() {
        Recording recording =
                spike().godebug(GodebugSetting.SCAVTRACE, 1).seconds(20).run();
        long before = mappedAt(recording, S);
        long after = mappedAt(recording, 20 * S);
        assertThat(before).isGreaterThan(64 * MIB);
        assertThat(after).isLessThan(before / 3);
        assertThat(recording.lines).anyMatch(line -> line.matches("scav [1-9]\\d* KiB work \\(bg\\), .*"));
        assertThat(recording.real("/cpu/classes/scavenge/background:cpu-seconds"))
                .isBetween(1e-6, 0.011 * 20 * 4);
    }

    private static long mappedAt(Recording recording, long nanos) {
        long mapped = 0;
        for (HeapSample sample : recording.samples) {
            if (sample.timeNanos() <= nanos) {
                mapped = sample.mappedBytes();
            }
        }
        return mapped;
    }

    @Test
    void freeingMemoryForcesACycleAndReleasesAllThatIsFree() {
        Recording recording = spike().change(new Change.Call(1500 * MS, new RuntimeCall.FreeOsMemory()))
                .godebug(GodebugSetting.SCAVTRACE, 1)
                .seconds(2)
                .run();
        assertThat(recording.lines)
                .filteredOn(line -> line.endsWith("(forced)"))
                .singleElement()
                .asString()
                .startsWith("scav 0 KiB work (bg), ");
        assertThat(mappedAt(recording, 2 * S)).isLessThan(16 * MIB);
        assertThat(recording.last().gc().numForcedGC()).isEqualTo(1);
    }

    /** A leak of 256 MiB/s meets a container of 128 MiB with 32 MiB outside Go. */
    @Test
    void aProcessThatOutgrowsItsContainerIsKilledAtThatInstant() {
        Recording recording = new TestRun()
                .site("leak", new Lifetime.Immortal(), 0.5, 256)
                .program("leak", allocate("leak", 1_000_000, 256 << 10))
                .fixed("leak", 1)
                .machine(new MachineSpec(4, 0, 100 * MS, 128 * MIB, 32 * MIB, ""))
                .run();
        assertThat(recording.result.outcome()).isEqualTo(RunOutcome.OOM_KILLED);
        assertThat(recording.totals.durationNanos()).isBetween(250 * MS, 700 * MS);
        assertThat(recording.totals.peakResidentBytes()).isBetween(128 * MIB, 133 * MIB);
    }

    @Test
    void schedtraceComesAtOnceAndThenEveryPeriod() {
        Recording recording =
                allocating(2).godebug(GodebugSetting.SCHEDTRACE, 100).run();
        assertThat(recording.lines)
                .hasSizeBetween(9, 11)
                .allMatch(line -> line.matches("SCHED \\d+ms: gomaxprocs=4 idleprocs=\\d threads=\\d+ .*"));
        assertThat(recording.lines.get(0)).startsWith("SCHED 0ms:");
    }

    @Test
    void aDefaultMaxProcsFollowsTheContainersQuota() {
        TestRun run = allocating(8)
                .machine(new MachineSpec(8, 6, 100 * MS, Long.MAX_VALUE, 0, ""))
                .settings(100, Long.MAX_VALUE, 6)
                .change(new Change.CpuQuota(S / 2, 2))
                .godebug(GodebugSetting.SCHEDTRACE, 100)
                .seconds(2.5);
        Recording given = run.run();
        assertThat(given.lines).allMatch(line -> line.contains("gomaxprocs=6"));
        Recording followed = run.defaultMaxProcs().run();
        assertThat(followed.lines.get(0)).contains("gomaxprocs=6");
        assertThat(followed.lines.get(followed.lines.size() - 1)).contains("gomaxprocs=2");
        Recording fixed = run.godebug(GodebugSetting.UPDATEMAXPROCS, 0).run();
        assertThat(fixed.lines).allMatch(line -> line.contains("gomaxprocs=6"));
    }

    @Test
    void defaultMaxProcsIsTheQuotaRoundedUpAndAtLeastTwo() {
        FullRun.Setup setup = allocating(1)
                .machine(new MachineSpec(8, 2.5, 100 * MS, Long.MAX_VALUE, 0, ""))
                .setup();
        assertThat(FullRun.defaultMaxProcs(setup.load(), setup.version(), setup.godebug()))
                .isEqualTo(3);
        setup = allocating(1)
                .machine(new MachineSpec(8, 0.5, 100 * MS, Long.MAX_VALUE, 0, ""))
                .setup();
        assertThat(FullRun.defaultMaxProcs(setup.load(), setup.version(), setup.godebug()))
                .isEqualTo(2);
        setup = allocating(1)
                .machine(new MachineSpec(8, 0, 100 * MS, Long.MAX_VALUE, 0, ""))
                .setup();
        assertThat(FullRun.defaultMaxProcs(setup.load(), setup.version(), setup.godebug()))
                .isEqualTo(8);
    }

    @Test
    void samplesRiseInTimeAndAreBoundedPerSecond() {
        Recording recording = allocating(4).run();
        assertThat(recording.samples).isSortedAccordingTo((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
        assertThat(recording.samples).hasSizeBetween(100, 110 + 3 * recording.cycles.size());
        Recording idle = new TestRun().seconds(3600).run();
        assertThat(idle.samples).hasSizeLessThan(10);
    }

    @Test
    void limitsEndARunEarly() {
        RunLimits limits = RunLimits.DEFAULT.withMaxDurationNanos(300 * MS);
        Recording shorter = allocating(2).run(limits);
        assertThat(shorter.result.outcome()).isEqualTo(RunOutcome.DURATION_REACHED);
        assertThat(shorter.totals.durationNanos()).isEqualTo(300 * MS);

        Recording cycles = allocating(2).run(new RunLimits(5, Long.MAX_VALUE, () -> false));
        assertThat(cycles.result.outcome()).isEqualTo(RunOutcome.CYCLES_REACHED);
        assertThat(cycles.cycles).hasSize(5);

        List<Long> progress = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        Recording cancelled = service(5000)
                .seconds(1000)
                .run(RunLimits.DEFAULT
                        .withCancelled(() -> asked.incrementAndGet() > 3)
                        .withProgress(progress::add));
        assertThat(cancelled.result.outcome()).isEqualTo(RunOutcome.CANCELLED);
        assertThat(cancelled.totals.durationNanos()).isLessThan(100 * S);
        assertThat(progress).hasSize(4).isSorted();
    }

    /** Slots of cached spans that are free count as live until a flush gives them back. */
    @Test
    void readingMemStatsStopsTheWorldAndIsRecorded() {
        Recording recording = allocating(2)
                .change(new Change.Call(500 * MS, new RuntimeCall.ReadMemStats()))
                .run();
        assertThat(recording.memStats).hasSize(2);
        MetricValue.Histogram stops = recording.histogram("/sched/pauses/total/other:seconds");
        assertThat(stops.total()).isEqualTo(1);
        MetricValue.Histogram pauses = recording.histogram("/gc/pauses:seconds");
        assertThat(pauses.total()).isEqualTo(2L * recording.cycles.size());
    }

    /** Sums of the classes, as the documentation of runtime/metrics defines them. */
    @Test
    void metricsAddUp() {
        Recording recording = service(500).run();
        assertThat(sum(recording, "/memory/classes/", "/memory/classes/total:bytes"))
                .isEqualTo(recording.whole("/memory/classes/total:bytes"));
        assertThat(recording.whole("/gc/scan/total:bytes"))
                .isEqualTo(recording.whole("/gc/scan/heap:bytes")
                        + recording.whole("/gc/scan/stack:bytes")
                        + recording.whole("/gc/scan/globals:bytes"));
        assertThat(recording.whole("/gc/heap/allocs:bytes") - recording.whole("/gc/heap/frees:bytes"))
                .isEqualTo(recording.whole("/memory/classes/heap/objects:bytes"));
        MetricValue.Histogram bySize = recording.histogram("/gc/heap/allocs-by-size:bytes");
        assertThat(bySize.total()).isEqualTo(recording.whole("/gc/heap/allocs:objects"));
        assertThat(bySize.bounds()).startsWith(1.0, 9.0, 17.0).endsWith(28673.0, 32769.0, Double.POSITIVE_INFINITY);
    }

    private static long sum(Recording recording, String prefix, String except) {
        return recording.metrics.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !name.equals(except))
                .mapToLong(recording::whole)
                .sum();
    }

    /** A goroutine that never ends but does nothing keeps the load alive; one with finite work does not end it. */
    @Test
    void goroutinesThatEndLeaveNothingBehind() {
        Recording recording = new TestRun()
                .site("work", new Lifetime.OfGoroutine(), 1, 512)
                .program(
                        "work",
                        new Program(List.of(allocate("work", 1_000_000, 1 << 20)), 1, 65_536, 30_000, false, false))
                .fixed("work", 20)
                .change(new Change.Call(900 * MS, new RuntimeCall.CollectGarbage()))
                .run();
        assertThat(recording.result.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(recording.cycles.get(recording.cycles.size() - 1).heap().marked())
                .isLessThan(MIB / 4);
    }
}
