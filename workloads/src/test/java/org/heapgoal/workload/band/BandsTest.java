package org.heapgoal.workload.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.ObservedRun;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;
import org.junit.jupiter.api.Test;

/** Intervals whose parts are given; the expected ends are worked by hand. */
class BandsTest {
    private static final ScoreFigure GOAL = ScoreFigure.MEAN_GOAL;
    private static final ScoreFigure ASSISTS = ScoreFigure.ASSIST_SHARE;

    private static ErrorModel model(ScoreFigure figure, ErrorTerm term) {
        return new ErrorModel(Map.of(new ErrorModel.Key(Level.FULL, SettingClass.GOGC, figure), term));
    }

    private static Predicted band(ScoreFigure figure, ErrorTerm term, Evidence evidence) {
        Predicted found = Bands.of(model(figure, term), Level.FULL, SettingClass.GOGC, evidence)
                .get(figure);
        assertThat(found).isNotNull();
        return Objects.requireNonNull(found);
    }

    private static Evidence goals(double value, double own, double log, double coarse, Members members) {
        return new Evidence(Map.of(GOAL, value), members, Map.of(GOAL, own), Map.of(GOAL, log), Map.of(GOAL, coarse));
    }

    @Test
    void theEnsembleIsReadAtFiveAndNinetyFivePercent() {
        // 41 members, evenly from e^-0.20 to e^0.20: their 5 % point is the third, 0.18 below, and as far above.
        List<Map<ScoreFigure, Double>> members = new ArrayList<>();
        IntStream.rangeClosed(-20, 20).forEach(i -> members.add(Map.of(GOAL, 100 * Math.exp(i / 100.0))));
        Members.Ends ends = Members.of(Map.of(GOAL, 100.0), members).of(GOAL);
        assertThat(ends.down()).isCloseTo(0.18, within(1e-9));
        assertThat(ends.up()).isCloseTo(0.18, within(1e-9));
        assertThat(Members.NONE.of(GOAL)).isEqualTo(Members.Ends.NONE);
    }

    @Test
    void scatteredRunsWidenWhatTheEnsembleSays() {
        Members quiet = new Members(Map.of(GOAL, new Members.Ends(0.1, 0.2)));
        List<Map<ScoreFigure, Double>> runs =
                List.of(Map.of(GOAL, 100.0), Map.of(GOAL, 100 * Math.exp(0.3)), Map.of(GOAL, 100 * Math.exp(-0.3)));
        // Variance of 0, 0.3, -0.3 is 0.09, so 1.645² · 0.09 with 2 degrees of freedom beside 0.1² with 4.
        double expected = Math.sqrt((4 * 0.01 + 2 * 1.6448536 * 1.6448536 * 0.09) / 6);
        assertThat(quiet.with(runs).of(GOAL).down()).isCloseTo(expected, within(1e-6));
        assertThat(quiet.with(runs).of(GOAL).up()).isGreaterThan(expected);
        assertThat(quiet.with(runs.subList(0, 1))).isEqualTo(quiet);
    }

    @Test
    void everyPartOfTheTermCounts() {
        ErrorTerm term = new ErrorTerm(9, 0.5, 0.25, 0.02, 1.5, 2, 0.1, 0.03, 0.04);
        Members members = new Members(Map.of(GOAL, new Members.Ends(0.04, 0.08)));
        // Logarithms: miss 0.1, gap 0.2, change 0.4.
        Evidence goals = goals(100, 100 * Math.exp(-0.4), 100 * Math.exp(-0.3), 100 * Math.exp(0.2), members);
        // 60 of 100 are live, 1.5 times the room; the collector takes 2 %, so one per cent over it is 0.5.
        Map<ScoreFigure, Double> value = Map.of(GOAL, 100.0, ScoreFigure.MEAN_MARKED, 60.0, ScoreFigure.GC_CPU, 0.02);
        Evidence evidence = new Evidence(value, members, goals.own(), goals.log(), goals.coarse());
        double middle = 0.5 * 0.1 + 0.25 * 0.2;
        double rest = 0.02 + 2 * 0.2 + 0.1 * 0.4 + 0.03 * 1.5 + 0.04 * 0.5;
        Predicted found = band(GOAL, term, evidence);
        assertThat(found.twin()).isEqualTo(100);
        assertThat(Math.log(found.value() / 100)).isCloseTo(middle, within(1e-9));
        assertThat(Math.log(found.low() / 100)).isCloseTo(middle - rest - 1.5 * 0.04, within(1e-9));
        assertThat(Math.log(found.high() / 100)).isCloseTo(middle + rest + 1.5 * 0.08, within(1e-9));
    }

    @Test
    void aTwinThatIsFarOffMovesPredictionsByAQuarterAtMost() {
        ErrorTerm moved = new ErrorTerm(9, 1, 0, 0.01, 0, 0, 0, 0, 0);
        Predicted found = band(GOAL, moved, goals(200, 100, 300, 200, Members.NONE));
        assertThat(found.value()).isCloseTo(200 * Math.exp(0.2), within(1e-9));
        assertThat(band(GOAL, moved, goals(200, 300, 100, 200, Members.NONE)).value())
                .isCloseTo(200 * Math.exp(-0.2), within(1e-9));
    }

