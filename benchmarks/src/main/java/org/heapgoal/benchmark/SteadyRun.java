package org.heapgoal.benchmark;

import org.heapgoal.process.RunLimits;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.workload.scenario.Presets;
import org.heapgoal.workload.scenario.RunNoise;
import org.heapgoal.workload.scenario.Scenario;

/** The runtime's own pacer scenario "Steady", as often as wanted: what the Go harness's benchmark runs too. */
final class SteadyRun {
    /** Revisions of the assist ratio while marking, in one run of 50 cycles; the Go harness reports the same number. */
    static final int STEPS = 814;

    /** The live heap after the last cycle; the Go harness reports the same number. */
    static final long FINAL_LIVE_BYTES = 20_886_438L;

    private static final long STEP_NANOS = 500_000;

    private final Scenario scenario;
    private final CycleLoad load;

    SteadyRun() {
        scenario = Presets.load("pacer-test/Steady");
        load = ((Scenario.CyclesBody) scenario.body()).load(new RunNoise(1, 0));
    }

    /** Runs it once and returns the live heap after the last cycle. */
    long run() {
        LastCycle last = new LastCycle();
        run(last);
        return last.liveBytes;
    }

    /** Steps of one run, counted by the time marked: all steps of a cycle are equally long but the last, which is shorter. */
    long countSteps() {
        StepCounter counter = new StepCounter();
        run(counter);
        return counter.steps;
    }

    private void run(RunProbe probe) {
        PacerLevelRun.run(load, scenario.settings(), scenario.go(), probe, RunLimits.DEFAULT);
    }

    private static final class LastCycle implements RunProbe {
        private long liveBytes;

        @Override
        public void onCycle(CycleRecord cycle) {
            liveBytes = cycle.heap().marked();
        }
    }

    private static final class StepCounter implements RunProbe {
        private long steps;

        @Override
        public void onCycle(CycleRecord cycle) {
            long marking = cycle.timing().markEndNanos() - cycle.timing().markStartNanos();
            steps += (marking + STEP_NANOS - 1) / STEP_NANOS;
        }
    }
}
