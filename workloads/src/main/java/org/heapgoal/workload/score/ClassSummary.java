package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of all pairs of one class of change.
 *
 * @param change what differs in them
 * @param half which programs
 * @param evidence what the base logs consist of
 * @param pairs how many there are
 * @param fewCycles how many of them have too few cycles for percentages of their number
 * @param errors by figure and predictor
 * @param noise median over the pairs of the typical distance of two repeats; NaN where nothing is known
 */
public record ClassSummary(
        SettingClass change,
        CorpusRun.Half half,
        CorpusRun.Evidence evidence,
        int pairs,
        int fewCycles,
        Map<ScoreFigure, Map<Predictor, Errors>> errors,
        Map<ScoreFigure, Double> noise) {

    /** Copies the maps. */
    public ClassSummary {
        EnumMap<ScoreFigure, Map<Predictor, Errors>> copy = new EnumMap<>(ScoreFigure.class);
        copy.putAll(errors);
        errors = Collections.unmodifiableMap(copy);
        EnumMap<ScoreFigure, Double> floors = new EnumMap<>(ScoreFigure.class);
        floors.putAll(noise);
        noise = Collections.unmodifiableMap(floors);
    }

    /**
     * Absolute errors of one figure.
     *
     * @param count how many pairs have it
     * @param median their median; NaN without any
     * @param worst the largest; NaN without any
     */
    public record Errors(int count, double median, double worst) {
        /** The errors of these pairs; counts of cycles only where a pair has enough of them for percentages. */
        public static Errors of(List<PairScore> scores, Predictor predictor, ScoreFigure figure) {
            double[] found = scores.stream()
                    .filter(score -> figure != ScoreFigure.GC_PER_GIB || !score.fewCycles())
                    .mapToDouble(score -> Math.abs(score.error(predictor, figure)))
                    .filter(error -> !Double.isNaN(error))
                    .sorted()
                    .toArray();
            double worst = found.length == 0 ? Double.NaN : found[found.length - 1];
            return new Errors(found.length, Medians.of(found), worst);
        }
    }

    /** All classes that have pairs: the scoring half first, then by evidence and change. */
    static List<ClassSummary> of(List<PairScore> scores) {
        List<ClassSummary> out = new ArrayList<>();
        for (CorpusRun.Half half : List.of(CorpusRun.Half.SCORING, CorpusRun.Half.TUNING)) {
            for (CorpusRun.Evidence evidence : CorpusRun.Evidence.values()) {
                for (SettingClass change : SettingClass.values()) {
                    List<PairScore> members = scores.stream()
                            .filter(score -> score.pair().base().half() == half)
                            .filter(score -> score.pair().base().evidence() == evidence)
                            .filter(score -> score.pair().change() == change)
                            .toList();
                    if (!members.isEmpty()) {
                        out.add(of(change, half, evidence, members));
                    }
                }
            }
        }
        return out;
    }

    private static ClassSummary of(
            SettingClass change, CorpusRun.Half half, CorpusRun.Evidence evidence, List<PairScore> members) {
        EnumMap<ScoreFigure, Map<Predictor, Errors>> errors = new EnumMap<>(ScoreFigure.class);
        EnumMap<ScoreFigure, Double> noise = new EnumMap<>(ScoreFigure.class);
        for (ScoreFigure figure : ScoreFigure.scored()) {
            EnumMap<Predictor, Errors> byPredictor = new EnumMap<>(Predictor.class);
            for (Predictor predictor : Predictor.values()) {
                byPredictor.put(predictor, Errors.of(members, predictor, figure));
            }
            errors.put(figure, Collections.unmodifiableMap(byPredictor));
            noise.put(
                    figure,
                    Medians.of(members.stream()
                            .map(score -> score.noiseOf(figure).typical())
                            .toList()));
        }
        int few = (int) members.stream().filter(PairScore::fewCycles).count();
        return new ClassSummary(change, half, evidence, members.size(), few, errors, noise);
    }

    /** The errors of a figure. */
    public Errors errorsOf(ScoreFigure figure, Predictor predictor) {
        Errors found = errors.getOrDefault(figure, Map.of()).get(predictor);
        return found == null ? new Errors(0, Double.NaN, Double.NaN) : found;
    }
}
