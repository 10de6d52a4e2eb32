package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MemStats;
import org.heapgoal.sched.G;
import org.junit.jupiter.api.Test;

class CollectorTest {
    private static final long MIB = 1 << 20;

    private static GcHarness.Options options() {
        return new GcHarness.Options();
    }

    @Test
    void theFirstCycleStartsAtTheFirstRefillAtOrAboveTheTriggerOfAnEmptyHeap() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 100, 0));
        process.runCycles(1, 1000);

        // Minimum heap 4 MiB, nothing marked: the trigger is capped at 61/64 of the goal, ⌊4194304/64⌋·61 = 3997696,
        // and
        // heapLive moves by whole spans of 8 KiB.
        CycleRecord.Heap heap = process.last().heap();
        assertThat(process.last().pacing().trigger()).isEqualTo(3_997_696);
        assertThat(heap.liveAtStart()).isBetween(3_997_696L, 3_997_696L + 8192);
        assertThat(heap.goal()).isEqualTo(4 * MIB);
        assertThat(process.last().cause()).isEqualTo(CycleCause.HEAP);
    }

    @Test
    void aCycleMarksExactlyTheLiveHeapAndWhatIsAllocatedMeanwhile() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 200, 8 * MIB));
        process.runCycles(4, 1000);

        // All live objects were allocated before cycle 4. What comes on top is black allocation: heapLive's growth
        // while
        // marking, which counts whole spans: 8 KiB for 15 objects of 512 bytes, the 128-byte bitmap leaves no room for
        // 16.
        CycleRecord.Heap heap = process.last().heap();
        long black = (heap.liveAtEnd() - heap.liveAtStart()) * 15 / 16;
        assertThat(heap.marked()).isBetween(8 * MIB + black - 3 * 8192, 8 * MIB + black + 3 * 8192);
        assertThat(process.controller.lastHeapScan()).isEqualTo(8 * MIB);
    }

    @Test
    void dedicatedWorkersTakeAQuarterOfThePsAndIdleWorkersTheIdleOnes() {
        GcHarness busy = options().build();
        for (int i = 0; i < 4; i++) {
            busy.go(i == 0 ? new Allocator(busy, 200, 8 * MIB) : Calls.compute());
        }
        busy.runCycles(3, 1000);
        // One of four Ps marks 8 MiB at 0.5 ns/B and 100 ns for each of 16384 objects: about 5.8 ms.
        CycleRecord cycle = busy.last();
        assertThat(cycle.cpu().fractionalNanos()).isZero();
        assertThat(cycle.cpu().idleNanos()).isZero();
        assertThat(cycle.cpu().dedicatedNanos() + cycle.cpu().assistNanos()).isBetween(5_700_000L, 6_100_000L);

        GcHarness idle = options().build();
        idle.go(new Allocator(idle, 200, 8 * MIB));
        idle.runCycles(3, 1000);
        // Two Ps are idle, so marking takes about a third of the time.
        assertThat(idle.last().cpu().idleNanos()).isBetween(3_000_000L, 4_000_000L);
        assertThat(idle.last().timing().markNanos()).isLessThan(2_500_000L);
    }

    /**
     * Twenty goroutines hold the P for 50 ms each. After each the worker is owed 12.5 ms and more and is preempted after 10; did it
     * wait in the run queue then, it would be back a second later.
     */
    @Test
    void aPreemptedWorkerIsBackInItsPoolAndNotInARunQueue() {
        GcHarness.Options options = options();
        options.procs = 1;
        GcHarness process = options.build();
        process.go(new Allocator(process, 100, 64 * MIB, 64 * MIB / Allocator.BYTES));
        process.run(2000);
        process.go(new Calls(0, List.of(process.collector::collectGarbage)));
        while (!process.collector.running() && process.clock.step()) {
            // Up to the forced cycle's mark.
        }
        for (int i = 0; i < 20; i++) {
            process.go(Calls.computeWithoutSafePoint(50));
        }
        process.runCycles(process.cycles.size() + 1, 60_000);

        CycleRecord cycle = process.last();
        assertThat(cycle.timing().markNanos()).isGreaterThan(100_000_000L);
        double share = (double) cycle.cpu().fractionalNanos() / cycle.timing().markNanos();
        assertThat(share).isBetween(0.2, 0.31);
    }

    @Test
    void aFractionalWorkerLeavesAtOneFifthAboveItsShare() {
        GcHarness.Options options = options();
        options.procs = 2;
        options.switches = new ModelSwitches(false, true);
        GcHarness process = options.build();
        process.go(new Allocator(process, 2000, 16 * MIB));
        process.go(Calls.compute());
        process.runCycles(3, 2000);

        // Goal 0.25 per P. A worker looks at its share every 100,000 units and leaves above 0.3; it comes back when its
        // P
        // next picks a goroutine (10 ms slices here), so that the share over a mark of tens of milliseconds stays
        // around
        // and never far above.
        CycleRecord cycle = process.last();
        double share =
                (double) cycle.cpu().fractionalNanos() / (2.0 * cycle.timing().markNanos());
        assertThat(cycle.cpu().dedicatedNanos()).isZero();
        assertThat(share).isBetween(0.02, 0.32);
    }

    @Test
    void withAssistsTheHeapEndsNearItsGoalWithoutItRunsPast() {
        GcHarness with = overloaded(ModelSwitches.ALL_ON);
        GcHarness without = overloaded(new ModelSwitches(false, true));

        CycleRecord bounded = with.last();
        assertThat(bounded.cpu().assistNanos()).isPositive();
        // The hard goal is (1 + GOGC/100) times the goal, and a tenth more.
        assertThat(bounded.heap().liveAtEnd()).isLessThan((long) (bounded.heap().goal() * 2.2));
        assertThat(without.last().cpu().assistNanos()).isZero();
        assertThat(without.last().heap().liveAtEnd())
                .isGreaterThan(without.last().heap().goal() * 5 / 4);
    }

    private static GcHarness overloaded(ModelSwitches switches) {
        GcHarness.Options options = options();
        options.switches = switches;
        options.costs.put(Cost.MARK_OBJECT, 2000.0);
        GcHarness process = options.build();
        for (int i = 0; i < 4; i++) {
            process.go(new Allocator(process, 150, 4 * MIB));
        }
        process.runCycles(3, 3000);
        return process;
    }

    @Test
    void collectGarbageReturnsAfterAWholeCycleThatBeganAfterTheCall() {
        GcHarness process = options().debug(GodebugSetting.GCTRACE, 1).build();
        process.go(new Allocator(process, 100, MIB, 4096));
        Calls calls = new Calls(2, List.of(process.collector::collectGarbage, process.collector::collectGarbage));
        process.go(calls);
        process.run(50);

        assertThat(process.collector.numForcedGC()).isEqualTo(2);
        assertThat(process.cycles.get(0).timing().startNanos()).isGreaterThanOrEqualTo(2 * GcHarness.MILLI);
        assertThat(calls.returned[0])
                .isGreaterThan(process.cycles.get(0).timing().endNanos());
        assertThat(process.collector.sweepDone()).isTrue();
        assertThat(process.heap.sweepListEmpty()).isTrue();
        assertThat(process.lines).filteredOn(line -> line.endsWith("(forced)")).hasSize(2);
    }

    @Test
    void aPeriodicCycleStartsTwoMinutesAfterTheLastButNeverWithoutAFirstOne() {
        GcHarness never = options().debug(GodebugSetting.GCTRACE, 1).build();
        never.go(new Allocator(never, 100, MIB, 2048));
        never.run(130_000);
        assertThat(never.cycles).isEmpty();

        GcHarness process = options().debug(GodebugSetting.GCTRACE, 1).build();
        process.go(new Calls(1, List.of(process.collector::collectGarbage)));
        process.run(250_000);
        assertThat(process.cycles).hasSize(3);
        assertThat(process.cycles.get(1).cause()).isEqualTo(CycleCause.PERIODIC);
        long gap = process.cycles.get(1).timing().startNanos()
                - process.cycles.get(0).timing().endNanos();
        // sysmon looks at least once a minute when nothing runs.
        assertThat(gap).isBetween(120_000_000_001L, 180_100_000_000L);
        assertThat(process.lines).contains("GC forced");
        assertThat(process.lines).noneMatch(line -> line.startsWith("gc 2 ") && line.endsWith("(forced)"));

        GcHarness.Options off = options();
        off.gcPercent = -1;
        GcHarness disabled = off.build();
        disabled.go(new Calls(1, List.of(disabled.collector::collectGarbage)));
        disabled.run(250_000);
        assertThat(disabled.cycles).hasSize(1);
    }

    @Test
    void withTheWorldStoppedForMarkingNoGoroutineAllocatesFromStopToStop() {
        GcHarness process = options().debug(GodebugSetting.GCSTOPTHEWORLD, 1).build();
        for (int i = 0; i < 4; i++) {
            process.go(new Allocator(process, 200, 2 * MIB));
        }
        process.runCycles(4, 1000);

        CycleRecord cycle = process.last();
        assertThat(cycle.heap().liveAtEnd()).isEqualTo(cycle.heap().liveAtStart());
        assertThat(cycle.cpu().assistNanos()).isZero();
        // All four Ps mark, so each takes about a quarter.
        assertThat(cycle.cpu().dedicatedNanos())
                .isGreaterThan(3 * cycle.timing().markNanos());
    }

    @Test
    void sweepingToCanBePartOfTheStop() {
        GcHarness process = options().debug(GodebugSetting.GCSTOPTHEWORLD, 2).build();
        process.go(new Allocator(process, 200, 2 * MIB));
        process.runCycles(2, 1000);

        // Everything is swept when the world runs again: about 512 spans at 100 ns.
        assertThat(process.collector.sweepDone()).isTrue();
        assertThat(process.last().timing().markTerminationNanos()).isGreaterThan(40_000 + 14_000);
    }

    @Test
    void aSecondMarkAsACheckMakesTheSecondPauseLonger() {
        GcHarness plain = forced(options());
        GcHarness checked = forced(options().debug(GodebugSetting.GCCHECKMARK, 1));
        long more = checked.last().timing().markTerminationNanos()
                - plain.last().timing().markTerminationNanos();
        // 4096 live objects of 512 bytes: 4096·(512·0.5 + 100) ns; globals 26 µs; a few stacks.
        assertThat(more).isBetween(1_458_176L + 26_214, 1_458_176L + 26_214 + 20_000);
    }

    private static GcHarness forced(GcHarness.Options options) {
        GcHarness process = options.build();
        process.go(new Allocator(process, 100, 2 * MIB, 4096));
        process.go(new Calls(5, List.of(process.collector::collectGarbage)));
        process.run(50);
        return process;
    }

    @Test
    void readingMemStatsInAMarkStopsWorkersAndKeepsTheirNumber() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 200, 32 * MIB));
        process.go(Calls.compute());
        process.runCycles(5, 1000);
        List<MemStats> read = new ArrayList<>();
        process.go(new Calls(
                0,
                List.of(
                        () -> process.collector.readMemStats(read::add),
                        () -> process.collector.readMemStats(read::add))));
        while (!process.collector.running() && process.clock.step()) {
            // Up to the next mark.
        }
        process.runCycles(process.cycles.size() + 1, 5000);
        assertThat(read).hasSize(2);
        assertThat(read.get(0).gc().numGC()).isEqualTo(5);
        assertThat(read.get(0).gc().pauseTotalNs())
                .isEqualTo(read.get(0).gc().pauseNs().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void switchingTheCollectorOffWaitsForTheRunningMark() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 200, 16 * MIB));
        process.runCycles(4, 1000);
        while (!process.collector.running() && process.clock.step()) {
            // Up to the next mark.
        }
        Calls calls = new Calls(0, List.of(() -> process.collector.setGcPercent(-1)));
        process.go(calls);
        process.run(process.clock.nowNanos() / 1e6 + 100);

        assertThat(process.cycles).hasSize(5);
        assertThat(calls.returned[0])
                .isGreaterThanOrEqualTo(process.last().timing().endNanos());
        assertThat(process.controller.gcPercent()).isEqualTo(-1);
    }

    @Test
    void changingGomaxprocsWaitsForTheCycleAndTheNextOneHasItsWorkers() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 200, 16 * MIB));
        process.runCycles(3, 1000);
        while (!process.collector.running() && process.clock.step()) {
            // Up to the next mark.
        }
        Calls calls = new Calls(0, List.of(() -> process.collector.setMaxProcs(8)));
        process.go(calls);
        process.runCycles(5, 1000);
        assertThat(process.cycles.get(3).maxProcs()).isEqualTo(4);
        assertThat(process.cycles.get(4).maxProcs()).isEqualTo(8);
        assertThat(calls.returned[0])
                .isGreaterThan(process.cycles.get(3).timing().endNanos());
        assertThat(process.collector.maxProcsCustom()).isTrue();
    }

    @Test
    void pausesCountForAllPsFrom123OnAndPhasesForTheCoresBefore() {
        GcHarness.Options old = options();
        old.version = GoVersion.GO_1_22;
        old.cores = 2;
        GcHarness process = old.build();
        process.go(new Allocator(process, 100, MIB, 4096));
        process.go(new Calls(1, List.of(process.collector::collectGarbage)));
        process.run(20);
        CycleRecord.Timing timing = process.last().timing();
        assertThat(process.collector.cpuStats().gcPause())
                .isEqualTo(2 * (timing.sweepTerminationNanos() + timing.markTerminationNanos()));

        GcHarness now = options().build();
        now.go(new Allocator(now, 100, MIB, 4096));
        now.go(new Calls(1, List.of(now.collector::collectGarbage)));
        now.run(20);
        // Four Ps for as long as the world stands still, and each P for as long as it waits for the others to stop.
        assertThat(now.collector.cpuStats().gcPause())
                .isLessThanOrEqualTo(4 * now.last().timing().pauseNanos())
                .isGreaterThan(3 * now.last().timing().pauseNanos());
    }

    /** Bytes that a goroutine had still paid for are worth scan work at the present price, and anybody may take that. */
    @Test
    void aGoroutineThatEndsWhileMarkingLeavesItsCreditToEverybody() {
        GcHarness process = options().build();
        process.go(new Allocator(process, 200, 16 * MIB));
        G g = process.go(Calls.compute());
        process.runCycles(2, 1000);
        while (!process.collector.blackening() && process.clock.step()) {
            // Up to the next mark.
        }
        long now = process.clock.nowNanos();
        // Markers' progress up to now is counted before the credit is read.
        process.collector.heapLive(0, 0);
        long before = process.controller.work().bgScanCredit();
        g.assistBytes = 10_000;
        process.collector.exited(g, process.world.ps().get(0), now);
        assertThat(g.assistBytes).isZero();
        assertThat(process.controller.work().bgScanCredit() - before)
                .isEqualTo((long) (process.controller.assistWorkPerByte() * 10_000))
                .isPositive();
    }

    @Test
    void pacerLinesTellStartEndAndEndOfSweeping() {
        GcHarness process = options()
                .debug(GodebugSetting.GCPACERTRACE, 1)
                .debug(GodebugSetting.GCTRACE, 1)
                .build();
        process.go(new Allocator(process, 200, 2 * MIB));
        process.runCycles(3, 1000);
        List<String> kinds = process.lines.stream()
                .map(line -> line.replaceAll("^(gc|pacer: assist|pacer: sweep|pacer|drained).*", "$1"))
                .toList();
        // The first cycle's sweep is done, and its lines are out, before the second begins.
        int second = kinds.subList(1, kinds.size()).indexOf("pacer: assist") + 1;
        assertThat(kinds.subList(0, second))
                .containsExactlyInAnyOrder("pacer: assist", "pacer", "gc", "pacer: sweep", "drained");
        assertThat(kinds.subList(0, 2)).containsExactly("pacer: assist", "pacer");
        assertThat(process.lines.get(0)).contains("workers=1+");
    }
}
