package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.score.Corpus;
import org.heapgoal.workload.score.CorpusRun;
import org.heapgoal.workload.score.Fidelity;
import org.heapgoal.workload.score.FigureProbe;
import org.heapgoal.workload.score.MeanModel;
import org.heapgoal.workload.score.ObservedRun;
import org.heapgoal.workload.score.Pair;
import org.heapgoal.workload.score.PairScore;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.Predictor;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/**
 * Scores a corpus: every base log is calibrated once, its twin is run under the settings of every run to be predicted as a
 * what-if runs it, and both are compared.
 */
final class CorpusScoring {
    private final Corpus corpus;
    private final TwinOptions options;
    private final long seed;
    private final int replications;
    private final boolean quiet;
    private final Map<CorpusRun, ObservedRun> observed = new LinkedHashMap<>();

    /**
     * A scoring that has not begun.
     *
     * @param seed of the twins' random streams
     * @param replications how many runs of a twin at level full a prediction is the mean of
     * @param quiet true for no progress line
     */
    CorpusScoring(Corpus corpus, TwinOptions options, long seed, int replications, boolean quiet) {
        this.corpus = corpus;
        this.options = options;
        this.seed = seed;
        this.replications = replications;
        this.quiet = quiet;
    }

    /**
     * What was scored.
     *
     * @param fidelity the scores
     * @param notPredicted base logs that no twin could be made from, with the reason, one sentence each
     */
    record Outcome(Fidelity fidelity, List<String> notPredicted) {}

    /** What is predicted from: a base log's twin and its means; a reason instead of a twin where there is none. */
    private record Base(Optional<Subject> twin, MeanModel means, String reason) {}

    /** Scores every pair of the first {@code logs} base logs of each load. */
    Outcome score(int logs) {
        List<Pair> pairs = corpus.pairs(logs);
        List<CorpusRun> baseRuns = pairs.stream().map(Pair::base).distinct().toList();
        long steps = (long) corpus.runs().size() + baseRuns.size() + pairs.size();
        try (Progress progress = Progress.steps("validate", steps, quiet)) {
            observeAll(progress);
            Map<CorpusRun, Base> bases = new LinkedHashMap<>();
            List<Base> found = ParallelRuns.inOrder(baseRuns.size(), place -> {
                Base base = base(baseRuns.get(place));
                progress.step();
                return base;
            });
            for (int i = 0; i < found.size(); i++) {
                bases.put(baseRuns.get(i), found.get(i));
            }
            List<PairScore> scores = ParallelRuns.inOrder(pairs.size(), place -> {
                Pair pair = pairs.get(place);
                PairScore score = score(pair, Objects.requireNonNull(bases.get(pair.base())));
                progress.step();
                return score;
            });
            List<String> notPredicted = new ArrayList<>();
            bases.forEach((run, base) -> {
                if (base.twin().isEmpty()) {
                    notPredicted.add(base.reason());
                }
            });
            return new Outcome(Fidelity.of(scores), notPredicted);
        }
    }

    private void observeAll(Progress progress) {
        List<CorpusRun> runs = corpus.runs();
        List<ObservedRun> found = ParallelRuns.inOrder(runs.size(), place -> {
            CorpusRun run = runs.get(place);
            ObservedRun figures = ObservedRun.of(run, RecordedLog.read(LogSource.file(run.log())));
            progress.step();
            return figures;
        });
        for (int i = 0; i < runs.size(); i++) {
            observed.put(runs.get(i), found.get(i));
        }
    }

    private Base base(CorpusRun run) {
        MeanModel means = MeanModel.of(run, RecordedLog.read(LogSource.file(run.log())));
        GcSettings settings = run.settings();
        String recorded = "GOGC=" + settings.gogcText() + ",GOMEMLIMIT=" + settings.memoryLimitText();
        try {
            Subject twin = new SubjectLoader(options.recordedUnder(recorded), System.in)
                    .load(run.log().toString(), Level.FULL);
            return new Base(Optional.of(twin), means, "");
        } catch (BadInput e) {
            return new Base(Optional.empty(), means, String.valueOf(e.getMessage()));
        }
    }

    private PairScore score(Pair pair, Base base) {
        Map<Predictor, Map<ScoreFigure, Predicted>> predictions = new EnumMap<>(Predictor.class);
        predictions.put(
                Predictor.MEAN_MODEL, without(base.means().predict(pair.target().settings())));
        base.twin().ifPresent(twin -> {
            Map<ScoreFigure, Predicted> detailed = predict(pair, twin);
            boolean pacerToo = twin.scenario().level() != Level.PACER
                    && twin.scenario().levels().contains(Level.PACER);
            predictions.put(Predictor.TWIN, detailed);
            predictions.put(Predictor.PACER, pacerToo ? predict(pair, twin.at(Level.PACER)) : detailed);
        });
        return new PairScore(
                pair,
                Objects.requireNonNull(observed.get(pair.base())),
                Objects.requireNonNull(observed.get(pair.target())),
                predictions,
                corpus.noise(pair.base(), run -> Objects.requireNonNull(observed.get(run))));
    }

    private Map<ScoreFigure, Predicted> predict(Pair pair, Subject twin) {
        Simulation simulation = new Simulation(
                twin.scenario(),
                pair.target().settings(),
                pair.change() == SettingClass.MAX_PROCS,
                twin.version(options),
                Godebug.DEFAULT,
                seed,
                0,
                ModelSwitches.ALL_ON,
                Long.MAX_VALUE);
        boolean random = twin.scenario().level() == Level.FULL;
        List<Map<ScoreFigure, Double>> runs = new ArrayList<>();
        for (int number = 0; number < (random ? replications : 1); number++) {
            Interruption.check();
            CorpusRun target = pair.target();
            FigureProbe probe = new FigureProbe(target.report().setUpBytes(), target.mode());
            simulation.withReplication(number).run(probe, nanos -> {});
            runs.add(probe.figures());
        }
        return without(means(runs));
    }

    /** Means over those replications that have a figure. */
    private static Map<ScoreFigure, Double> means(List<Map<ScoreFigure, Double>> runs) {
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

    private static Map<ScoreFigure, Predicted> without(Map<ScoreFigure, Double> values) {
        Map<ScoreFigure, Predicted> out = new EnumMap<>(ScoreFigure.class);
        values.forEach((figure, value) -> out.put(figure, Predicted.without(value)));
        return out;
    }
}
