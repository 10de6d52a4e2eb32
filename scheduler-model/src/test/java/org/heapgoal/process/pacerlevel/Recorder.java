package org.heapgoal.process.pacerlevel;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.jspecify.annotations.Nullable;

/** Runs a load and keeps everything it records. */
final class Recorder implements RunProbe {
    static final long MIB = 1L << 20;

    final List<CycleRecord> cycles = new ArrayList<>();
    final List<HeapSample> samples = new ArrayList<>();
    private @Nullable RunTotals totals;
    private @Nullable RunOutcome outcome;

    static Recorder run(TimedLoad load, GcSettings settings) {
        return run(load, settings, ModelSwitches.ALL_ON, RunLimits.DEFAULT);
    }

    static Recorder run(TimedLoad load, GcSettings settings, ModelSwitches switches, RunLimits limits) {
        Recorder recorder = new Recorder();
        recorder.outcome = PacerLevelRun.run(load, settings, GoVersion.DEFAULT, switches, recorder, limits);
        return recorder;
    }

    @Override
    public void onSample(HeapSample sample) {
        samples.add(sample);
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        cycles.add(cycle);
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }

    RunTotals totals() {
        if (totals == null) {
            throw new AssertionError("the run has not ended");
        }
        return totals;
    }

    RunOutcome outcome() {
        if (outcome == null) {
            throw new AssertionError("the run has not ended");
        }
        return outcome;
    }

    CycleRecord last() {
        return cycles.get(cycles.size() - 1);
    }

    /** CPU time of marking without idle workers, and of both stops on all Ps, over all cycles. */
    double gcCpuSeconds() {
        double nanos = 0;
        for (CycleRecord cycle : cycles) {
            nanos += cycle.cpu().busyNanos() + (double) cycle.timing().pauseNanos() * cycle.maxProcs();
        }
        return nanos / 1e9;
    }
}
