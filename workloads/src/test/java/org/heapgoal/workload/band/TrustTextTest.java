package org.heapgoal.workload.band;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.calibrate.Estimate;
import org.heapgoal.workload.calibrate.LogFacts;
import org.heapgoal.workload.calibrate.TwinParameter;
import org.heapgoal.workload.score.ScoreFigure;
import org.junit.jupiter.api.Test;

/** Each sentence is there when its condition holds, with its numbers, and not otherwise. */
class TrustTextTest {
    private static final double MIB = 1 << 20;
    private static final GcSettings RECORDED = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 2);

    private int cycles = 100;
    private boolean saturated = true;
    private double idle = 0.01;
    private boolean schedTraced;
    private boolean pacerTraced = true;
    private boolean memoryKnown;
    private final Map<TwinParameter, Estimate> figures = new EnumMap<>(TwinParameter.class);
    private final Map<ScoreFigure, Double> own = new EnumMap<>(ScoreFigure.class);
    private final Map<ScoreFigure, Double> log = new EnumMap<>(ScoreFigure.class);
    private final List<Asked> asked = new ArrayList<>();

    TrustTextTest() {
        figures.put(TwinParameter.NON_HEAP_BYTES, assumed(4 * MIB, 3 * MIB, 8 * MIB));
        figures.put(TwinParameter.FRAGMENTATION_RATIO, assumed(1.1, 1.01, 1.25));
        figures.put(TwinParameter.SCANNABLE_FRACTION, assumed(0.4, 0.2, 0.8));
        figures.put(TwinParameter.DEMAND_PROCS, assumed(1.5, 1, 2));
    }

    private static GcSettings limit(long bytes) {
        return new GcSettings(100, bytes, 2);
    }

    private static Estimate assumed(double value, double low, double high) {
        return new Estimate(value, low, high, Estimate.Source.ASSUMED, "assumed");
    }

    private List<String> sentences() {
        // The log's largest heap is 200 MiB, of which 90 MiB are live.
        LogFacts facts = new LogFacts(
                cycles, saturated, idle, schedTraced, pacerTraced, memoryKnown, 200 * MIB, 90 * MIB, 0.02, 0.1);
        return TrustText.of(facts, figures, RECORDED, own, log, asked);
    }

    private void ask(GcSettings settings, double peakMib, double limiterShare) {
        asked.add(new Asked(settings, settings.environmentText(), Map.of(), Map.of(), peakMib * MIB, limiterShare));
    }

    @Test
    void aLongLogAskedAboutWhatItShowsNeedsNoWords() {
        ask(RECORDED.withGcPercent(80), 180, 0);
        assertThat(sentences()).isEmpty();
    }

    @Test
    void aTwinThatMissesItsOwnLogIsNamedWithTheDirection() {
        own.put(ScoreFigure.GC_PER_GIB, 8.8);
        log.put(ScoreFigure.GC_PER_GIB, 10.0);
        own.put(ScoreFigure.MEAN_GOAL, 105.0);
        log.put(ScoreFigure.MEAN_GOAL, 100.0);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("The twin does not repeat its own log well: GCs per GiB 12 % too low. ")
                        .doesNotContain("mean goal"));
    }

    @Test
    void fewCyclesAreCounted() {
        cycles = 29;
        // 1.65 standard errors of 2 and 10 %, rounded half up.
        assertThat(sentences())
                .containsExactly(
                        "The log has 29 cycles only: its allocation rate is known to ±3 % and the cost of marking"
                                + " to ±17 %.");
        cycles = 30;
        assertThat(sentences()).isEmpty();
    }

    @Test
    void aLoadThatMayBePacedOrSaturatedIsNamed() {
        idle = 0.03;
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("The log cannot tell whether the program takes all CPU")
                        .contains("3.0 %", "It is taken as saturated; --set load=paced tries the other"));
        saturated = false;
        idle = 0.08;
        assertThat(sentences().get(0)).contains("8.0 %", "paced, with a demand of 1.5 CPUs", "--set load=saturated");
        schedTraced = true;
        assertThat(sentences()).isEmpty();
        schedTraced = false;
        idle = 0.2;
        assertThat(sentences()).isEmpty();
    }

    @Test
    void withoutPacerTraceThePointersAreAssumed() {
        pacerTraced = false;
        assertThat(sentences())
                .containsExactly("The log cannot tell how much of the heap holds pointers, as it has no gcpacertrace"
                        + " lines: 40 % is assumed, 20 to 80 % would do as well.");
        figures.put(TwinParameter.SCANNABLE_FRACTION, new Estimate(0.4, 0.4, 0.4, Estimate.Source.GIVEN, "stated"));
        assertThat(sentences()).isEmpty();
    }

    @Test
    void aLimitBelowWhatWasSeenIsNamedWithWhatIsAssumed() {
        ask(limit(250L << 20), 150, 0);
        assertThat(sentences()).isEmpty();
        ask(limit(160L << 20), 150, 0);
        ask(limit(180L << 20), 150, 0);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("GOMEMLIMIT=160MiB is below the heap of 200 MiB that the log shows")
                        .contains("4.0 MiB and 10 % of the heap are assumed")
                        .doesNotContain("times the largest live heap"));
        memoryKnown = true;
        assertThat(sentences().get(0)).doesNotContain("assumed");
    }

    @Test
    void aLimitCloseToTheLiveHeapIsNamedWithTheRoomItLeaves() {
        ask(limit(108L << 20), 100, 0);
        assertThat(sentences().get(0)).contains("only 1.20 times the largest live heap");
    }

    @Test
    void anotherNumberOfPsIsBeyondTheLog() {
        ask(new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 8), 150, 0);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("The log cannot tell how many CPUs the program could use")
                        .contains("recorded with GOMAXPROCS=2", "all of 8"));
        saturated = false;
        assertThat(sentences().get(0)).contains("how the program does with 8 it does not show");
        asked.clear();
        ask(new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 1), 150, 0);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).startsWith("With GOMAXPROCS=1 instead of 2"));
    }

    @Test
    void heapsFarBeyondTheLogAreNamed() {
        ask(RECORDED.withGcPercent(200), 390, 0);
        assertThat(sentences()).isEmpty();
        ask(RECORDED.withGcPercent(400), 600, 0);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith("GOGC=400")
                        .contains("600 MiB, 3.0 times the largest one in the log (200 MiB)"));
    }

    @Test
    void aPredictedLimiterIsNamedWithItsShare() {
        ask(limit(400L << 20), 150, 0.0005);
        assertThat(sentences()).isEmpty();
        ask(limit(300L << 20), 150, 0.25);
        ask(limit(301L << 20), 150, 0.05);
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .contains("limiter is predicted to be on", "GOMEMLIMIT=300MiB", "(25 % of the time)")
                        .contains("and 1 more of the settings"));
    }

    @Test
    void levelsThatDisagreeAreNamedWithTheRatio() {
        Map<ScoreFigure, Double> here = Map.of(ScoreFigure.GC_CPU, 0.10, ScoreFigure.MEAN_GOAL, 100.0);
        asked.add(new Asked(
                RECORDED.withGcPercent(50),
                "GOGC=50",
                here,
                Map.of(ScoreFigure.GC_CPU, 0.05, ScoreFigure.MEAN_GOAL, 110.0),
                150 * MIB,
                0));
        assertThat(sentences())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .contains("disagree most on GC CPU share with GOGC=50", "0.50 times what level full does"));
        asked.set(
                0,
                new Asked(RECORDED.withGcPercent(50), "GOGC=50", here, Map.of(ScoreFigure.GC_CPU, 0.11), 150 * MIB, 0));
        assertThat(sentences()).isEmpty();
    }
}
