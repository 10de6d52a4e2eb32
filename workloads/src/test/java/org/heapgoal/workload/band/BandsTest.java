package org.heapgoal.workload.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.heapgoal.recording.Level;
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
        ErrorTerm term = new ErrorTerm(9, 0.5, 0.25, 0.02, 1, 0.5, 2, 0.1, 1.5);
        Members members = new Members(Map.of(GOAL, new Members.Ends(0.04, 0.08)));
        // Logarithms: miss 0.1, gap 0.2, change 0.4.
        Evidence evidence = goals(100, 100 * Math.exp(-0.4), 100 * Math.exp(-0.3), 100 * Math.exp(0.2), members);
        double middle = 0.5 * 0.1 + 0.25 * 0.2;
        double rest = 0.02 + 0.5 * 0.1 + 2 * 0.2 + 0.1 * 0.4;
        Predicted found = band(GOAL, term, evidence);
        assertThat(found.value()).isEqualTo(100);
        assertThat(Math.log(found.low() / 100)).isCloseTo(middle - 1.5 * (rest + 0.04), within(1e-9));
        assertThat(Math.log(found.high() / 100)).isCloseTo(middle + 1.5 * (rest + 0.08), within(1e-9));
    }

    @Test
    void thePredictionIsAlwaysInside() {
        ErrorTerm moved = new ErrorTerm(9, 1, 0, 0.01, 0, 0, 0, 0, 1);
        Predicted found = band(GOAL, moved, goals(100, 100, 130, 100, Members.NONE));
        assertThat(found.low()).isEqualTo(100);
        assertThat(found.high()).isCloseTo(130 * Math.exp(0.01), within(1e-9));
    }

    @Test
    void sharesStayShares() {
        ErrorTerm wide = new ErrorTerm(9, 0, 0, 0.3, 0, 0, 0, 0, 1);
        Evidence low = new Evidence(Map.of(ASSISTS, 0.1), Members.NONE, Map.of(), Map.of(), Map.of());
        assertThat(band(ASSISTS, wide, low).low()).isZero();
        assertThat(band(ASSISTS, wide, low).high()).isCloseTo(0.4, within(1e-12));
        Evidence high = new Evidence(Map.of(ASSISTS, 0.9), Members.NONE, Map.of(), Map.of(), Map.of());
        assertThat(band(ASSISTS, wide, high).high()).isEqualTo(1);
    }

    @Test
    void whatNothingIsKnownOfHasNoInterval() {
        Evidence evidence = goals(100, 100, 100, 100, Members.NONE);
        ErrorTerm term = new ErrorTerm(9, 0, 0, 0.1, 0, 0, 0, 0, 1);
        Map<ScoreFigure, Predicted> other = Bands.of(model(GOAL, term), Level.PACER, SettingClass.GOGC, evidence);
        assertThat(other.get(GOAL)).isEqualTo(Predicted.without(100));
    }
}
