package org.heapgoal.workload.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures, noise floor and mean model of a corpus made for the purpose, against numbers worked by hand. A printed number
 * stands for everything that is cut down to it, so 40 MB is 40.5 MiB in the middle and differences come out whole.
 */
class ObservedFiguresTest {
    private static final double MIB = 1 << 20;

    @TempDir
    private Path directory;

    private Corpus corpus() {
        return CorpusReader.read(new MadeCorpus(directory)
                .run("a", "scoring", "base", 100, 1, "50->60->40 MB, 79 MB goal")
                .run("b", "scoring", "base", 100, 1, "52->62->40 MB, 79 MB goal")
                .run("c", "scoring", "gogc", 200, 2, "100->110->40 MB, 120 MB goal")
                .done());
    }

    private static ObservedRun observed(CorpusRun run) {
        return ObservedRun.of(run, log(run));
    }

    private static RecordedLog log(CorpusRun run) {
        return RecordedLog.read(LogSource.file(run.log()));
    }

    @Test
    void figuresAreThoseOfTheCyclesAfterTheFirst() {
        ObservedRun run = observed(corpus().runs().get(0));
        // Set-up allocates 30 MB, the first cycle begins at 50.5 MiB: it is where counting starts, 20 cycles are
        // counted.
        assertThat(run.valueOrNaN(ScoreFigure.CYCLES)).isEqualTo(20);
        // Between the ends of two cycles (60 − 40) MiB are allocated.
        assertThat(run.valueOrNaN(ScoreFigure.GC_PER_GIB)).isCloseTo(1024 / 20.0, within(1e-9));
        assertThat(run.valueOrNaN(ScoreFigure.MEAN_GOAL)).isEqualTo(79.5 * MIB);
        assertThat(run.valueOrNaN(ScoreFigure.MEAN_BLACK)).isEqualTo(10 * MIB);
        assertThat(run.valueOrNaN(ScoreFigure.TRIGGER_RATIO)).isCloseTo(50.5 / 79.5, within(1e-12));
        // 20.5 + 80.5 ms of marking and 2 · (0.505 + 0.505) ms stopped, of two CPUs for a second.
        assertThat(run.valueOrNaN(ScoreFigure.GC_CPU)).isCloseTo((20.5 + 80.5 + 2.02) / 2000, within(1e-9));
        assertThat(run.valueOrNaN(ScoreFigure.ASSIST_SHARE)).isCloseTo(20.5 / 101, within(1e-4));
        assertThat(run.valueOrNaN(ScoreFigure.THROUGHPUT)).isCloseTo(20 * MIB, within(1.0));
        assertThat(run.valueOrNaN(ScoreFigure.PEAK_MAPPED)).isEqualTo(100 * MIB);
        assertThat(run.figures()).doesNotContainKey(ScoreFigure.P99);
    }

    @Test
    void cyclesOfTheSetUpAreNotCounted() {
        // 24 MB more per cycle: with 100 MB of set-up the first cycle after it is the third, at 50.5 + 2 · 20 MiB > 100
        // MB.
        MadeCorpus made = new MadeCorpus(directory).run("a", "scoring", "base", 100, 1, "50->60->40 MB, 79 MB goal");
        Corpus corpus = CorpusReader.read(made.done());
        CorpusRun run = corpus.runs().get(0);
        RunReport report = run.report();
        CorpusRun later = new CorpusRun(
                run.program(),
                run.half(),
                run.mode(),
                run.settings(),
                run.evidence(),
                1,
                run.log(),
                new RunReport(90 * MIB, report.peakMappedBytes(), report.p99Seconds(), false));
        // Starts come at 50.5, 70.5, 90.5 MiB allocated: the third begins counting, 18 follow.
        assertThat(observed(later).valueOrNaN(ScoreFigure.CYCLES)).isEqualTo(18);
    }

    @Test
    void theNoiseFloorIsTheMeanDistanceOfTwoRepeats() {
        Corpus corpus = corpus();
        Map<ScoreFigure, Spread> noise = corpus.noise(corpus.runs().get(2), ObservedFiguresTest::observed);
        double one = 1024 / 20.0;
        double other = 1024 / 22.0;
        Spread spread = noise.getOrDefault(ScoreFigure.GC_PER_GIB, Spread.UNKNOWN);
        assertThat(spread.runs()).isEqualTo(2);
        assertThat(spread.typical()).isCloseTo((one - other) / ((one + other) / 2), within(1e-9));
        assertThat(noise.getOrDefault(ScoreFigure.MEAN_GOAL, Spread.UNKNOWN).range())
                .isZero();
    }

    @Test
    void theSpreadOfFiveRunsCountsAllTenPairs() {
        // Distances of 1, 2, 3, 5, 10: 1+2+4+9 + 1+3+8 + 2+7 + 5 = 42 over ten pairs, over the median 3.
        Spread spread = Spread.of(ScoreFigure.MEAN_GOAL, new double[] {10, 2, 3, 1, 5});
        assertThat(spread.typical()).isCloseTo(4.2 / 3, within(1e-12));
        assertThat(spread.range()).isCloseTo(9.0 / 3, within(1e-12));
        // Shares are compared in points.
        assertThat(Spread.of(ScoreFigure.ASSIST_SHARE, new double[] {0.1, 0.4}).typical())
                .isCloseTo(0.3, within(1e-12));
        assertThat(Spread.of(ScoreFigure.MEAN_GOAL, new double[] {4}).known()).isFalse();
    }

    @Test
    void theMeanModelIsTheFormulaOnPaper() {
        CorpusRun base = corpus().runs().get(0);
        MeanModel model = MeanModel.of(base, log(base));
        Map<ScoreFigure, Double> figures = model.predict(new GcSettings(200, GcSettings.NO_MEMORY_LIMIT, 2));
        // live 40.5 MiB, nothing printed of stacks: goal 40.5 · 3, a cycle each (121.5 − 40.5) MiB at 20 MiB/s, 4.05 s.
        assertThat(figures.get(ScoreFigure.MEAN_GOAL)).isCloseTo(121.5 * MIB, within(1.0));
        assertThat(figures.get(ScoreFigure.GC_PER_GIB)).isCloseTo(1024 / 81.0, within(1e-6));
        assertThat(figures.get(ScoreFigure.GC_CPU)).isCloseTo((20.5 + 80.5 + 2.02) / (2 * 4050), within(1e-8));
        // Twice the CPUs allocate twice as fast; a limit caps the goal, and one below the live heap leaves no answer.
        assertThat(model.predict(new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4))
                        .get(ScoreFigure.THROUGHPUT))
                .isCloseTo(40 * MIB, within(1.0));
        assertThat(model.predict(new GcSettings(-1, 60L << 20, 2)).get(ScoreFigure.MEAN_GOAL))
                .isCloseTo(60 * MIB, within(1.0));
        assertThat(model.predict(new GcSettings(-1, 40L << 20, 2))).isEmpty();
    }

    @Test
    void pairsGoFromBaseLogsToTheirOwnRunAndToOtherSettings() {
        Corpus corpus = corpus();
        assertThat(corpus.pairs(1)).extracting(Pair::change).containsExactly(SettingClass.NOTHING, SettingClass.GOGC);
        assertThat(corpus.pairs(5))
                .hasSize(4)
                .filteredOn(pair -> pair.change() == SettingClass.GOGC)
                .hasSize(2)
                .allSatisfy(
                        pair -> assertThat(pair.target().settings().gcPercent()).isEqualTo(200));
    }
}
