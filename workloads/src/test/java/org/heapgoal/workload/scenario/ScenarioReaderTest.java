package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.stream.ValueStream.Constant;
import org.heapgoal.workload.stream.ValueStream.Delay;
import org.heapgoal.workload.stream.ValueStream.Limit;
import org.heapgoal.workload.stream.ValueStream.Noise;
import org.heapgoal.workload.stream.ValueStream.Offset;
import org.heapgoal.workload.stream.ValueStream.Quantize;
import org.heapgoal.workload.stream.ValueStream.Ramp;
import org.heapgoal.workload.stream.ValueStream.Scale;
import org.heapgoal.workload.stream.ValueStream.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: the language as {@code docs/scenarios.md} states it. */
final class ScenarioReaderTest {
    private static final String MINIMAL = """
            name: small
            load:
              kind: paced
              demandProcs: 1
              segments:
                - {work: 10s, allocRate: 20MiB, liveHeap: 8MiB}
            """;

    @Test
    void aScenarioNeedsLittleAndDefaultsTheRest() {
        Scenario scenario = ScenarioReader.read("s.yaml", MINIMAL);
        assertThat(scenario.level()).isEqualTo(Level.PACER);
        assertThat(scenario.go()).isEqualTo(GoVersion.DEFAULT);
        assertThat(scenario.settings()).isEqualTo(new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4));
        TimedLoad load = ((Scenario.TimedBody) scenario.body()).load();
        assertThat(load.demand()).isEqualTo(new TimedLoad.Demand(LoadKind.PACED, 1, 4096));
        assertThat(load.segments()).containsExactly(new TimedLoad.Segment(10, 20 << 20, 8 << 20, 0));
        assertThat(load.markCost()).isEqualTo(new TimedLoad.MarkCost(100_000, 0, 1));
        assertThat(load.scannableFraction()).isEqualTo(1);
    }

    @Test
    void segmentsInheritLiveHeapAndStacksAndRepeatInGroups() {
        TimedLoad load = load("""
                name: s
                load:
                  kind: saturated
                  demandProcs: 2
                  initialLiveHeap: 1MiB
                  segments:
                    - {work: 1, allocRate: 1000.5}
                    - repeat: 2
                      segments:
                        - {work: 500ms, allocRate: 1KiB, liveHeap: 2MiB, stacks: 64KiB}
                        - {work: 1.5s, allocRate: 1KiB}
                    - {work: 1us, allocRate: 0}
                """);
        long mib = 1 << 20;
        TimedLoad.Segment first = new TimedLoad.Segment(0.5, 1024, 2 * mib, 65536);
        TimedLoad.Segment second = new TimedLoad.Segment(1.5, 1024, 2 * mib, 65536);
        assertThat(load.segments())
                .containsExactly(
                        new TimedLoad.Segment(1, 1000.5, mib, 0),
                        first,
                        second,
                        first,
                        second,
                        new TimedLoad.Segment(1e-6, 0, 2 * mib, 65536));
    }

    @Test
    void streamsNestAndModifiersApplyInTheirFixedOrder() {
        Scenario scenario = ScenarioReader.read("s.yaml", """
                name: s
                cycles:
                  count: 3
                  allocRate: {sum: [33, {ramp: {to: 50, over: 66}, delay: 50}]}
                  scanRate: {quantize: 2, limit: {min: 1}, offset: 3, scale: 4, delay: 5, constant: 6}
                  growthRate: {of: {of: 1, offset: 1}, delay: 1}
                  scannableFraction: {random: {amplitude: 0.1, seed: 0x10}, offset: 0.5}
                """);
        Scenario.CyclesBody body = (Scenario.CyclesBody) scenario.body();
        assertThat(body.allocRate()).isEqualTo(Sum.of(new Constant(33), new Delay(new Ramp(50, 66), 50)));
        assertThat(body.scanRate())
                .isEqualTo(new Quantize(
                        new Limit(new Offset(new Scale(new Delay(new Constant(6), 5), 4), 3), 1, 0x1p60), 2));
        assertThat(body.growthRate()).isEqualTo(new Delay(new Offset(new Constant(1), 1), 1));
        assertThat(body.scannableFraction()).isInstanceOf(Offset.class);
        assertThat(((Noise) ((Offset) body.scannableFraction()).stream()).seed())
                .isEqualTo(16);
        assertThat(body.stackBytes()).isEqualTo(new Constant(8192));
    }

    @Test
    void aMisspeltKeyIsOneLineWithItsPlaceAndTheWordMeant() {
        assertThat(error(MINIMAL.replace("allocRate", "alocRate")))
                .isEqualTo(
                        "s.yaml:6:19: unknown key \"alocRate\" in a segment: allowed are repeat, work, allocRate, liveHeap, "
                                + "stacks; did you mean \"allocRate\"?");
        assertThat(error(MINIMAL.replace("load:", "laod:")))
                .startsWith("s.yaml:2:1: unknown key \"laod\" in the scenario")
                .endsWith("did you mean \"load\"?")
                .hasLineCount(1);
        assertThat(error(MINIMAL.replace("kind: paced", "kind: paced\n  demandprocs: 1")))
                .contains("s.yaml:4:3: unknown key \"demandprocs\"");
    }

    @Test
    void aValueOutOfRangeNamesTheRange() {
        assertThat(error(MINIMAL.replace("20MiB", "-5")))
                .isEqualTo("s.yaml:6:30: allocRate is \"-5\"; allowed is 0 to 70368744177664");
        assertThat(error(MINIMAL.replace("20MiB", "20MB")))
                .isEqualTo("s.yaml:6:30: allocRate is \"20MB\"; allowed is bytes from 0 to 70368744177664, such as "
                        + "64MiB; did you mean \"20MiB\"?");
        assertThat(error(MINIMAL.replace("8MiB", "-8MiB")))
                .startsWith("s.yaml:6:47: liveHeap is \"-8MiB\"; allowed is a size such as 64MiB, from 0 to 64TiB");
        assertThat(error(MINIMAL.replace("10s", "10 parsecs")))
                .contains("s.yaml:6:14: work is \"10 parsecs\"; allowed is a time");
        assertThat(error(MINIMAL.replace("10s", "0"))).contains("work is \"0\"; allowed is");
        assertThat(error(MINIMAL.replace("demandProcs: 1", "demandProcs: .nan")))
                .contains("demandProcs is \".nan\"; allowed is a number");
        assertThat(error(MINIMAL.replace("demandProcs: 1", "demandProcs: 9999")))
                .contains("allowed is 0.000001 to 4096");
        assertThat(error(MINIMAL.replace("paced", "satured"))).endsWith("did you mean \"saturated\"?");
    }

    @Test
    void allProblemsAreReportedInOrderOneALine() {
        String text = """
                nam: x
                settings: {GOGC: abc, GOMEMLIMIT: 900MB, GOMAXPROCS: -3, GODEBUG: gctrace=1}
                load:
                  kind: paced
                  demandProcs: 0
                  segments: []
                """;
        assertThat(error(text).lines())
                .hasSize(7)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("s.yaml:1:1: unknown key \"nam\"")
                                .endsWith("did you mean \"name\"?"),
                        line -> assertThat(line).startsWith("s.yaml:2:18: bad value \"abc\" of GOGC"),
                        line -> assertThat(line).startsWith("s.yaml:2:35: bad value \"900MB\" of GOMEMLIMIT"),
                        line -> assertThat(line).startsWith("s.yaml:2:54: bad value \"-3\" of GOMAXPROCS"),
                        line -> assertThat(line).startsWith("s.yaml:2:58: unknown key \"GODEBUG\""),
                        line -> assertThat(line).startsWith("s.yaml:5:16: demandProcs"),
                        line -> assertThat(line).startsWith("s.yaml:6:13: segments has to be a list"));
    }

    @Test
    void duplicateKeysSecondDocumentsAndWrongShapesAreErrors() {
        assertThat(error(MINIMAL + "name: again\n"))
                .isEqualTo("s.yaml:7:1: the key name is given twice in the scenario");
        assertThat(error(MINIMAL + "---\nname: b\n")).contains("s.yaml:7:1: a second YAML document begins");
        assertThat(error("- 1\n")).isEqualTo("s.yaml:1:1: the scenario has to be a mapping of keys to values");
        assertThat(error("")).startsWith("s.yaml: the file is empty");
        assertThat(error("name: [a\n")).startsWith("s.yaml:2:1: not readable as YAML");
        assertThat(error("name: x\n")).isEqualTo("s.yaml:1:1: the scenario needs one of process, load, cycles, guide");
        assertThat(error(MINIMAL + "cycles: {count: 1, allocRate: 1, scanRate: 1, growthRate: 1}\n"))
                .isEqualTo("s.yaml:1:1: the scenario has both load and cycles, which are for the same level; "
                        + "allowed is one of them");
        assertThat(error(MINIMAL + "level: guide\n"))
                .isEqualTo("s.yaml:7:8: level is guide, but what the scenario has is made for level pacer");
        assertThat(error(MINIMAL + "level: ful\n"))
                .contains("level is \"ful\"; allowed is one of guide, pacer, full; did you mean \"full\"?");
        assertThat(error(MINIMAL + "go: 1.99\n")).startsWith("s.yaml:7:5: unknown Go version");
        assertThat(error(MINIMAL.replace("small", "a b"))).startsWith("s.yaml:1:7: name is \"a b\"; allowed is");
    }

    @Test
    void oneProgramMayBeDescribedForSeveralLevelsAndTheMostDetailedOneRunsUnlessAnotherIsStated() {
        String guide = "guide: {phases: [{duration: 1, allocRate: 1MiB, newSurvivalRate: 0, oldDeathRate: 0}]}\n";
        Scenario scenario = ScenarioReader.read("s.yaml", guide + MINIMAL);
        assertThat(scenario.levels()).containsExactly(Level.PACER, Level.GUIDE);
        assertThat(scenario.body()).isInstanceOf(Scenario.TimedBody.class);
        assertThat(scenario.at(Level.GUIDE).body()).isInstanceOf(Scenario.GuideBody.class);
        assertThat(scenario.at(Level.GUIDE).levels()).containsExactly(Level.GUIDE);
        assertThat(ScenarioReader.read("s.yaml", "level: guide\n" + guide + MINIMAL)
                        .levels())
                .containsExactly(Level.GUIDE, Level.PACER);
        assertThatThrownBy(() -> scenario.at(Level.FULL))
                .isInstanceOf(BadInput.class)
                .hasMessage("scenario small cannot be run at level full; allowed is pacer, guide");
    }

    @Test
    void streamMistakesAreNamedWhereTheyAre() {
        String head = "name: s\ncycles: {count: 3, scanRate: 1, growthRate: 1, allocRate: ";
        assertThat(error(head + "{ramp: {to: 3}}}")).isEqualTo("s.yaml:2:66: ramp lacks the key over");
        assertThat(error(head + "{ramp: {to: 3, over: 0}}}"))
                .contains("over is \"0\"; allowed is a whole number from 1 to 1000000");
        assertThat(error(head + "{delay: 3}}")).contains("needs exactly one of constant, ramp");
        assertThat(error(head + "{unit: 1, constant: 2}}")).contains("not constant and unit");
        assertThat(error(head + "{rmap: {to: 3, over: 2}}}"))
                .contains("did you mean \"ramp\"?")
                .hasLineCount(1);
        assertThat(error(head + "{random: {amplitude: 1, seed: 7, generator: go}}}"))
                .contains("recorded for seed 7");
        assertThat(error(head + "{sum: [{random: {amplitude: 1}}, {random: {amplitude: 2}}]}}"))
                .contains("two random streams of one quantity have the seed 0");
        assertThat(error(head + "{constant: 1, limit: {min: 3, max: 2}}}")).contains("min 3 is above max 2");
    }

    @Test
    void crossChecksOfALoadAreErrorsAtTheirPlace() {
        assertThat(error(MINIMAL.replace("demandProcs: 1", "demandProcs: 2\n  peakProcs: 1")))
                .isEqualTo("s.yaml:5:14: peakProcs is \"1\"; allowed is 2 to 4096");
        assertThat(error(MINIMAL.replace("paced", "saturated\n  peakProcs: 4")))
                .contains("peakProcs is for paced loads");
        assertThat(error(MINIMAL.replace("10s", "1e7")
                        .replace("segments:", "segments:\n    - {work: 1e7, allocRate: 1}")))
                .contains("s.yaml:3:3: load: work of all segments in seconds");
        assertThat(error(MINIMAL + "  markCost: {nanosPerScannedByte: 0}\n")).contains("marking has to cost something");
        assertThat(error(MINIMAL.replace("- {work", "- repeat: 10001\n      segments: []\n    - {work")))
                .contains("repeat is \"10001\"");
    }

    @Test
    void bombsAreOneClearErrorAndNoBlowUp() {
        String bomb =
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(error(bomb)).isEqualTo("s.yaml:2:8: YAML aliases are not allowed: write the value out");
        assertThat(error("name: " + "[".repeat(100_000))).contains("nested more than 64 deep");
        assertThat(error("name: [" + "1,".repeat(500_000) + "1]")).contains("more than 400000 values");
        assertThat(error("name: " + "x".repeat(3 << 20))).contains("more than 2 MiB");
        assertThat(error("name: !!java.net.URL [x]\nload: 3\n"))
                .hasLineCount(2)
                .contains("name has to be a single value");
        assertThat(error(MINIMAL.replace(
                        "- {work",
                        "- repeat: 9999\n      segments: [" + "{work: 1, allocRate: 1},".repeat(9) + "]\n    - {work")))
                .contains("more than 10000 segments");
    }

    @Test
    void filesThatAreNoTextOrNotThereAreErrors(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        assertThatThrownBy(() -> ScenarioReader.read(binary))
                .isInstanceOf(BadInput.class)
                .hasMessage(binary + ": not a scenario: the file is not UTF-8 text");
        assertThatThrownBy(() -> ScenarioReader.read(folder))
                .hasMessageEndingWith("is a directory, not a scenario file");
        assertThatThrownBy(() -> ScenarioReader.read(folder.resolve("no.yaml")))
                .hasMessageEndingWith("there is no such file");
        Path good = Files.writeString(folder.resolve("g.yaml"), MINIMAL);
        assertThat(ScenarioReader.read(good).name()).isEqualTo("small");
        byte[] controls = "name: a\u0000b\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ScenarioReader.read("c.yaml", controls)).isInstanceOf(BadInput.class);
    }

    @Test
    void aHundredProblemsAreCutShort() {
        StringBuilder text = new StringBuilder("name: s\n");
        for (int i = 0; i < 100; i++) {
            text.append("unknown").append(i).append(": 1\n");
        }
        List<String> lines = error(text.toString()).lines().toList();
        assertThat(lines).hasSize(21);
        assertThat(lines.get(20)).isEqualTo("s.yaml: and 80 more");
    }

    @Test
    void noiseDependsOnTheRunsSeedAndReplicationAndTheQuantityAlone() {
        Scenario.CyclesBody body =
                (Scenario.CyclesBody) ScenarioReader.read("s.yaml", """
                name: s
                cycles:
                  count: 3
                  allocRate: {random: {amplitude: 5}, offset: 10}
                  scanRate: {random: {amplitude: 5}, offset: 10}
                  growthRate: 1
                """).body();
        CycleLoad.Input first = body.load(new RunNoise(1, 0)).inputs().get().next();
        assertThat(body.load(new RunNoise(1, 0)).inputs().get().next()).isEqualTo(first);
        assertThat(first.allocRate()).isBetween(5.0, 15.0).isNotEqualTo(first.scanRate());
        assertThat(body.load(new RunNoise(2, 0)).inputs().get().next().allocRate())
                .isNotEqualTo(first.allocRate());
        assertThat(body.load(new RunNoise(1, 1)).inputs().get().next().allocRate())
                .isNotEqualTo(first.allocRate());
    }

    private static TimedLoad load(String text) {
        return ((Scenario.TimedBody) ScenarioReader.read("s.yaml", text).body()).load();
    }

    private static String error(String text) {
        try {
            ScenarioReader.read("s.yaml", text);
        } catch (BadInput e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error for\n" + text);
    }
}
