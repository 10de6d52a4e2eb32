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

    /** Far from the log's settings, where nothing but the shares moves a figure. */
    private static Evidence.Signs signs(double miss, double gap, double spread) {
        return new Evidence.Signs(miss, gap, spread, spread, 1, 0, 0);
    }

    private static ErrorCase of(String program, double miss, double gap, double spread, double residual) {
        return new ErrorCase(GOAL, program, program, signs(miss, gap, spread), residual, Double.NaN);
    }

    private static ErrorTerm fit(List<ErrorCase> cases) {
        return ErrorFit.of(cases)
                .term(Level.FULL, SettingClass.GOGC, ScoreFigure.MEAN_GOAL)
                .orElseThrow();
    }

    /** Ten errors of 0.2 to 2 percent either way, around a share of the miss. */
    private static List<ErrorCase> leaning(double share) {
        List<ErrorCase> cases = new ArrayList<>();
        for (int program = 0; program < 4; program++) {
            for (int i = 1; i <= 10; i++) {
                double miss = 0.15 * (i % 3 - 1);
                double error = 0.002 * i * (i % 2 == 0 ? 1 : -1);
                cases.add(of("p" + program, miss, 0, 0, share * miss + error));
            }
        }
        return cases;
    }

    @Test
    void figuresAreMovedAsFarAsTheErrorsLean() {
        assertThat(fit(leaning(1)).towardsLog()).isEqualTo(1);
        assertThat(fit(leaning(0)).towardsLog()).isZero();
        assertThat(fit(leaning(0.5)).towardsLog()).isEqualTo(0.5);
        assertThat(fit(leaning(0.5)).towardsPacer()).isZero();
        assertThat(fit(leaning(1)).cases()).isEqualTo(40);
    }

    @Test
    void theOtherLevelCountsWhereItIsBetterForProgramsLeftOut() {
        List<ErrorCase> between = new ArrayList<>();
        for (int program = 0; program < 4; program++) {
            for (int i = 1; i <= 10; i++) {
                double gap = 0.1 * (i % 2 == 0 ? 1 : -1);
                between.add(of("p" + program, 0, gap, 0, 0.5 * gap + 0.001 * i));
            }
        }
        assertThat(fit(between).towardsPacer()).isEqualTo(0.5);
        // One program of four alone is no reason: those left out gain nothing.
        List<ErrorCase> single = new ArrayList<>();
        for (ErrorCase one : between) {
            boolean other = !one.program().equals("p0");
            single.add(of(one.program(), 0, one.signs().gap(), 0, other ? 0.01 : one.residual()));
        }
        assertThat(fit(single).towardsPacer()).isZero();
    }

    @Test
    void oneWildProgramDoesNotDecide() {
        List<ErrorCase> cases = new ArrayList<>(leaning(1));
        for (int i = 0; i < 10; i++) {
            // Its log was a singular run: at other settings nothing of the miss is found again.
            cases.add(of("wild", 0.2, 0, 0, -3));
        }
        assertThat(fit(cases).towardsLog()).isEqualTo(1);
    }

    @Test
    void theHalfWidthHoldsThreePercentMoreThanNineOfTenErrors() {
        // The 93 % point of the errors 0.2, 0.4 … 2 %, four times each: between the 37th and the 38th of forty.
        assertThat(fit(leaning(1)).halfWidth(signs(0, 0, 0), true)).isBetween(0.0179, 0.0201);
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
        assertThat(term.perSpread()).isBetween(1.5, 2.5);
        assertThat(term.perGap()).isZero();
        assertThat(term.halfWidth(signs(0, 0, 0.2), true)).isGreaterThan(5 * term.halfWidth(signs(0, 0, 0.02), true));
    }

    @Test
    void aProgramUnlikeTheOthersWidensTheInterval() {
        List<ErrorCase> alike = leaning(1);
        List<ErrorCase> unlike = new ArrayList<>(alike);
        for (int i = 0; i < 10; i++) {
            unlike.add(of("other", 0, 0, 0, 0.1));
        }
        // Ten of fifty cases are off by 10 %, so the interval must reach that far.
        assertThat(fit(unlike).halfWidth(signs(0, 0, 0), true)).isGreaterThan(0.1);
        assertThat(fit(alike).halfWidth(signs(0, 0, 0), true)).isLessThan(0.03);
    }

    @Test
    void underTheLogsOwnSettingsTheNoiseOfRepeatsIsTheWidth() {
        ErrorModel.Key own = new ErrorModel.Key(Level.FULL, SettingClass.NOTHING, ScoreFigure.MEAN_GOAL);
        List<ErrorCase> cases = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double noise = i % 2 == 0 ? 0.02 : 0.04;
            Evidence.Signs signs = signs(0.1 * i, 0, 0);
            cases.add(new ErrorCase(own, "p" + i, "p" + i, signs, 0.1 * i, noise));
        }
        ErrorTerm term = Objects.requireNonNull(ErrorFit.of(cases).terms().get(own));
        assertThat(term.towardsLog()).isEqualTo(1);
        // Mean distances of 2 and 4 %: 90 % lie below 2.062 times their mean.
        assertThat(term.constant()).isCloseTo(2.062 * 0.03, within(1e-9));
    }

    @Test
    void tooFewCasesGiveNoTerm() {
        assertThat(ErrorFit.of(leaning(1).subList(0, 11)).terms()).isEmpty();
    }

    @Test
    void aModelIsReadBackAsItWasWritten() {
        ErrorModel written = ErrorModel.parse(ErrorFit.of(leaning(1)).lines(List.of("from made cases")));
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
