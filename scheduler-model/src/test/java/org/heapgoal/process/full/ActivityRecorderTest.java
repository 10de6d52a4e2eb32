package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heapgoal.process.full.TestRun.MS;
import static org.heapgoal.process.full.TestRun.S;
import static org.heapgoal.process.full.TestRun.allocate;
import static org.heapgoal.process.full.TestRun.sleep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.ActivitySlice;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.PActivity;
import org.heapgoal.recording.RunProbe;
import org.junit.jupiter.api.Test;

class ActivityRecorderTest {
    private static final class Kept implements RunProbe {
        final List<ActivityWindow> windows = new ArrayList<>();
        final List<CycleRecord> cycles = new ArrayList<>();
        final List<HeapSample> heap = new ArrayList<>();
        final List<MachineSample> machine = new ArrayList<>();

        @Override
        public void onActivity(ActivityWindow window) {
            windows.add(window);
        }

        @Override
        public void onCycle(CycleRecord cycle) {
            cycles.add(cycle);
        }

        @Override
        public void onSample(HeapSample sample) {
            heap.add(sample);
        }

        @Override
        public void onMachineSample(MachineSample sample) {
            machine.add(sample);
        }
    }

    /** Two of four Ps' worth of garbage, so that Ps idle and mark in idle time. */
    private static TestRun run() {
        return new TestRun()
                .site("garbage", new Lifetime.Transient(), 0.5, 16, 48, 128, 1024)
                .program("worker", allocate("garbage", 1_000_000, 256 << 10), sleep(1_000_000))
                .fixed("worker", 4);
    }

    private static Kept record(ActivityRequest request) {
        Kept kept = new Kept();
        FullRun.run(run().setup(), kept, RunLimits.DEFAULT, request);
        return kept;
    }

    private static Map<PActivity, Long> totals(ActivityWindow window) {
        Map<PActivity, Long> totals = new EnumMap<>(PActivity.class);
        window.slices()
                .forEach(slice -> totals.merge(slice.activity(), slice.toNanos() - slice.fromNanos(), Long::sum));
        return totals;
    }

    /** Each P's slices follow each other without a gap from the window's begin to its end. */
    private static void assertCovered(ActivityWindow window) {
        for (int p = 0; p < window.ps(); p++) {
            long at = window.fromNanos();
            for (ActivitySlice slice : window.slices()) {
                if (slice.p() == p) {
                    assertThat(slice.fromNanos()).isEqualTo(at);
                    at = slice.toNanos();
                }
            }
            assertThat(at).isEqualTo(window.toNanos());
        }
    }

    @Test
    void watchingChangesNothing() {
        FullRun.Result alone = FullRun.run(run().setup(), new Kept(), RunLimits.DEFAULT);
        FullRun.Result watched =
                FullRun.run(run().setup(), new Kept(), RunLimits.DEFAULT, new ActivityRequest.Chosen(0, S));
        assertThat(watched).isEqualTo(alone);
    }

    /** Oracle: the CPU times that cycles record. A slice also holds the switch to the worker, so it is a little longer. */
    @Test
    void aWindowOverTheWholeRunAddsUpToWhatTheCyclesSay() {
        Kept kept = record(new ActivityRequest.Chosen(0, 10 * S));
        ActivityWindow window = kept.windows.get(0);
        assertCovered(window);
        Map<PActivity, Long> totals = totals(window);
        long dedicated = kept.cycles.stream()
                .mapToLong(cycle -> cycle.cpu().dedicatedNanos())
                .sum();
        long idle =
                kept.cycles.stream().mapToLong(cycle -> cycle.cpu().idleNanos()).sum();
        assertThat(kept.cycles).hasSizeGreaterThan(20);
        assertThat((double) totals.getOrDefault(PActivity.DEDICATED, 0L))
                .isCloseTo((double) dedicated, within(0.05 * (double) dedicated));
        assertThat((double) totals.getOrDefault(PActivity.IDLE_MARK, 0L))
                .isCloseTo((double) idle, within(0.05 * (double) idle));
        assertThat(totals.getOrDefault(PActivity.USER, 0L)).isGreaterThan(0);
        assertThat(totals.getOrDefault(PActivity.STOPPED, 0L)).isGreaterThan(0);
    }

    @Test
    void aChosenWindowIsKeptExactly() {
        ActivityWindow window =
                record(new ActivityRequest.Chosen(100 * MS, 7 * MS)).windows.get(0);
        assertThat(window.fromNanos()).isEqualTo(100 * MS);
        assertThat(window.toNanos()).isEqualTo(107 * MS);
        assertThat(window.ps()).isEqualTo(4);
        assertCovered(window);
    }

    /** Warm-up is a tenth of the run. */
    @Test
    void withoutAChoiceItIsTheFirstWholeCycleAfterWarmUpAndAQuarterOfItOnBothSides() {
        Kept kept = record(ActivityRequest.AROUND_A_CYCLE);
        ActivityWindow window = kept.windows.get(0);
        long warmUp = run().setup().load().durationNanos() / 10;
        CycleRecord cycle = kept.cycles.stream()
                .filter(candidate -> candidate.timing().startNanos() >= warmUp)
                .findFirst()
                .orElseThrow();
        long quarter = (cycle.timing().endNanos() - cycle.timing().startNanos()) / 4;
        assertThat(window.fromNanos()).isEqualTo(Math.max(warmUp, cycle.timing().startNanos() - quarter));
        assertThat(window.toNanos()).isEqualTo(cycle.timing().endNanos() + quarter);
        assertCovered(window);
    }

    @Test
    void nothingIsRecordedOfAWindowThatTheRunDoesNotReach() {
        assertThat(record(new ActivityRequest.Chosen(1_000 * S, S)).windows).isEmpty();
        assertThat(record(ActivityRequest.NONE).windows).isEmpty();
    }

    /** Oracles: the heap's own sample of mapped memory at the same instant, and GOMAXPROCS times the time. */
    @Test
    void samplesOfTheMachineAgreeWithThoseOfTheHeap() {
        Kept kept = record(ActivityRequest.NONE);
        assertThat(kept.machine).hasSameSizeAs(kept.heap);
        long idleBefore = 0;
        for (int i = 0; i < kept.machine.size(); i++) {
            MachineSample machine = kept.machine.get(i);
            assertThat(machine.timeNanos()).isEqualTo(kept.heap.get(i).timeNanos());
            assertThat(machine.memory().mapped()).isEqualTo(kept.heap.get(i).mappedBytes());
            assertThat(machine.cpu().availableNanos()).isEqualTo(4 * machine.timeNanos());
            assertThat(machine.cpu().idleNanos())
                    .isBetween(idleBefore, machine.cpu().availableNanos());
            idleBefore = machine.cpu().idleNanos();
        }
        assertThat(idleBefore).isGreaterThan(0);
    }
}
