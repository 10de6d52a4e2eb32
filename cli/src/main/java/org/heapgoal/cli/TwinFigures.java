package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.band.Members;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.score.FigureProbe;
import org.heapgoal.workload.score.LoadMode;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * Runs the twin of a log and the members of its ensemble for the figures that predictions are scored in. The ensemble runs
 * at level pacer, whatever the level of the twin: it costs next to nothing there. May be shared by threads.
 */
final class TwinFigures {
    private final Simulation simulation;
    private final Scenario rates;
    private final List<Scenario> members;
    private final double setUpBytes;
    private final LoadMode mode;

    /**
     * Runs of one twin.
     *
     * @param twin how it was made
     * @param simulation the twin's run under its own settings
     * @param members how many members the ensemble has beside the twin; an even number, so that it leans to no side
     * @param setUpBytes what the program allocates before its load begins
     */
    TwinFigures(CalibrationResult twin, Simulation simulation, int members, double setUpBytes, LoadMode mode) {
        this.simulation = simulation;
        this.setUpBytes = setUpBytes;
        this.mode = mode;
        this.rates = ratesOf(twin, simulation, 0);
        List<Scenario> all = new ArrayList<>();
        for (int number = 1; number <= members; number++) {
            all.add(ratesOf(twin, simulation, number));
        }
        this.members = List.copyOf(all);
    }

    private static Scenario ratesOf(CalibrationResult twin, Simulation simulation, int number) {
        return twin.member(simulation.seed(), number).at(Level.PACER).withGo(simulation.version());
    }

    /** The figures of another load at level pacer. */
    Map<ScoreFigure, Double> of(TimedLoad load, GcSettings settings) {
        Scenario other = new Scenario(
                rates.name(),
                rates.title(),
                rates.description(),
                rates.go(),
                rates.settings(),
                new Scenario.TimedBody(load));
        return figures(simulation.of(other).withSettings(settings, true));
    }

    /** Means over those runs that have a figure. */
    static Map<ScoreFigure, Double> means(List<Map<ScoreFigure, Double>> runs) {
        Map<ScoreFigure, Double> out = new EnumMap<>(ScoreFigure.class);
        for (ScoreFigure figure : ScoreFigure.values()) {
            runs.stream()
                    .filter(run -> run.containsKey(figure))
                    .mapToDouble(run -> run.getOrDefault(figure, 0.0))
                    .average()
                    .ifPresent(mean -> out.put(figure, mean));
        }
        return out;
    }

    /** The twin's own figures at level pacer. */
    Map<ScoreFigure, Double> coarse(GcSettings settings) {
        return figures(simulation.of(rates).withSettings(settings, true));
    }

    /**
     * How the ensemble spreads under some settings.
     *
     * @param coarse the twin's own figures under them, at level pacer
     */
    Members members(GcSettings settings, Map<ScoreFigure, Double> coarse) {
        List<Map<ScoreFigure, Double>> all = new ArrayList<>();
        for (Scenario member : members) {
            Interruption.check();
            all.add(figures(simulation.of(member).withSettings(settings, true)));
        }
        return Members.of(coarse, all);
    }

    /** The figures of a run of the twin. */
    Map<ScoreFigure, Double> figures(Simulation run) {
        FigureProbe probe = new FigureProbe(setUpBytes, mode);
        run.run(probe, nanos -> {});
        return probe.figures();
    }
}