    @Test
    void whatHardlyChangesIsPredictedAsTheLogHasIt() {
        // A share of nothing is the error model's; where the twin changes by half of 0.2, half of the miss counts.
        ErrorTerm unmoved = new ErrorTerm(9, 0, 0, 0.01, 0, 0, 0, 0, 0);
        assertThat(band(GOAL, unmoved, goals(100, 100, 110, 100, Members.NONE)).value())
                .isCloseTo(110, within(1e-9));
        assertThat(band(GOAL, unmoved, goals(100 * Math.exp(0.1), 100, 110, 100, Members.NONE))
                        .value())
                .isCloseTo(100 * Math.exp(0.1) * Math.sqrt(1.1), within(1e-9));
        assertThat(band(GOAL, unmoved, goals(130, 100, 110, 100, Members.NONE)).value())
                .isEqualTo(130);
    }

    @Test
    void underItsOwnSettingsTheLogIsThePrediction() {
        ErrorTerm term = new ErrorTerm(9, 1, 0, 0.05, 0, 0, 0, 0, 0);
        ErrorModel model = new ErrorModel(Map.of(new ErrorModel.Key(Level.FULL, SettingClass.NOTHING, GOAL), term));
        Evidence threefold = goals(300, 300, 100, 300, Members.NONE);
        Predicted found = Objects.requireNonNull(
                Bands.of(model, Level.FULL, SettingClass.NOTHING, threefold).get(GOAL));
        assertThat(found.value()).isEqualTo(100);
        assertThat(found.twin()).isEqualTo(300);
        assertThat(found.high()).isCloseTo(100 * Math.exp(0.05), within(1e-9));
    }

    @Test
    void whatNoLogTellsStaysTheTwins() {
        ErrorTerm term = new ErrorTerm(9, 1, 0, 0.05, 0, 0, 0, 0, 0);
        Map<ScoreFigure, Double> log = new ObservedRun(Map.of(GOAL, 90.0, ScoreFigure.PEAK_MAPPED, 150.0)).toldByLog();
        assertThat(log).containsOnlyKeys(GOAL);
        Evidence evidence = new Evidence(
                Map.of(ScoreFigure.PEAK_MAPPED, 200.0),
                Members.NONE,
                Map.of(ScoreFigure.PEAK_MAPPED, 100.0, GOAL, 80.0),
                log,
                Map.of());
        assertThat(band(ScoreFigure.PEAK_MAPPED, term, evidence).value()).isEqualTo(200);
    }

    @Test
    void aPeakIsNeverBelowTheMean() {
        ErrorTerm term = new ErrorTerm(9, 1, 0, 0.05, 0, 0, 0, 0, 0);
        ErrorModel model = new ErrorModel(Map.of(
                new ErrorModel.Key(Level.FULL, SettingClass.GOGC, GOAL), term,
                new ErrorModel.Key(Level.FULL, SettingClass.GOGC, ScoreFigure.PEAK_GOAL), term));
        Evidence evidence = new Evidence(
                Map.of(GOAL, 200.0, ScoreFigure.PEAK_GOAL, 210.0),
                Members.NONE,
                Map.of(GOAL, 100.0, ScoreFigure.PEAK_GOAL, 110.0),
                Map.of(GOAL, 110.0, ScoreFigure.PEAK_GOAL, 100.0),
                Map.of());
        Map<ScoreFigure, Predicted> found = Bands.of(model, Level.FULL, SettingClass.GOGC, evidence);
        Predicted peak = Objects.requireNonNull(found.get(ScoreFigure.PEAK_GOAL));
        assertThat(peak.value()).isCloseTo(220, within(1e-9));
        assertThat(peak.covers(peak.value())).isTrue();
    }

    @Test
    void sharesStayShares() {
        ErrorTerm wide = new ErrorTerm(9, 0, 0, 0.3, 0, 0, 0, 0, 0);
        Evidence low = new Evidence(Map.of(ASSISTS, 0.1), Members.NONE, Map.of(), Map.of(), Map.of());
        assertThat(band(ASSISTS, wide, low).low()).isZero();
        assertThat(band(ASSISTS, wide, low).high()).isCloseTo(0.4, within(1e-12));
        Evidence high = new Evidence(Map.of(ASSISTS, 0.9), Members.NONE, Map.of(), Map.of(), Map.of());
        assertThat(band(ASSISTS, wide, high).high()).isEqualTo(1);
    }

    @Test
    void whatNothingIsKnownOfHasNoInterval() {
        Evidence evidence = goals(100, 100, 100, 100, Members.NONE);
        ErrorTerm term = new ErrorTerm(9, 0, 0, 0.1, 0, 0, 0, 0, 0);
        Map<ScoreFigure, Predicted> other = Bands.of(model(GOAL, term), Level.PACER, SettingClass.GOGC, evidence);
        assertThat(other.get(GOAL)).isEqualTo(Predicted.without(100));
    }
}
