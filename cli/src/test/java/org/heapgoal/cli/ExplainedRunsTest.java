package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.explain.CycleExplanation;
import org.heapgoal.report.text.Figures;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.workload.scenario.Presets;
import org.heapgoal.workload.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sentences of whole runs. The oracle is the recording: every number of every sentence must be one of the cycle's, in the
 * order that its rule and bound tell, and nothing may be missing.
 */
class ExplainedRunsTest {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w])\\d+(?:\\.\\d+)?(?: (?:B|KiB|MiB|GiB|TiB|ns|µs|ms|s|h|min|%)(?!\\w))?");

    static Stream<String> scenarios() {
        return Stream.concat(
                Presets.names().stream().filter(name -> name.startsWith("pacer-test/")),
                Stream.of("leak-under-limit", "spike", "limit-goal", "tiny-heap"));
    }

    @Test
    void thereAreTheNineteenScenariosOfTheRuntimesTest() {
        assertThat(scenarios().filter(name -> name.startsWith("pacer-test/"))).hasSize(19);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyNumberOfEverySentenceIsTheRecordings(String name) {
        check(scenario(name, Level.PACER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide/1-steady", "guide/4-steady-limit", "guide/5-spike-limit"})
    void theGuidesModelIsExplainedToo(String name) {
        check(scenario(name, Level.GUIDE));
    }

    private static void check(Scenario scenario) {
        List<CycleRecord> cycles = run(scenario);
        Coverage coverage = LevelCoverage.of(scenario);
        assertThat(cycles).isNotEmpty();
        for (CycleRecord cycle : cycles) {
            String text = CycleExplanation.of(cycle, coverage).text();
            boolean assists = !coverage.missingFigures().containsKey(SummaryMetric.ASSIST_CPU);
            assertThat(numbers(text)).as(text).isEqualTo(numbers(expected(cycle, assists)));
            assertThat(text).matches("Cycle .*\\.").doesNotContain("\n");
        }
    }

    @Test
    void explainPrintsASentenceForEachCycle() {
        Invocation run = Invocation.of("run", "limit-goal", "--explain", "--quiet");
        assertThat(run.status()).isZero();
        assertThat(run.err().lines()).hasSize(36).allMatch(line -> line.startsWith("Cycle "));
        // 67 is the smallest GOGC above 834.2/500 − 1 = 66.8 %; the limit goal is (900 − 40) · 0.97.
        assertThat(run.err().lines().findFirst().orElseThrow())
                .contains("the memory limit of 900 MiB set the goal of 834 MiB on a live heap of 500 MiB")
                .contains("GOGC=100 is irrelevant here: the limit binds from 67 on");
    }

    @Test
    void theRunsShowTheRulesAndBoundsThatTheyAreMadeFor() {
        Set<GoalRule> rules = EnumSet.noneOf(GoalRule.class);
        Set<TriggerBound> bounds = EnumSet.noneOf(TriggerBound.class);
        scenarios()
                .map(name -> scenario(name, Level.PACER))
                .forEach(scenario -> run(scenario).forEach(cycle -> {
                    rules.add(cycle.pacing().goalRule());
                    bounds.add(cycle.pacing().triggerBound());
                }));
        assertThat(rules)
                .contains(GoalRule.GOGC, GoalRule.MINIMUM_HEAP, GoalRule.MEMORY_LIMIT, GoalRule.CLAMPED_TO_LIVE_HEAP);
        assertThat(bounds)
                .contains(
                        TriggerBound.RUNWAY,
                        TriggerBound.LOWER_45_64,
                        TriggerBound.UPPER_61_64,
                        TriggerBound.UPPER_4_MIB,
                        TriggerBound.GOAL);
    }

    private static Scenario scenario(String name, Level level) {
        return new SubjectLoader(new TwinOptions(), InputStream.nullInputStream())
                .load(name, level)
                .scenario();
    }

    private static List<CycleRecord> run(Scenario scenario) {
        GcSettings settings = scenario.settings(Godebug.DEFAULT);
        List<CycleRecord> cycles = new ArrayList<>();
        new Simulation(
                        scenario,
                        settings,
                        false,
                        scenario.go(),
                        Godebug.DEFAULT,
                        1,
                        0,
                        ModelSwitches.ALL_ON,
                        Long.MAX_VALUE)
                .run(
                        new RunProbe() {
                            @Override
                            public void onCycle(CycleRecord cycle) {
                                cycles.add(cycle);
                            }
                        },
                        nanos -> {});
        return cycles;
    }

    /** The numbers of a sentence, worked out from the recording alone. */
    private static String expected(CycleRecord cycle, boolean assists) {
        CycleRecord.Pacing pacing = cycle.pacing();
        GoalBasis basis = pacing.basis().orElseThrow();
        List<String> parts = new ArrayList<>();
        parts.add(String.valueOf(cycle.number()));
        parts.add(Figures.seconds(cycle.timing().startNanos() / 1e9));
        parts.add(bytes(cycle.heap().liveAtStart()));
        parts.add(bytes(pacing.trigger()));
        goal(parts, cycle, basis);
        switch (pacing.triggerBound()) {
            case RUNWAY -> parts.add(bytes(pacing.runway()));
            case LOWER_45_64 -> parts.add(bytes(pacing.runway()) + " 45 64");
            case UPPER_61_64 -> parts.add(bytes(pacing.runway()) + " 61 64");
            case UPPER_4_MIB -> parts.add(bytes(pacing.runway()) + " 4 MiB");
            case SWEEP_DISTANCE -> parts.add("1 MiB " + bytes(pacing.runway()));
            case GOAL, NOT_KNOWN -> {
                // No number of its own.
            }
        }
        if (assists && cycle.cpu().assistNanos() > 0) {
            double share = (double) cycle.cpu().assistNanos()
                    / (double) (cycle.cpu().assistNanos()
                            + cycle.cpu().dedicatedNanos()
                            + cycle.cpu().fractionalNanos()
                            + cycle.cpu().idleNanos());
            parts.add(Figures.percent(Math.max(share, 0.0001)));
            parts.add(Figures.percent(pacing.utilization()) + " 25 %");
        }
        if (assists) {
            parts.add(bytes(cycle.heap().liveAtEnd()));
        }
        otherwise(parts, pacing, basis);
        return String.join(" ; ", parts);
    }

    private static void goal(List<String> parts, CycleRecord cycle, GoalBasis basis) {
        String goal = bytes(cycle.pacing().goalAtStart());
        String live = bytes(basis.heapMarked());
        String gogc = basis.gcPercent() < 0 ? "" : String.valueOf(basis.gcPercent());
        switch (cycle.pacing().goalRule()) {
            case GOGC -> {
                long roots = basis.stackScan() + basis.globalsScan();
                parts.addAll(List.of(gogc, live, roots == 0 ? "" : bytes(roots), goal));
            }
            case MINIMUM_HEAP -> parts.addAll(List.of(gogc, goal, live));
            case MEMORY_LIMIT -> {
                parts.addAll(List.of(bytes(basis.memoryLimitBytes()), goal, live));
                if (basis.gcPercent() >= 0) {
                    parts.addAll(List.of(bytes(basis.gcPercentGoal()), gogc));
                }
            }
            case CLAMPED_TO_LIVE_HEAP -> parts.addAll(List.of(bytes(basis.memoryLimitBytes()), goal));
            case SWEEP_DISTANCE -> parts.addAll(List.of(goal, "1 MiB", gogc, bytes(basis.gcPercentGoal())));
            case UNLIMITED -> {
                // No number.
            }
            case TRIGGER_RUNWAY -> parts.addAll(List.of(goal, "64 KiB", live));
            case NOT_KNOWN -> throw new AssertionError(cycle);
        }
        String atEnd = bytes(cycle.heap().goal());
        if (!atEnd.equals(goal)) {
            parts.add(atEnd);
        }
    }

    private static void otherwise(List<String> parts, CycleRecord.Pacing pacing, GoalBasis basis) {
        boolean limited =
                pacing.goalRule() == GoalRule.MEMORY_LIMIT || pacing.goalRule() == GoalRule.CLAMPED_TO_LIVE_HEAP;
        if (limited && basis.gcPercent() >= 0) {
            parts.add(String.valueOf(basis.gcPercent()));
        }
        if (limited && basis.bindingGcPercent() > 0) {
            parts.add(String.valueOf(basis.bindingGcPercent()));
        }
        if (!limited && basis.other().gcPercent() != basis.gcPercent()) {
            parts.add(String.valueOf(basis.other().gcPercent()));
            if (basis.other().goal() != pacing.goalAtStart()) {
                parts.add(bytes(basis.other().goal()));
            }
        }
        if (basis.looseLimitBytes() != GoalBasis.NONE) {
            parts.add(bytes(basis.looseLimitBytes()));
        }
    }

    private static String bytes(long value) {
        return Figures.bytes(Amd64.fromUint64(value));
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(matcher.group());
        }
        return numbers;
    }
}
