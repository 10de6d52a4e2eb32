package org.heapgoal.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What lessons compute in variant 0. Oracle: each figure worked by hand in a comment, or published by others where it says so. */
final class LessonFiguresTest {
    private static final double MIB = 1 << 20;

    @Test
    void goalsAreTheLiveHeapAndGogcPercentOfItWithStacksAndGlobals() {
        Figures figures = figures(1);
        // 8 + (8 + 1 + 1) · 0.5, · 1, · 2
        assertThat(figures.value("goal50")).isEqualTo(13 * MIB);
        assertThat(figures.value("goal100")).isEqualTo(18 * MIB);
        assertThat(figures.value("goal200")).isEqualTo(28 * MIB);
    }

    @Test
    void theFirstGraphIsThatOfTheGoGcGuide() {
        Figures figures = figures(2);
        // The guide prints 6.4 %, 40 MiB and 3.8 %, 60 MiB.
        assertThat(figures.value("cpu100")).isCloseTo(0.064, within(0.0005));
        assertThat(figures.value("peak100")).isEqualTo(40 * MIB);
        assertThat(figures.value("cpu200")).isCloseTo(0.038, within(0.0005));
        assertThat(figures.value("peak200")).isEqualTo(60 * MIB);
        assertThat(figures.value("cycles100")).isEqualTo(12);
        assertThat(figures.value("cycles200")).isEqualTo(7);
    }

    @Test
    void tinyHeapsCollectWhenTheMinimumHeapIsFull() {
        Figures figures = figures(3);
        // 40 / (4 − 1), 40 / (16 − 1), 40 / (50.44 − 1), and some percent more for triggers below the goal.
        assertThat(figures.value("rate100")).isBetween(13.3, 13.3 * 1.06);
        assertThat(figures.value("rate400")).isBetween(2.66, 2.66 * 1.06);
        assertThat(figures.value("rateLimit")).isBetween(0.809, 0.809 * 1.06);
        // (64 − 12) · 0.97
        assertThat(figures.value("goalLimit")).isCloseTo(50.44 * MIB, within(0.01 * MIB));
    }

    @Test
    void aBusyProgramStartsAt45Of64AndAssists() {
        Figures figures = figures(4);
        // What is allocated from trigger to goal, 19/64 of the marked heap M, is marked beside the 200 MiB that are
        // reachable:
        // M = 200 · 64/45. The trigger is M · (1 + 45/64).
        double marked = 200 * MIB * 64 / 45;
        assertThat(figures.value("marked")).isCloseTo(marked, Percentage.withPercentage(0.1));
        assertThat(figures.value("trigger")).isCloseTo(marked * 109 / 64, Percentage.withPercentage(0.1));
        // u / (1 − u) = 0.2 · 200 MiB / (M · 19/64)
        double odds = 0.2 * 200 * MIB / (marked * 19 / 64);
        assertThat(figures.value("utilization")).isCloseTo(odds / (1 + odds), Percentage.withPercentage(0.5));
        assertThat(figures.value("utilization200")).isCloseTo(0.25, within(0.001));
        // Free of assists while 3 · ratio · 200 MiB fits: up to 19/64 of M = 200 · 64/45 · (1 of GOGC), and for
        // GOGC=200
        // up to 38/64 of M = 200 · 64/26.
        assertThat(figures.value("free100")).isCloseTo(19.0 / 45 / 3, within(0.003));
        assertThat(figures.value("free200")).isCloseTo(38.0 / 26 / 3, within(0.006));
    }

    @Test
    void workersOfTheWholeProcessAreThoseOfThePlan() {
        Figures figures = figures(5);
        // A quarter of 2, 4, 6, 7 is 0.5, 1, 1.5, 1.75; rounding 0.5 and 1.5 to 1 and 2 misses by over 30 %.
        double[] dedicated = {0, 1, 1, 2};
        for (int i = 0; i < dedicated.length; i++) {
            assertThat(figures.value("dedicated" + (i + 1))).isEqualTo(dedicated[i]);
            assertThat(figures.value("measured" + (i + 1))).isCloseTo(dedicated[i], within(0.05));
        }
        // (1.5 − 1) / 6
        assertThat(figures.value("fractional3")).isCloseTo(0.0833, within(0.0001));
        assertThat(figures.value("share1")).isCloseTo(0.25, within(0.03));
        assertThat(figures.value("share3")).isCloseTo(0.25, within(0.03));
    }

