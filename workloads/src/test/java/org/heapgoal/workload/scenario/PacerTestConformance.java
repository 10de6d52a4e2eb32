package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 19 scenarios of the runtime's own pacer test. Oracle of the rows: what the real runtime (go1.25.14) prints for them.
 * Oracle of the assertions: that test's own, scenario by scenario.
 */
final class PacerTestConformance {
    private static final String GROUP = "pacer-test/";

    /** 512 MiB less the pacer's headroom of 3 %. */
    private static final long LIMIT_LESS_HEADROOM = 520_764_785L;

    private static final double TARGET = 0.25;

    /** One cycle as the runtime's test sees it. */
    private record Row(long live, long trigger, long peak, long goal, double utilization) {
        double goalRatio() {
            return (double) peak / goal;
        }

        double triggerRatio() {
            return (double) (trigger - live) / (double) (goal - live);
        }

        long runway() {
            return goal - trigger;
        }
    }

    private static final Map<String, List<Row>> RESULTS = new LinkedHashMap<>();

    static Stream<String> scenarios() {
        return Presets.names().stream()
                .filter(name -> name.startsWith(GROUP))
                .map(name -> name.substring(GROUP.length()));
    }

    @Test
    void all1100PrintedRowsAreEqual() throws IOException {
        Map<String, List<String>> expected = printedRows();
        assertThat(scenarios().toList()).hasSize(19).containsExactlyInAnyOrderElementsOf(expected.keySet());
        int compared = 0;
        for (Map.Entry<String, List<String>> scenario : expected.entrySet()) {
            List<Row> rows = rows(scenario.getKey());
            assertThat(rows).as(scenario.getKey()).hasSameSizeAs(scenario.getValue());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(printed(scenario.getKey(), i + 1, rows.get(i)))
                        .isEqualTo(scenario.getValue().get(i));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(1100);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyAssertionOfTheRuntimesTestHolds(String scenario) {
        List<Row> rows = rows(scenario);
        Check check = check(scenario);
        for (int n = 1; n <= rows.size(); n++) {
            Row row = rows.get(n - 1);
            assertThat(row.utilization).isBetween(0.0, 1.0);
            check.after(n, rows, new Cycle(scenario + " cycle " + n, row, n > 1 ? rows.get(n - 2) : row));
        }
    }

    /** What the runtime's test checks after its n-th cycle. */
    private interface Check {
        void after(int n, List<Row> rows, Cycle cycle);
    }

    /** Assertions on one cycle, named. */
    private record Cycle(String name, Row row, Row previous) {
        void utilizationNear(double target, double epsilon) {
            assertThat(row.utilization).as(name + " utilization").isEqualTo(target, within(epsilon));
        }

        void utilizationSteady(double epsilon) {
            utilizationNear(previous.utilization, epsilon);
        }

        void utilizationBetween(double least, double most) {
            assertThat(row.utilization).as(name + " utilization").isBetween(least, most);
        }

        void goalRatioBetween(double least, double most) {
            assertThat(row.goalRatio()).as(name + " goal ratio").isBetween(least, most);
        }

        void goalIs(long bytes) {
            assertThat(row.goal).as(name + " goal").isEqualTo(bytes);
        }
    }

    private static Check check(String scenario) {
        return switch (scenario) {
            case "Steady", "SteadyBigStacks", "SteadyBigGlobals" -> PacerTestConformance::steady;
            case "StepAlloc", "HeavyStepAlloc", "StepScannableFrac" -> PacerTestConformance::step;
            case "HighGOGC" -> PacerTestConformance::highGogc;
            case "OscAlloc" -> (n, rows, c) -> jitter(n, c, 1.05, 0.3);
            case "JitterAlloc" -> (n, rows, c) -> jitter(n, c, 1.025, 0.275);
            case "HeavyJitterAlloc" -> PacerTestConformance::heavyJitter;
            case "SmallHeapSlowAlloc" -> (n, rows, c) -> slow(n, rows, c, 4);
            case "MediumHeapSlowAlloc" -> (n, rows, c) -> slow(n, rows, c, 9);
            case "LargeHeapSlowAlloc" -> PacerTestConformance::largeSlow;
            case "SteadyMemoryLimit" ->
                (n, rows, c) -> {
                    assertThat(c.row.peak).as(c.name + " peak").isLessThan(LIMIT_LESS_HEADROOM);
                    steady(n, rows, c);
                };
            case "SteadyMemoryLimitNoGCPercent", "MaintainMemoryLimitNoGCPercent" ->
                (n, rows, c) -> {
                    c.goalIs(LIMIT_LESS_HEADROOM);
                    steady(n, rows, c);
                };
            case "ExceedMemoryLimit" -> PacerTestConformance::exceed;
            case "ExceedMemoryLimitNoGCPercent" ->
                (n, rows, c) -> {
                    if (n < 10) {
                        c.goalIs(LIMIT_LESS_HEADROOM);
                    }
                    exceed(n, rows, c);
                };
            case "MaintainMemoryLimit" ->
                (n, rows, c) -> {
                    if (n > 12) {
                        c.goalIs(LIMIT_LESS_HEADROOM);
                    }
                    steady(n, rows, c);
                };
            default -> throw new AssertionError("no assertions for " + scenario);
        };
    }

    private static void steady(int n, List<Row> rows, Cycle c) {
        if (n >= 25) {
            c.utilizationNear(TARGET, 0.005);
            c.utilizationSteady(0.005);
            c.goalRatioBetween(0.95, 1.05);
        }
    }

    private static void step(int n, List<Row> rows, Cycle c) {
        if ((n >= 25 && n < 50) || n >= 75) {
            c.utilizationSteady(0.005);
            c.goalRatioBetween(0.95, 1.05);
        }
    }

    private static void highGogc(int n, List<Row> rows, Cycle c) {
        if (n > 12) {
            c.goalRatioBetween(0.90, n == 26 ? 15 : 1.05);
            c.utilizationNear(TARGET, TARGET + 0.03);
            c.utilizationSteady(0.03);
        }
    }

    private static void jitter(int n, Cycle c, double mostGoalRatio, double mostUtilization) {
        if (n > 12) {
            c.goalRatioBetween(0.95, mostGoalRatio);
            c.utilizationBetween(0.25, mostUtilization);
        }
    }

    private static void heavyJitter(int n, List<Row> rows, Cycle c) {
        if (n > 13) {
            c.goalRatioBetween(0.95, 1.05);
            c.utilizationSteady(0.05);
            c.utilizationNear(rows.get(11).utilization, 0.05);
        }
    }

    private static void slow(int n, List<Row> rows, Cycle c, int settled) {
        if (n > settled) {
            c.goalRatioBetween(0.925, 1.025);
            assertThat(c.row.triggerRatio()).as(c.name + " trigger ratio").isBetween(0.925, 0.975);
        }
        slowUtilization(n, rows, c);
    }

    private static void largeSlow(int n, List<Row> rows, Cycle c) {
        if (n > 13) {
            c.goalRatioBetween(0.95, 1.05);
            assertThat(c.row.runway())
                    .as(c.name + " runway")
                    .isBetween((4L << 20) - (64 << 10), (4L << 20) + (64 << 10));
        }
        slowUtilization(n, rows, c);
    }

    private static void slowUtilization(int n, List<Row> rows, Cycle c) {
        if (n > 25) {
            c.utilizationNear(TARGET, 0.005);
            c.utilizationSteady(0.05);
            c.utilizationNear(rows.get(11).utilization, 0.05);
        }
    }

    private static void exceed(int n, List<Row> rows, Cycle c) {
        if (n > 12) {
            c.goalIs(c.row.live);
        }
        if (n >= 25) {
            c.utilizationNear(1, 0.005);
            c.utilizationSteady(0.005);
        }
    }

    private static List<Row> rows(String scenario) {
        return RESULTS.computeIfAbsent(scenario, PacerTestConformance::run);
    }

    private static List<Row> run(String scenario) {
        Scenario preset = Presets.load(GROUP + scenario);
        Scenario.CyclesBody body = (Scenario.CyclesBody) preset.body();
        List<Row> rows = new ArrayList<>();
        long[] live = {0};
        RunOutcome outcome = PacerLevelRun.run(
                body.load(quantity -> seed -> {
                    throw new AssertionError(quantity + " wants noise of ours");
                }),
                preset.settings(),
                preset.go(),
                new RunProbe() {
                    @Override
                    public void onCycle(CycleRecord cycle) {
                        rows.add(new Row(
                                live[0],
                                cycle.heap().liveAtStart(),
                                cycle.heap().liveAtEnd(),
                                cycle.heap().goal(),
                                cycle.pacing().utilization()));
                        live[0] = cycle.heap().marked();
                    }
                },
                RunLimits.DEFAULT);
        assertThat(outcome).isEqualTo(RunOutcome.FINISHED);
        return rows;
    }

    private static String printed(String scenario, int cycle, Row row) {
        return String.format(
                Locale.ROOT,
                "%s %d %.1f%% %d->%d->%d (goal: %d)",
                scenario,
                cycle,
                row.utilization * 100,
                row.live,
                row.trigger,
                row.peak,
                row.goal);
    }

    private static Map<String, List<String>> printedRows() throws IOException {
        Path file = Path.of(
                Objects.requireNonNull(System.getProperty("heapgoal.root")),
                "validation/vectors/go1.25.14/pacer-scenarios.txt.gz");
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            reader.lines()
                    .forEach(line -> rows.computeIfAbsent(
                                    line.substring(0, line.indexOf(' ')), scenario -> new ArrayList<>())
                            .add(line));
        }
        return rows;
    }
}
