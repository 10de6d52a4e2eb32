package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;

/**
 * Runs a twin under its log's own settings and corrects the figures that a log shows only through what the collector made of
 * them, until the run repeats the log.
 */
final class TwinTuning {
    /** Chance moves a run's sums by a few percent, and corrections go a third of the way by then. */
    private static final int ROUNDS = 16;

    private static final int FEWEST_CYCLES = 3;

    private final Function<ToDoubleFunction<TwinParameter>, ProcessLoad> twin;
    private final GcSettings settings;
    private final GoVersion version;

    /**
     * A search that has not begun.
     *
     * @param twin makes the process of some figures
     * @param settings those of the log
     * @param version whose laws are followed
     */
    TwinTuning(Function<ToDoubleFunction<TwinParameter>, ProcessLoad> twin, GcSettings settings, GoVersion version) {
        this.twin = twin;
        this.settings = settings;
        this.version = version;
    }

    /** The figures after the last correction. Each run has random streams of its own, so that no one's chance is learnt. */
    Map<TwinParameter, Double> found(TwinCorrections corrections) {
        for (int round = 1; round <= ROUNDS; round++) {
            List<SeenCycle> cycles = run(twin.apply(corrections::value), round);
            if (cycles.size() < FEWEST_CYCLES) {
                break;
            }
            corrections.correct(Moments.of(cycles));
        }
        return corrections.values();
    }

    private List<SeenCycle> run(ProcessLoad load, long seed) {
        FullRun.Setup setup = new FullRun.Setup(
                load,
                settings,
                true,
                version,
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine(), version),
                ModelSwitches.ALL_ON,
                new StreamFactory(seed, 0));
        List<SeenCycle> cycles = new ArrayList<>();
        FullRun.run(
                setup,
                new RunProbe() {
                    @Override
                    public void onCycle(CycleRecord cycle) {
                        cycles.add(SeenCycle.of(cycle));
                    }
                },
                RunLimits.DEFAULT);
        return cycles;
    }
}
