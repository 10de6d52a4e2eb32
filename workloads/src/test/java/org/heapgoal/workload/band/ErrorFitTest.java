package org.heapgoal.workload.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;
import org.junit.jupiter.api.Test;

/** Deriving the error model. Oracles: cases made so that the best term is known, and the file's own statements. */
class ErrorFitTest {
    private static final ErrorModel.Key GOAL = new ErrorModel.Key(Level.FULL, SettingClass.GOGC, ScoreFigure.MEAN_GOAL);

    private static ErrorCase of(String program, double miss, double gap, double spread, double residual) {
        return new ErrorCase(
                GOAL, program, program, new Evidence.Signs(miss, gap, spread, spread, 0), residual, Double.NaN);
    }

    private static ErrorTerm fit(List<ErrorCase> cases) {
        return ErrorFit.of(cases)
                .term(Level.FULL, SettingClass.GOGC, ScoreFigure.MEAN_GOAL)
                .orElseThrow();
    }

    /** Ten errors of 1 to 10 percent either way, around three quarters of the miss. */
    private static List<ErrorCase> leaning() {
        List<ErrorCase> cases = new ArrayList<>();
        for (int program = 0; program < 4; program++) {
            for (int i = 1; i <= 10; i++) {
                double miss = 0.5 * (i % 3 - 1);
                double error = 0.01 * i * (i % 2 == 0 ? 1 : -1);
                cases.add(of("p" + program, miss, 0, 0, 0.75 * miss + error));
            }
        }
        return cases;
    }

    @Test
    void theMiddleLeansAsFarAsTheErrorsDo() {
        ErrorTerm term = fit(leaning());
        assertThat(term.towardsLog()).isEqualTo(0.75);
        assertThat(term.towardsPacer()).isZero();
        assertThat(term.cases()).isEqualTo(40);
    }

    @Test
    void theHalfWidthHoldsNineOfTenErrors() {
        // Nine of each ten errors are at most 9 %; on the grid that is between 8 and 10 %.
        ErrorTerm term = fit(leaning());
        Evidence.Signs plain = new Evidence.Signs(0, 0, 0, 0, 0);
        assertThat(term.halfWidth(plain, true)).isBetween(0.08, 0.105);
    }

    @Test
    void errorsThatGrowWithTheSpreadAreHeldByIt() {
        List<ErrorCase> cases = new ArrayList<>();
        for (int program = 0; program < 4; program++) {
            for (int i = 1; i <= 12; i++) {
                double spread = 0.02 * i;
                cases.add(of("p" + program, 0, 0, spread, (i % 2 == 0 ? 2 : -2) * spread));
            }
        }
        ErrorTerm term = fit(cases);
        assertThat(term.perSpread()).isBetween(1.5, 2.0);
        Evidence.Signs large = new Evidence.Signs(0, 0, 0.2, 0.2, 0);
        Evidence.Signs small = new Evidence.Signs(0, 0, 0.02, 0.02, 0);
        assertThat(term.halfWidth(large, true)).isGreaterThan(5 * term.halfWidth(small, true));
    }

    @Test
    void aProgramUnlikeTheOthersWidensTheInterval() {
        List<ErrorCase> alike = leaning();
        List<ErrorCase> unlike = new ArrayList<>(alike);
        for (int i = 0; i < 10; i++) {
            unlike.add(of("other", 0, 0, 0, 0.4));
        }
        assertThat(fit(alike).widening()).isCloseTo(1, within(0.15));
        // Ten of fifty cases lie four to five times as far out as the terms fitted without them reach.
        assertThat(fit(unlike).widening()).isGreaterThan(3);
    }

    @Test
    void underTheLogsOwnSettingsTheNoiseOfRepeatsIsTheWidth() {
        ErrorModel.Key own = new ErrorModel.Key(Level.FULL, SettingClass.NOTHING, ScoreFigure.MEAN_GOAL);
        List<ErrorCase> cases = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double noise = i % 2 == 0 ? 0.02 : 0.04;
            Evidence.Signs signs = new Evidence.Signs(0.1 * i, 0, 0, 0, 0);
            cases.add(new ErrorCase(own, "p" + i, "p" + i, signs, 0.1 * i, noise));
        }
        ErrorTerm term = Objects.requireNonNull(ErrorFit.of(cases).terms().get(own));
        assertThat(term.towardsLog()).isEqualTo(1);
        // Mean distances of 2 and 4 %: 90 % lie below 2.062 times their mean.
        assertThat(term.constant()).isCloseTo(2.062 * 0.03, within(1e-9));
    }

    @Test
    void tooFewCasesGiveNoTerm() {
        assertThat(ErrorFit.of(leaning().subList(0, 11)).terms()).isEmpty();
    }

    @Test
    void aModelIsReadBackAsItWasWritten() {
        ErrorModel written = ErrorModel.parse(ErrorFit.of(leaning()).lines(List.of("from made cases")));
        assertThat(ErrorModel.parse(written.lines(List.of()))).isEqualTo(written);
        assertThat(written.terms()).containsOnlyKeys(GOAL);
        assertThatThrownBy(() -> ErrorModel.parse(List.of("level,change")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected \"level,change,figure");
    }

    @Test
    void theShippedModelCoversEveryChangeAndRestsOnTheTuningHalfOnly() throws IOException {
        for (Level level : List.of(Level.PACER, Level.FULL)) {
            for (SettingClass change : SettingClass.values()) {
                for (ScoreFigure figure : List.of(ScoreFigure.GC_PER_GIB, ScoreFigure.MEAN_GOAL, ScoreFigure.GC_CPU)) {
                    assertThat(ErrorModel.SHIPPED.term(level, change, figure))
                            .as("%s %s %s", level, change, figure)
                            .isPresent();
                }
            }
        }
        try (InputStream stream = ErrorModel.class.getResourceAsStream("model-error.csv")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("--error-model", "rings", "ledger")
                    .doesNotContain("lrucache", "httpjson", "step", "stacks", "idle,");
        }
    }
}
