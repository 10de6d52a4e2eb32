package org.heapgoal.process.pacerlevel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;

/** Oracle: invariants and conservation laws that hold for every load under every setting. */
final class TimedRunProperties {
    private static final long MIB = 1L << 20;
    private static final RunLimits LIMITS = new RunLimits(2_000, 3_600_000_000_000L, () -> false);

    @Property(tries = 400)
    void cyclesFollowEachOtherAndKeepTheirOrderOfSizes(
            @ForAll("loads") TimedLoad load, @ForAll("settings") GcSettings settings) {
        Recorder run = Recorder.run(load, settings, ModelSwitches.ALL_ON, LIMITS);
        long time = 0;
        long number = 0;
        for (CycleRecord cycle : run.cycles) {
            assertThat(cycle.number()).isEqualTo(++number);
            CycleRecord.Timing timing = cycle.timing();
            assertThat(timing.startNanos()).isGreaterThanOrEqualTo(time);
            assertThat(timing.markStartNanos()).isGreaterThan(timing.startNanos());
            assertThat(timing.markEndNanos()).isGreaterThan(timing.markStartNanos());
            assertThat(timing.endNanos()).isGreaterThan(timing.markEndNanos());
            time = timing.endNanos();
            CycleRecord.Heap heap = cycle.heap();
            assertThat(heap.liveAtEnd()).isGreaterThanOrEqualTo(heap.liveAtStart());
            assertThat(heap.marked()).isBetween(heap.liveAtEnd() - heap.liveAtStart(), heap.liveAtEnd());
            // Sweeping keeps a trigger 1 MiB off and a running cycle its goal 64 KiB away.
            assertThat(cycle.pacing().trigger())
                    .isLessThanOrEqualTo(cycle.pacing().goalAtStart());
            assertThat(cycle.cpu().totalNanos()).isLessThanOrEqualTo((timing.markNanos() + 1) * settings.maxProcs());
            assertThat(cycle.cpu().assistNanos()).isNotNegative();
            assertThat(cycle.cpu().idleNanos()).isNotNegative();
            assertThat(cycle.gcCpuFraction()).isBetween(0.0, 1.0);
        }
        assertThat(run.samples).isSortedAccordingTo((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
        assertThat(run.samples).allMatch(sample -> sample.mappedBytes() >= sample.heapLive());
        long peak = run.samples.stream().mapToLong(HeapSample::heapLive).max().orElse(0);
        assertThat(run.totals().peakHeapLiveBytes()).isGreaterThanOrEqualTo(peak);
    }

    @Property(tries = 300)
    void markingCostsWhatTheLoadSaysWhoeverMarks(
            @ForAll("loads") TimedLoad load, @ForAll("settings") GcSettings settings) {
        Recorder run = Recorder.run(load, settings, ModelSwitches.ALL_ON, LIMITS);
        for (CycleRecord cycle : run.cycles) {
            long black = cycle.heap().liveAtEnd() - cycle.heap().liveAtStart();
            double reachable = (double) (cycle.heap().marked() - black);
            double scanned =
                    Math.floor(reachable * load.scannableFraction()) + cycle.stackScanBytes() + load.globalsBytes();
            TimedLoad.MarkCost cost = load.markCost();
            double expected =
                    cost.fixedNanos() + reachable * cost.nanosPerLiveByte() + scanned * cost.nanosPerScannedByte();
            // The last step of a mark is rounded up to a nanosecond on every P.
            assertThat((double) cycle.cpu().totalNanos())
                    .isBetween(expected * (1 - 1e-9) - 4, expected * (1 + 1e-9) + 34.0 * settings.maxProcs());
        }
    }

    @Property(tries = 300)
    void workAndGcTogetherTakeAllTheCpuOfASaturatedLoad(
            @ForAll("loads") TimedLoad load, @ForAll("settings") GcSettings settings) {
        if (load.demand().kind() != LoadKind.SATURATED || load.demand().demandProcs() < settings.maxProcs()) {
            return;
        }
        TimedLoad perfect = new TimedLoad(
                load.demand(),
                load.initialLiveHeapBytes(),
                load.segments(),
                load.globalsBytes(),
                load.scannableFraction(),
                load.markCost(),
                load.sweepTermination(),
                load.markTermination(),
                TimedLoad.Marking.IDEAL,
                load.memory());
        Recorder run = Recorder.run(perfect, settings, ModelSwitches.ALL_ON, LIMITS);
        if (run.outcome() != RunOutcome.FINISHED || run.cycles.isEmpty()) {
            return;
        }
        double all = run.totals().durationNanos() / 1e9 * settings.maxProcs();
        double work = perfect.totalWorkSeconds() * perfect.demand().demandProcs();
        double lastCycle = 0;
        for (CycleRecord cycle : run.cycles) {
            lastCycle = Math.max(lastCycle, (double)
                    (cycle.timing().endNanos() - cycle.timing().startNanos()));
        }
        // A cycle that the end of the program cuts off is not recorded.
        assertThat(all - work - run.gcCpuSeconds())
                .isBetween(-1e-5 * all - 1e-6, 2 * settings.maxProcs() * lastCycle / 1e9 + 1e-5 * all);
    }

    @Property(tries = 200)
    void sameInputsGiveTheSameRecording(@ForAll("loads") TimedLoad load, @ForAll("settings") GcSettings settings) {
        Recorder first = Recorder.run(load, settings, ModelSwitches.ALL_ON, LIMITS);
        Recorder second = Recorder.run(load, settings, ModelSwitches.ALL_ON, LIMITS);
        assertThat(second.cycles).isEqualTo(first.cycles);
        assertThat(second.samples).isEqualTo(first.samples);
        assertThat(second.totals()).isEqualTo(first.totals());
    }

    @Provide
    Arbitrary<GcSettings> settings() {
        return Combinators.combine(
                        Arbitraries.of(-1, 0, 1, 25, 50, 100, 200, 400, 1500),
                        Arbitraries.oneOf(
                                Arbitraries.just(GcSettings.NO_MEMORY_LIMIT),
                                Arbitraries.longs().between(0, 2048).map(mib -> mib * MIB)),
                        Arbitraries.integers().between(1, 64))
                .as(GcSettings::new);
    }

    @Provide
    Arbitrary<TimedLoad> loads() {
        Arbitrary<TimedLoad.Demand> demands = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 1000).map(n -> n / 16.0),
                        Arbitraries.integers().between(0, 64))
                .as((paced, procs, more) ->
                        paced ? TimedLoad.Demand.paced(procs, procs + more) : TimedLoad.Demand.saturated(procs));
        Arbitrary<TimedLoad.Segment> segments = Combinators.combine(
                        Arbitraries.integers().between(1, 5000).map(n -> n / 1000.0),
                        Arbitraries.integers().between(0, 3000).map(n -> n * 1e6),
                        Arbitraries.longs().between(0, 800).map(mib -> mib * MIB),
                        Arbitraries.longs().between(0, 64 * MIB))
                .as(TimedLoad.Segment::new);
        Arbitrary<TimedLoad.MarkCost> costs = Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.integers().between(0, 100).map(n -> n / 100.0),
                        Arbitraries.integers().between(1, 300).map(n -> n / 100.0))
                .as(TimedLoad.MarkCost::new);
        Arbitrary<TimedLoad.Marking> markings = Combinators.combine(
                        Arbitraries.integers().between(10, 100).map(n -> n / 100.0),
                        Arbitraries.integers().between(0, 100).map(n -> n / 100.0),
                        Arbitraries.integers().between(0, 70).map(n -> n / 100.0))
                .as(TimedLoad.Marking::new);
        Arbitrary<TimedLoad.Memory> memories = Combinators.combine(
                        Arbitraries.longs().between(0, 64 * MIB),
                        Arbitraries.integers().between(0, 10).map(n -> n / 100.0),
                        Arbitraries.integers().between(100, 150).map(n -> n / 100.0))
                .as((nonHeap, metadata, ratio) -> new TimedLoad.Memory(nonHeap, metadata, ratio, 0));
        return Combinators.combine(
                        demands,
                        Arbitraries.longs().between(0, 300).map(mib -> mib * MIB),
                        segments.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.longs().between(0, 4 * MIB),
                        Arbitraries.integers().between(0, 10).map(n -> n / 10.0),
                        costs,
                        markings,
                        memories)
                .as((demand, live, list, globals, scannable, cost, marking, memory) -> new TimedLoad(
                        demand,
                        live,
                        list,
                        globals,
                        scannable,
                        cost,
                        new TimedLoad.StopCost(20_000, 500),
                        new TimedLoad.StopCost(30_000, 500),
                        marking,
                        memory));
    }
}
