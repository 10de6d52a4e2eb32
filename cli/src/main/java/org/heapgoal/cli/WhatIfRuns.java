package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Trust;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.score.FigureProbe;
import org.heapgoal.workload.score.LoadMode;
import org.heapgoal.workload.score.ScoreFigure;

/**
 * The runs of a what-if: every setting, every replication, side by side. Of a log's twin their figures are kept for saying
 * how far they are to be trusted.
 */
final class WhatIfRuns {
    /** Of a twin at level full: runs of one process differ by chance, and three show by how much. */
    static final int REPLICATIONS_OF_PROCESSES = 3;

    /** Members of an ensemble at level pacer where there are few settings: enough for the ends of an interval of 90 %. */
    private static final int MOST_MEMBERS = 40;

    private static final int LEAST_MEMBERS = 4;
    /** Runs of members that take about as long as making the twin. */
    private static final int RUNS_OF_MEMBERS = 4_000;

    private final Subject subject;
    private final List<Simulation> simulations;
    private final ModelOptions model;
    private final int replications;
    private final int members;
    private final List<List<Map<ScoreFigure, Double>>> figures = new ArrayList<>();

    private WhatIfRuns(
            Subject subject, List<Simulation> simulations, ModelOptions model, int replications, int members) {
        this.subject = subject;
        this.simulations = simulations;
        this.model = model;
        this.replications = replications;
        this.members = members;
    }

    /** The runs of a subject under the settings of simulations, the baseline first. */
    static WhatIfRuns of(Subject subject, List<Simulation> simulations, ModelOptions model) {
        Scenario scenario = simulations.get(0).scenario();
        boolean twin = subject.calibration().isPresent();
        int ensemble = even(Math.max(LEAST_MEMBERS, Math.min(MOST_MEMBERS, RUNS_OF_MEMBERS / simulations.size())));
        if (twin && scenario.level() == Level.PACER) {
            return new WhatIfRuns(subject, simulations, model, 1, model.replications(ensemble + 1) - 1);
        }
        int asked = model.replications(twin ? REPLICATIONS_OF_PROCESSES : 1);
        boolean random =
                scenario.body() instanceof Scenario.ProcessBody || scenario.body() instanceof Scenario.CyclesBody;
        // Where nothing is random a second run shows it.
        return new WhatIfRuns(subject, simulations, model, random ? asked : Math.min(2, asked), ensemble);
    }

    private static int even(int count) {
        return count - count % 2;
    }

    /** The line that follows all runs. */
    Progress progress(boolean quiet) {
        long planned = simulations.get(0).plannedNanos();
        long runs = (long) simulations.size() * replications;
        return planned > 0
                ? Progress.simulatedTime("what-if", planned, runs, quiet)
                : Progress.steps("what-if", runs, quiet);
    }

    /** One run: which setting, which replication, and what listens to it. */
    interface One {
        Recorder.Piece run(int place, int number, RunProbe probe);
    }

    private record Done(Recorder.Piece piece, Map<ScoreFigure, Double> figures) {}

    /** Does all runs; the results are in the order of the settings. */
    List<RunResult> all(Progress progress, One one) {
        LoadMode mode = subject.calibration().map(TwinTrust::modeOf).orElse(LoadMode.SATURATED);
        List<Done> done = ParallelRuns.inOrder(simulations.size() * replications, index -> {
            FigureProbe probe = new FigureProbe(0, mode);
            Recorder.Piece piece = one.run(index / replications, index % replications, probe);
            progress.step();
            return new Done(piece, probe.figures());
        });
        List<RunResult> results = new ArrayList<>();
        for (int place = 0; place < simulations.size(); place++) {
            List<Done> own = done.subList(place * replications, (place + 1) * replications);
            results.add(Recorder.together(own.stream().map(Done::piece).toList()));
            figures.add(own.stream().map(Done::figures).toList());
        }
        return results;
    }

    /**
     * How far the results are to be trusted; nothing where they are no predictions of a real program.
     *
     * @param observed the log as a run, where the results are of its twin
     */
    Optional<Trust> trust(List<RunResult> results, Optional<RunResult> observed) {
        Optional<CalibrationResult> twin = subject.calibration();
        Simulation baseline = simulations.get(0);
        if (twin.isEmpty() || observed.isEmpty() || !baseline.switches().equals(ModelSwitches.ALL_ON)) {
            return Optional.empty();
        }
        TwinTrust trust =
                new TwinTrust(twin.get(), baseline, members, model.twin().overrides());
        List<GcSettings> settings =
                simulations.stream().map(Simulation::settings).toList();
        return Optional.of(trust.of(settings, results, figures, observed.get()));
    }
}