    @Test
    void theLimitsGoalIsTheRoomLessThreePercent() {
        Figures figures = figures(6);
        // (900 − 40) · 0.97; 334.2 / 500; 334.2 / 200, less for the trigger 4 MiB below the goal
        assertThat(figures.value("goal")).isCloseTo(834.2 * MIB, within(0.01 * MIB));
        assertThat(figures.value("highest")).isEqualTo(66);
        assertThat(figures.value("toGoal")).isCloseTo(1.671, within(0.001));
        assertThat(figures.value("interval")).isCloseTo(1.651, within(0.002));
    }

    @Test
    void theLimitersBucketFillsByGcTimeLessTheProgramsTime() {
        Figures figures = figures(7);
        // 4 CPU-s: 4 a second; 3 − 1 a second. The guide prints 51.7 %.
        assertThat(figures.value("fullAll")).isCloseTo(1, within(0.002));
        assertThat(figures.value("fullShare")).isCloseTo(2, within(0.002));
        assertThat(figures.value("guideCpu")).isCloseTo(0.517, within(0.0005));
    }

    @Test
    void theLimiterSparesTheProgramAssistsAndDoesNotSaveIt() {
        Figures figures = figures(7);
        assertThat(figures.value("noRoom")).isLessThan(figures.value("killed")).isPositive();
        assertThat(figures.value("limiterOn")).isPositive();
        assertThat(figures.value("leakCpu")).isLessThan(figures.value("leakCpuOff"));
        assertThat(figures.value("assists")).isLessThan(figures.value("assistsOff"));
        assertThat(figures.value("killedOff")).isLessThan(40);
    }

    @Test
    void memoryFallsToTheHeapInUseAndTenPercentMore() {
        Figures figures = figures(8);
        // 100 · 2 in use at the last cycle, and 10 % of it; some MiB of metadata and stacks beside it
        assertThat(figures.value("after")).isBetween(220 * MIB, 226 * MIB);
        assertThat(figures.value("goalBefore")).isCloseTo(1000 * MIB, Percentage.withPercentage(0.5));
        // About (196 − 114) / 50 to the next trigger: 14 of the 30 MiB were allocated behind the one before.
        assertThat(figures.value("wait")).isBetween(1.5, 2.0);
        assertThat(figures.value("ninety")).isGreaterThan(figures.value("wait"));
    }

    @Test
    void theQuotaIsGoneWhenTheThreadsHaveUsedThePeriodsBudget() {
        Figures figures = figures(9);
        // 200 ms / 8, 200 ms / 32, 2 / 4
        assertThat(figures.value("goneWorkers")).isCloseTo(0.025, Percentage.withPercentage(0.5));
        assertThat(figures.value("goneAll")).isCloseTo(0.00625, Percentage.withPercentage(1));
        assertThat(figures.value("smallNeed")).isEqualTo(0.5);
    }

    @Test
    void twoLinesOfTheLogGiveTheRateAndTheTwinPredictsTheOtherLog() {
        Figures figures = figures(10);
        // gc 20 @6.324s 2.3+116+0.19 ms … 74 MB, gc 21 @6.712s … 127 MB: (127 − 74) / (0.388 − 0.1185)
        assertThat(figures.value("rate")).isCloseTo(196.7 * MIB, Percentage.withPercentage(0.5));
        assertThat(figures.value("predicted")).isCloseTo(figures.value("observed"), Percentage.withPercentage(5));
    }

    @Test
    void theTwoMinuteCycleMarksOnAQuarterOfThePs() {
        Figures figures = figures(11);
        // 2048 / 400, / 2; 5.12 / (8 · 122.56); 2 / 8
        assertThat(figures.value("cost")).isCloseTo(5.12, within(0.005));
        assertThat(figures.value("mark")).isCloseTo(2.56, within(0.005));
        assertThat(figures.value("mean")).isCloseTo(0.00522, within(0.00002));
        assertThat(figures.value("peak")).isCloseTo(0.25, within(0.001));
        // All 8 Ps against 2.
        assertThat(figures.value("faster")).isCloseTo(4, within(0.1));
    }

    @Test
    void bundledLogsAreTheRecordedOnes() throws IOException {
        Path recorded = Path.of(System.getProperty("heapgoal.root")).resolve("validation/logs/go1.26.8");
        for (String program : new String[] {"steadycache", "httpjson"}) {
            for (String settings : new String[] {"gogc100", "gogcoff-limit160MiB"}) {
                String name = program + "-" + settings + "-p2.log.gz";
                try (InputStream bundled = Lessons.open(name)) {
                    assertThat(bundled.readAllBytes()).isEqualTo(Files.readAllBytes(recorded.resolve(name)));
                }
            }
        }
    }

    private static Figures figures(int lesson) {
        return Lessons.get(lesson).variant(0).figures();
    }
}
