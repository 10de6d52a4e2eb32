package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.sim.units.BadInput;

/**
 * Recorded runs of several programs.
 *
 * @param name what messages call it
 * @param base the settings that predictions start from
 * @param facts what is known of where they were recorded, one sentence or figure each
 * @param runs all runs, in the order of the index
 */
public record Corpus(String name, GcSettings base, List<String> facts, List<CorpusRun> runs) {
    /** Copies the lists. */
    public Corpus {
        facts = List.copyOf(facts);
        runs = List.copyOf(runs);
    }

    /** Runs under the base settings whose logs have these lines, in order. */
    public List<CorpusRun> bases(CorpusRun.Evidence evidence) {
        return runs.stream()
                .filter(run -> run.evidence() == evidence && run.settings().equals(base))
                .toList();
    }

    /**
     * Every base log with its own run and with every run of the same program and load under other settings.
     *
     * @param logs how many repeats of the base setting are used as base logs, at least 1; of each program, load and kind of
     *     log the first
     * @throws BadInput if there is no base log, or none with a run to predict
     */
    public List<Pair> pairs(int logs) {
        List<Pair> out = new ArrayList<>();
        Map<String, Integer> used = new LinkedHashMap<>();
        for (CorpusRun run : runs) {
            if (!run.settings().equals(base)) {
                continue;
            }
            String load = run.program() + " " + run.mode() + " " + run.evidence();
            if (used.merge(load, 1, Integer::sum) > logs) {
                continue;
            }
            List<CorpusRun> targets = targetsOf(run);
            if (!targets.isEmpty()) {
                out.add(new Pair(run, run));
            }
            for (CorpusRun target : targets) {
                out.add(new Pair(run, target));
            }
        }
        if (used.isEmpty()) {
            throw BadInput.in(name, "has no base log: none of its runs was recorded under " + base.environmentText());
        }
        if (out.isEmpty()) {
            throw BadInput.in(
                    name, "has nothing to predict: all its runs were recorded under " + base.environmentText());
        }
        return out;
    }

    private List<CorpusRun> targetsOf(CorpusRun run) {
        return runs.stream()
                .filter(run::sameLoad)
                .filter(other -> other.evidence() == CorpusRun.Evidence.GCTRACE)
                .filter(other -> !other.settings().equals(base))
                .toList();
    }

    /**
     * The noise floor of a program's load: what the repeats of its base setting, recorded with gctrace alone, disagree
     * about.
     *
     * @param run any run of the load
     * @param observed gives the figures of a run
     */
    public Map<ScoreFigure, Spread> noise(CorpusRun run, Function<CorpusRun, ObservedRun> observed) {
        List<ObservedRun> repeats = bases(CorpusRun.Evidence.GCTRACE).stream()
                .filter(run::sameLoad)
                .map(observed)
                .toList();
        EnumMap<ScoreFigure, Spread> out = new EnumMap<>(ScoreFigure.class);
        for (ScoreFigure figure : ScoreFigure.values()) {
            double[] values = repeats.stream()
                    .mapToDouble(repeat -> repeat.valueOrNaN(figure))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            out.put(figure, Spread.of(figure, values));
        }
        return out;
    }
}
