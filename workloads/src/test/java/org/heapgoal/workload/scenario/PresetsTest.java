package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.guide.GuideResult;
import org.heapgoal.process.guide.GuideRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetsTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Presets.schema(), InputFormat.JSON);

    static Stream<String> names() {
        return Presets.names().stream();
    }

    static Stream<String> programs() {
        return Presets.entries().stream()
                .filter(entry -> entry.group().equals("Services and programs")
                        || entry.group().equals("Lessons"))
                .map(Presets.Entry::name)
                .filter(name -> Presets.load(name).levels().contains(Level.PACER));
    }

    @Test
    void thePresetsThatTheDocumentsNameAreThere() {
        assertThat(Presets.names())
                .contains(
                        "web-service",
                        "steady-cache",
                        "batch-large-buffers",
                        "tree-churn",
                        "spike",
                        "leak-under-limit",
                        "idle-service",
                        "many-goroutines",
                        "quota-trap",
                        "guide/1-steady",
                        "guide/5-spike-limit",
                        "pacer-test/Steady")
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> Presets.load("web-servise"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did you mean \"web-service\"?");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPresetHasItsNameOneSentenceOrQuestionAndAWrittenFormThatReadsBackEqual(String name) {
        Scenario scenario = Presets.load(name);
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.title()).isNotEmpty();
        assertThat(scenario.description()).matches(".{20,140}[.?]");
        assertThat(ScenarioReader.read("copy", ScenarioWriter.write(scenario))).isEqualTo(scenario);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPresetAndItsWrittenFormFitTheSchema(String name) {
        assertThat(violations(Presets.text(name))).isEmpty();
        assertThat(violations(ScenarioWriter.write(Presets.load(name)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a",
                "name: a\nload: {kind: paced, demandProcs: 1, segments: []}",
                "name: a\nload: {kind: idle, demandProcs: 1, segments: [{work: 1, allocRate: 1}]}",
                "name: a\nload: {kind: paced, demandProcs: 1, segments: [{work: 1, alocRate: 1}]}",
                "name: a\nload: {kind: paced, demandProcs: -1, segments: [{work: 1, allocRate: 1}]}",
                "name: a\nload: {kind: paced, demandProcs: 1, segments: [{work: 1, allocRate: 1MB}]}",
                "name: a b\nload: {kind: paced, demandProcs: 1, segments: [{work: 1, allocRate: 1}]}",
                "name: a\nsettings: {GOGC: abc}\nload: {kind: paced, demandProcs: 1, segments: [{work: 1, allocRate: 1}]}",
                "name: a\ncycles: {count: 1, allocRate: {rmp: 1}, scanRate: 1, growthRate: 1}",
                "name: a\ncycles: {count: 1, allocRate: {unit: 1, constant: 1}, scanRate: 1, growthRate: 1}",
                "name: a\nguide: {phases: [{duration: 1, allocRate: 1MiB, newSurvivalRate: 2, oldDeathRate: 0}]}"
            })
    void whatTheReaderRefusesTheSchemaRefusesToo(String text) {
        assertThatThrownBy(() -> ScenarioReader.read("s.yaml", text)).isInstanceOf(BadInput.class);
        assertThat(violations(text)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramRunsToItsEndWithCyclesAndGcCpuBetweenOneInTenThousandAndAHalf(String name) {
        Scenario scenario = Presets.load(name);
        RunSummary summary = run(scenario, scenario.settings());
        assertThat(summary.valueOrNaN(SummaryMetric.NUM_GC)).isGreaterThan(5);
        assertThat(summary.valueOrNaN(SummaryMetric.GC_CPU_FRACTION)).isBetween(1e-4, 0.6);
        assertThat(summary.valueOrNaN(SummaryMetric.PEAK_MAPPED)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceIsDescribedAsAWholeProcess(String name) {
        assertThat(Presets.load(name).levels()).contains(Level.FULL);
    }

    @Test
    void theRequestsOfTheWebServiceAllocateAGibibyteASecondInObjectsOfAtMost128BytesInTheMedian() {
        ProcessLoad load = process("web-service");
        Program request = Objects.requireNonNull(load.programs().get("request"));
        double bytes = 0;
        Map<Long, Double> objects = new TreeMap<>();
        for (Step step : request.steps()) {
            if (step instanceof Step.Allocate allocate) {
                double volume = allocate.bytes().quantile(0.5);
                bytes += volume;
                Site site = Objects.requireNonNull(load.sites().get(allocate.site()));
                double weights = site.sizes().stream()
                        .mapToDouble(Site.WeightedSize::weight)
                        .sum();
                double mean = site.sizes().stream()
                                .mapToDouble(size -> (double) size.bytes() * size.weight())
                                .sum()
                        / weights;
                site.sizes()
                        .forEach(size ->
                                objects.merge(size.bytes(), volume / mean * size.weight() / weights, Double::sum));
            }
        }
        assertThat(load.sources()).contains(new Source.Poisson("request", 2000, 0, Long.MAX_VALUE));
        assertThat(bytes * 2000).isEqualTo(0x1p30, within(0x1p30 * 0.03));
        double all = objects.values().stream().mapToDouble(Double::doubleValue).sum();
        double upTo128 = objects.entrySet().stream()
                .filter(entry -> entry.getKey() <= 128)
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertThat(upTo128 / all).isGreaterThan(0.5);
        assertThat(load.machine().cores()).isEqualTo(4);
        assertThat(Presets.load("web-service").settings().maxProcs()).isEqualTo(4);
    }

    @Test
    void theQuotaTrapClosesBefore125AndOpensWithIt() {
        Scenario trap = Presets.load("quota-trap");
        assertThat(trap.settings().maxProcs()).isEqualTo(32);
        assertThat(trap.withGo(GoVersion.GO_1_25).settings().maxProcs()).isEqualTo(2);
        assertThat(process("quota-trap").machine().cpuQuota()).isEqualTo(2);
    }

    @Test
    void theIdleServiceCollectsEveryTwoMinutes() {
        Scenario scenario = Presets.load("idle-service");
        // An hour holds 30 periods of 120 s; the marks in between take some time of their own.
        assertThat(run(scenario, scenario.settings()).valueOrNaN(SummaryMetric.NUM_GC))
                .isEqualTo(29);
    }

    @Test
    void theLeakEndsInTheLimiterAndAboveTheLimit() {
        Scenario scenario = Presets.load("leak-under-limit");
        RunSummary summary = run(scenario, scenario.settings());
        assertThat(summary.valueOrNaN(SummaryMetric.PEAK_MAPPED)).isGreaterThan((double) (1L << 30));
    }

    @ParameterizedTest
    @CsvSource({"66, 830", "67, 834.2"})
    void theLessonOnLimitsHasItsAnswers(int gogc, double goalMiB) {
        Scenario scenario = Presets.load("limit-goal");
        RunSummary summary = run(scenario, scenario.settings().withGcPercent(gogc));
        assertThat(summary.valueOrNaN(SummaryMetric.MEAN_HEAP_GOAL) / (1 << 20)).isEqualTo(goalMiB, within(2.0));
    }

    @ParameterizedTest
    @CsvSource({
        "guide/1-steady, 50, 0, 11.26 11.2 30 22",
        "guide/1-steady, 100, 0, 10.68 6.4 40 12",
        "guide/1-steady, 200, 0, 10.39 3.8 60 7",
        "guide/4-steady-limit, 100, 100, 10.68 6.4 50 12",
        "guide/4-steady-limit, 100, 36, 11.93 16.2 36 33",
        "guide/4-steady-limit, -1, 60, 10.30 2.9 60 5",
        "guide/4-steady-limit, -1, 31, 20.72 51.7 31 180",
        "guide/5-spike-limit, 100, 100, 10.67 6.3 60 12",
        "guide/5-spike-limit, 200, 60, 10.39 3.8 60 7",
        "guide/5-spike-limit, -1, 31, 11.58 13.7 31 25"
    })
    void theGuidesGraphsShowTheGuidesFigures(String name, int gogc, long limitMiB, String figures) {
        // Oracle: what the interactive graphs of the Go GC guide print.
        Scenario scenario = Presets.load(name);
        long limit = limitMiB == 0 ? GcSettings.NO_MEMORY_LIMIT : limitMiB << 20;
        GuideResult result = GuideRun.run(
                ((Scenario.GuideBody) scenario.body()).load(),
                new GcSettings(gogc, limit, 1),
                new RunProbe() {},
                RunLimits.DEFAULT);
        assertThat(String.format(
                        Locale.ROOT,
                        "%.2f %.1f %.0f %d",
                        result.totalSeconds(),
                        100 * result.gcShare(),
                        result.peakMiB(),
                        result.cycles()))
                .isEqualTo(figures);
    }

    static Stream<String> services() {
        return Presets.entries().stream()
                .filter(entry -> entry.group().equals("Services and programs"))
                .map(Presets.Entry::name);
    }

    private static ProcessLoad process(String name) {
        return ((Scenario.ProcessBody) Presets.load(name).at(Level.FULL).body()).load();
    }

    private static RunSummary run(Scenario scenario, GcSettings settings) {
        SummaryProbe summary = new SummaryProbe(settings.maxProcs(), PacerLevelRun.notModelledByTimedLoads());
        RunOutcome outcome = PacerLevelRun.run(
                ((Scenario.TimedBody) scenario.at(Level.PACER).body()).load(),
                settings,
                scenario.go(),
                ModelSwitches.ALL_ON,
                summary,
                RunLimits.DEFAULT);
        assertThat(outcome).isEqualTo(RunOutcome.FINISHED);
        return summary.summary();
    }

    private static List<Error> violations(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }
}
