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
import org.heapgoal.workload.band.Bands;
import org.heapgoal.workload.band.ErrorCase;
import org.heapgoal.workload.band.ErrorModel;
import org.heapgoal.workload.band.Evidence;
import org.heapgoal.workload.band.Members;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.score.Corpus;
import org.heapgoal.workload.score.CorpusRun;
import org.heapgoal.workload.score.Fidelity;
import org.heapgoal.workload.score.MeanModel;
import org.heapgoal.workload.score.ObservedRun;
import org.heapgoal.workload.score.Pair;
import org.heapgoal.workload.score.PairScore;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.Predictor;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;
import org.heapgoal.workload.score.Spread;

/**
 * Scores a corpus: every base log is calibrated once, its twin is run under the settings of every run to be predicted as a
 * what-if runs it, and both are compared.
 */
final class CorpusScoring {
    /** Members of an ensemble beside the twin: enough for the ends of an interval of 90 %. */
    private static final int MEMBERS = 40;

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
     * @param tuning what was predicted and observed in the tuning half
     */
    record Outcome(Fidelity fidelity, List<String> notPredicted, List<ErrorCase> tuning) {}

    /** A predicted run and what an error model can be derived from. */
    private record Scored(PairScore score, List<ErrorCase> cases) {}

    /** What is predicted from: a base log's twin and its means; a reason instead of a twin where there is none. */
    private record Base(Optional<Twin> twin, MeanModel means, String reason) {}

    /**
     * A base log's twin.
     *
     * @param subject at its most detailed level
     * @param figures runs it
     * @param own its figures under the settings of the log
     * @param ownCoarse the same at level pacer
     */
    private record Twin(
            Subject subject, TwinFigures figures, Map<ScoreFigure, Double> own, Map<ScoreFigure, Double> ownCoarse) {}

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
            List<Scored> scores = ParallelRuns.inOrder(pairs.size(), place -> {
                Pair pair = pairs.get(place);
                Scored score = score(pair, Objects.requireNonNull(bases.get(pair.base())));
                progress.step();
                return score;
            });
            List<String> notPredicted = new ArrayList<>();
            bases.forEach((run, base) -> {
                if (base.twin().isEmpty()) {
                    notPredicted.add(base.reason());
                }
            });
            return new Outcome(
                    Fidelity.of(scores.stream().map(Scored::score).toList()),
                    notPredicted,
                    scores.stream()
                            .filter(scored -> scored.score().pair().base().half() == CorpusRun.Half.TUNING)
                            .flatMap(scored -> scored.cases().stream())
                            .toList());
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
            Subject subject = new SubjectLoader(options.recordedUnder(recorded), System.in)
                    .load(run.log().toString(), Level.FULL);
            return new Base(Optional.of(twin(run, subject)), means, "");
        } catch (BadInput e) {
            return new Base(Optional.empty(), means, String.valueOf(e.getMessage()));
        }
    }

    private Twin twin(CorpusRun run, Subject subject) {
        Simulation simulation = simulation(subject, run.settings(), false);
        TwinFigures figures = new TwinFigures(
                subject.calibration().orElseThrow(),
                simulation,
                MEMBERS,
                run.report().setUpBytes(),
                run.mode());
        Map<ScoreFigure, Double> coarse = figures.coarse(run.settings());
        boolean rates = subject.scenario().level() == Level.PACER;
        return new Twin(
                subject, figures, rates ? coarse : TwinFigures.means(runs(subject, figures, simulation)), coarse);
    }

    private Scored score(Pair pair, Base base) {
        ObservedRun log = Objects.requireNonNull(observed.get(pair.base()));
        ObservedRun target = Objects.requireNonNull(observed.get(pair.target()));
        Map<ScoreFigure, Spread> noise = corpus.noise(pair.base(), run -> Objects.requireNonNull(observed.get(run)));
        Map<Predictor, Map<ScoreFigure, Predicted>> predictions = new EnumMap<>(Predictor.class);
        List<ErrorCase> cases = new ArrayList<>();
        predictions.put(
                Predictor.MEAN_MODEL, without(base.means().predict(pair.target().settings())));
        base.twin().ifPresent(twin -> {
            Map<Level, Evidence> evidence = evidence(pair, twin, log);
            evidence.forEach((level, known) -> {
                cases.addAll(ErrorCase.of(level, pair, known, target, noise));
                predictions.put(
                        level == Level.PACER ? Predictor.PACER : Predictor.TWIN,
                        Bands.of(ErrorModel.SHIPPED, level, pair.change(), known));
            });
            predictions.computeIfAbsent(
                    Predictor.TWIN, detailed -> Objects.requireNonNull(predictions.get(Predictor.PACER)));
        });
        return new Scored(new PairScore(pair, log, target, predictions, noise), cases);
    }

    /** What the twin predicts at level pacer, and at its own where that is more detailed. */
    private Map<Level, Evidence> evidence(Pair pair, Twin twin, ObservedRun log) {
        GcSettings settings = pair.target().settings();
        Map<Level, Evidence> out = new EnumMap<>(Level.class);
        Map<ScoreFigure, Double> coarse = twin.figures().coarse(settings);
        Members members = twin.figures().members(settings, coarse);
        Map<ScoreFigure, Double> told = log.toldByLog();
        out.put(Level.PACER, new Evidence(coarse, members, twin.ownCoarse(), told, Map.of()));
        Level level = twin.subject().scenario().level();
        if (level != Level.PACER) {
            List<Map<ScoreFigure, Double>> runs = runs(
                    twin.subject(),
                    twin.figures(),
                    simulation(twin.subject(), settings, pair.change() == SettingClass.MAX_PROCS));
            out.put(level, new Evidence(TwinFigures.means(runs), members.with(runs), twin.own(), told, coarse));
        }
        return out;
    }

    private Simulation simulation(Subject twin, GcSettings settings, boolean procsStated) {
        return new Simulation(
                twin.scenario(),
                settings,
                procsStated,
                twin.version(options),
                Godebug.DEFAULT,
                seed,
                0,
                ModelSwitches.ALL_ON,
                Long.MAX_VALUE);
    }

    /** Repetitions of the twin, each with random streams of its own. */
    private List<Map<ScoreFigure, Double>> runs(Subject subject, TwinFigures figures, Simulation simulation) {
        List<Map<ScoreFigure, Double>> runs = new ArrayList<>();
        for (int number = 0; number < replications; number++) {
            Interruption.check();
            runs.add(figures.figures(subject.replication(simulation, number)));
        }
        return runs;
    }

    private static Map<ScoreFigure, Predicted> without(Map<ScoreFigure, Double> values) {
        Map<ScoreFigure, Predicted> out = new EnumMap<>(ScoreFigure.class);
        values.forEach((figure, value) -> out.put(figure, Predicted.without(value)));
        return out;
    }
}
