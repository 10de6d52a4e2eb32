package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.EnumMap;
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
    private static final int ROUNDS = 7;

    /** A distance that chance makes, too. */
    private static final double CLOSE_ENOUGH = 1e-3;

    /** So many runs in a row that are no better end the search. */
    private static final int ENOUGH_WORSE = 4;

    private static final int FEWEST_CYCLES = 3;
    private static final long SEED = 1;

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

    /** The figures of the run that was nearest to the log. */
    Map<TwinParameter, Double> best(TwinCorrections corrections) {
        Map<TwinParameter, Double> best = corrections.values();
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (int round = 0; round < ROUNDS && worse < ENOUGH_WORSE; round++) {
            List<SeenCycle> cycles = run(twin.apply(corrections::value));
            if (cycles.size() < FEWEST_CYCLES) {
                break;
            }
            Moments simulated = Moments.of(cycles);
            double distance = corrections.distance(simulated);
            worse++;
            if (distance < least) {
                least = distance;
                best = new EnumMap<>(corrections.values());
                worse = 0;
            }
            if (distance < CLOSE_ENOUGH) {
                break;
            }
            corrections.correct(simulated);
        }
        return best;
    }

    private List<SeenCycle> run(ProcessLoad load) {
        FullRun.Setup setup = new FullRun.Setup(
                load,
                settings,
                true,
                version,
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine(), version),
                ModelSwitches.ALL_ON,
                new StreamFactory(SEED, 0));
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
