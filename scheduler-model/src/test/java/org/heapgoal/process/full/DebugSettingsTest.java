package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heapgoal.process.full.TestRun.MIB;
import static org.heapgoal.process.full.TestRun.MS;
import static org.heapgoal.process.full.TestRun.allocate;

import java.util.List;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.junit.jupiter.api.Test;

/** Each GODEBUG setting with an effect changes what a process records; the oracle is what Go documents or its source says. */
class DebugSettingsTest {
    private static TestRun allocating() {
        return new TestRun()
                .site("garbage", new Lifetime.Transient(), 0.5, 48, 128, 1024, 100_000)
                .program("worker", allocate("garbage", 1_000_000, 256 << 10))
                .fixed("worker", 2)
                .seconds(0.3);
    }

    /** Every object stays; none is in the heap, so only a call of runtime.GC collects. */
    @Test
    void sbrkTakesEveryObjectFromTheSystem() {
        Recording recording = allocating()
                .godebug(GodebugSetting.SBRK, 1)
                .change(new Change.Call(100 * MS, new RuntimeCall.CollectGarbage()))
                .run();
        assertThat(recording.last().offHeap().otherSys()).isGreaterThan(100 * MIB);
        assertThat(recording.totals.peakHeapLiveBytes()).isZero();
        assertThat(recording.cycles).extracting(CycleRecord::cause).containsExactly(CycleCause.FORCED);
    }

    /** The span of a freed large object stays in use for ever, and its memory is not mapped any more. */
    @Test
    void efenceNeverUsesTheMemoryOfALargeObjectAgain() {
        Recording plain = allocating().run();
        Recording fenced = allocating().godebug(GodebugSetting.EFENCE, 1).run();
        assertThat(plain.last().heap().inuse()).isLessThan(10 * MIB);
        assertThat(fenced.last().heap().inuse()).isGreaterThan(50 * MIB);
        assertThat(fenced.last().alloc()).isLessThan(10 * MIB);
        assertThat(fenced.totals.peakMappedBytes()).isLessThan(20 * MIB);
        assertThat(fenced.last().offHeap().stackInuse()).isZero();
        assertThat(fenced.last().offHeap().stackSys()).isPositive();
    }

    /** Stopping the world for marking leaves no concurrent phase in which the program could assist. */
    @Test
    void gcstoptheworldMarksWithoutAssists() {
        Recording plain = live().run();
        Recording stopped = live().godebug(GodebugSetting.GCSTOPTHEWORLD, 1).run();
        assertThat(plain.cycles).anyMatch(cycle -> cycle.cpu().assistNanos() > 0);
        assertThat(stopped.cycles).isNotEmpty().allMatch(cycle -> cycle.cpu().assistNanos() == 0);
    }

    private static TestRun live() {
        return allocating()
                .site("live", new Lifetime.Immortal(), 1, 128)
                .program("fill", 1, false, allocate("live", 1_000_000, 16 << 20))
                .fixed("fill", 1);
    }

    /** 64 KiB stacks of which 100 bytes are in use: scanned while waiting, they are halved at each cycle, down to 2 KiB. */
    @Test
    void gcshrinkstackoffKeepsStacksAsLargeAsTheyEverWere() {
        Recording plain = deepStacks().run();
        Recording kept =
                deepStacks().godebug(GodebugSetting.GCSHRINKSTACKOFF, 1).run();
        assertThat(plain.last().offHeap().stackInuse())
                .isLessThan(kept.last().offHeap().stackInuse() - 2 * MIB);
    }

    private static TestRun deepStacks() {
        TestRun run = allocating();
        run.program(
                "deep", new Program(List.of(TestRun.compute(1000), TestRun.sleep(10e9)), 1, 60_000, 100, false, false));
        return run.fixed("deep", 100);
    }

    @Test
    void gccheckmarkMakesTheSecondPauseLonger() {
        long plain = longestSecondPause(live().run());
        long checked =
                longestSecondPause(live().godebug(GodebugSetting.GCCHECKMARK, 1).run());
        assertThat(checked).isGreaterThan(2 * plain);
    }

    private static long longestSecondPause(Recording recording) {
        return recording.cycles.stream()
                .mapToLong(cycle -> cycle.timing().markTerminationNanos())
                .max()
                .orElse(0);
    }
}
