package org.heapgoal.workload.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/** Laws of moving a twin's figures by what it misses of its own log, with the shipped error model. */
class PredictionProperties {
    private static final List<SettingClass> CHANGES =
            List.of(SettingClass.GOGC, SettingClass.LIMIT, SettingClass.MAX_PROCS, SettingClass.SEVERAL);

    private static final ErrorTerm WHOLE = new ErrorTerm(9, 1, 0, 0.05, 1, 0, 0, 0, 0);

    private static Predicted predicted(ErrorModel model, SettingClass change, ScoreFigure figure, Evidence evidence) {
        return Objects.requireNonNull(
                Bands.of(model, Level.FULL, change, evidence).get(figure));
    }

    private static Evidence evidence(
            ScoreFigure figure, double value, double own, double log, double coarse, double spread) {
        return new Evidence(
                Map.of(figure, value),
                new Members(Map.of(figure, new Members.Ends(spread, spread))),
                Map.of(figure, own),
                Map.of(figure, log),
                Map.of(figure, coarse));
    }

    @Property(tries = 500)
    void aTwinThatRepeatsItsLogIsNotMoved(
            @ForAll @DoubleRange(min = 1, max = 1e9) double value,
            @ForAll @DoubleRange(min = 1, max = 1e9) double own) {
        for (SettingClass change : CHANGES) {
            for (ScoreFigure figure : List.of(ScoreFigure.GC_PER_GIB, ScoreFigure.MEAN_GOAL, ScoreFigure.THROUGHPUT)) {
                Evidence same = evidence(figure, value, own, own, value, 0.1);
                assertThat(predicted(ErrorModel.SHIPPED, change, figure, same).value())
                        .isCloseTo(value, within(1e-9 * value));
            }
        }
    }

    @Property(tries = 500)
    void aTwinThatIsOffByTheSameFactorEverywherePredictsExactly(
            @ForAll @DoubleRange(min = 0.83, max = 1.21) double factor,
            @ForAll @DoubleRange(min = 1e6, max = 1e9) double real,
            @ForAll @DoubleRange(min = 1e6, max = 1e9) double log) {
        ErrorModel model =
                new ErrorModel(Map.of(new ErrorModel.Key(Level.FULL, SettingClass.GOGC, ScoreFigure.MEAN_GOAL), WHOLE));
        Evidence off = evidence(ScoreFigure.MEAN_GOAL, real * factor, log * factor, log, real, 0);
        Predicted found = predicted(model, SettingClass.GOGC, ScoreFigure.MEAN_GOAL, off);
        assertThat(found.value()).isCloseTo(real, within(1e-9 * real));
        assertThat(found.twin()).isEqualTo(real * factor);
    }

    @Property(tries = 500)
    void sharesStaySharesAndIntervalsHoldThePrediction(
            @ForAll @DoubleRange(min = 0, max = 1) double value,
            @ForAll @DoubleRange(min = 0, max = 1) double own,
            @ForAll @DoubleRange(min = 0, max = 1) double log,
            @ForAll @DoubleRange(min = 0, max = 1) double coarse,
            @ForAll @DoubleRange(min = 0, max = 3) double spread) {
        for (SettingClass change : CHANGES) {
            for (ScoreFigure figure : List.of(ScoreFigure.GC_CPU, ScoreFigure.ASSIST_SHARE)) {
                Predicted found = predicted(
                        ErrorModel.SHIPPED, change, figure, evidence(figure, value, own, log, coarse, spread));
                assertThat(found.covers(found.value())).isTrue();
                assertThat(found.low()).isBetween(0.0, 1.0);
                assertThat(found.high()).isBetween(0.0, 1.0);
            }
        }
    }

    @Property(tries = 500)
    void noFigureIsMovedByMoreThanTwoDistancesOfTwentyTwoPercent(
            @ForAll @DoubleRange(min = 1, max = 1e12) double value,
            @ForAll @DoubleRange(min = 1, max = 1e12) double own,
            @ForAll @DoubleRange(min = 1, max = 1e12) double log,
            @ForAll @DoubleRange(min = 1, max = 1e12) double coarse) {
        for (SettingClass change : CHANGES) {
            Predicted found = predicted(
                    ErrorModel.SHIPPED,
                    change,
                    ScoreFigure.MEAN_GOAL,
                    evidence(ScoreFigure.MEAN_GOAL, value, own, log, coarse, 0.1));
            assertThat(Math.abs(Math.log(found.value() / value))).isLessThanOrEqualTo(0.4 + 1e-9);
            assertThat(found.covers(found.value())).isTrue();
        }
    }
}
