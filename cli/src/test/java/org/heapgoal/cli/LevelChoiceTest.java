package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heapgoal.workload.scenario.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which level a command runs at, and what it says about that. */
final class LevelChoiceTest {
    private static final String RECORDED = "GOGC=100,GOMEMLIMIT=off";

    @TempDir
    Path directory;

    @Test
    void aLevelThatAnInputIsNotMadeForIsRefusedWithThoseItHas() {
        Invocation guide = Invocation.of("run", "guide/1-steady", "--level", "full");
        assertThat(guide.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(guide.err())
                .isEqualTo(
                        "heapgoal: --level full: guide/1-steady is made for level guide, the only one allowed for it\n");
        Invocation log = Invocation.of("run", Invocation.realLog(), "--level", "guide");
        assertThat(log.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(log.err()).contains("is made for level full and pacer");
    }

    @Test
    void aLogsTwinRunsAsAWholeProcessAndThenTakesNoFigureThatFollowsFromGoroutines() {
        Invocation run =
                Invocation.of("run", Invocation.realLog(), "--recorded", "GOGC=100,GOMEMLIMIT=off", "--format", "json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"level\": \"full\"", "\"memStats\"");
        assertThat(run.err()).doesNotContain("level pacer");
        Invocation refused =
                Invocation.of("run", Invocation.realLog(), "--level", "full", "--set", "minAssistShare=0.1");
        assertThat(refused.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(refused.err()).contains("--set minAssistShare: follows from the goroutines at level full");
    }

    @Test
    void anUnknownLevelIsRefusedWithTheNearMiss() {
        Invocation run = Invocation.of("run", "guide/1-steady", "--level", "ful");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("allowed are guide, pacer, full").contains("did you mean \"full\"");
    }

    @Test
    void aWhatIfOfAShortLogIsOfProcessesAndSaysNothingOfIt() throws IOException {
        Invocation run = Invocation.of(
                "what-if", Invocation.shortLog(directory), "GOGC=200", "--recorded", RECORDED, "--format", "json");
        assertThat(run.status()).as(run.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertThat(result.get("level").asString()).isEqualTo("full");
        assertThat(result.get("baseline").get("replications").asInt()).isEqualTo(3);
        assertThat(run.err()).doesNotContain("level pacer");
    }

    /** Oracle: the log ends after 26.3 s, so 1 + 23 settings with three replications each take 31.6 minutes. */
    @Test
    void manySettingsOfALogRunAtLevelPacerWithTheReasonAndAWayOut() {
        Object log = Invocation.realLog();
        String many = IntStream.range(0, 23)
                .mapToObj(i -> String.valueOf(50 + 10 * i))
                .collect(Collectors.joining(",", "GOGC=", ""));
        String note = "warning: the twin of a log runs at level pacer here: at level full that of"
                + " steadycache-gogc100-p2.log.gz would simulate 32 minutes, more than the 30 that are quick; --level"
                + " full does it all the same";
        Invocation run = Invocation.of("what-if", log, many, "--recorded", RECORDED);
        assertThat(words(run)).contains("level pacer").containsOnlyOnce(note);
        assertThat(words(Invocation.of("what-if", log, many, "--recorded", RECORDED, "--level", "pacer")))
                .doesNotContain("runs at level pacer");
    }

    @Test
    void theTimeAskedForAndTheReplicationsCountTowardsWhatIsQuick() throws IOException {
        Path log = Invocation.shortLog(directory);
        assertThat(words(Invocation.of("run", log, "--duration", "31m", "--recorded", RECORDED)))
                .contains("would simulate 31 minutes");
        assertThat(words(Invocation.of("run", log, "--duration", "4m", "--replications", "10", "--recorded", RECORDED)))
                .contains("would simulate 40 minutes");
    }

    @Test
    void aFigureThatOnlyLevelPacerHasChoosesThatLevel() {
        Invocation run = Invocation.of(
                "what-if", Invocation.realLog(), "GOGC=50", "--recorded", RECORDED, "--set", "minAssistShare=0.1");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(words(run))
                .contains("· level pacer ·")
                .contains(
                        "warning: the twin of a log runs at level pacer here: --set minAssistShare is a figure of that"
                                + " level, which at level full follows from the goroutines");
    }

    /** Oracle: the second log is the first with its times a thousand times as long, an hour and more. */
    @Test
    void twinsOfAShortAndALongLogAreComparedAtTheSameLevel() throws IOException {
        Path log = Invocation.shortLog(directory);
        Pattern time = Pattern.compile("@([0-9.]+)s");
        Path stretched = Files.write(
                directory.resolve("long.log"),
                Files.readAllLines(log).stream()
                        .map(line -> time.matcher(line)
                                .replaceFirst(found -> "@" + (1000 * Double.parseDouble(found.group(1))) + "s"))
                        .toList());
        Invocation run = Invocation.of("compare", log, "GOGC=50", stretched, "GOGC=50", "--recorded", RECORDED);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(words(run))
                .contains("at level full that of long.log would simulate ")
                .containsPattern("A: short.log .* level pacer · .* B: long.log .* level pacer · ");
    }

    @Test
    void aComparedLogRunsAsAProcess() throws IOException {
        Path log = Invocation.shortLog(directory);
        assertThat(words(Invocation.of("compare", log, log, "GOGC=100", "--recorded", RECORDED)))
                .contains("level log", "level full")
                .doesNotContain("level pacer");
    }

    private static String words(Invocation run) {
        return run.out().replaceAll("\\s+", " ");
    }

    @Test
    void aGodebugNameWithoutAModelIsNamed() {
        Invocation run = Invocation.of(
                "run",
                Presets.names().get(0),
                "--level",
                "pacer",
                "--duration",
                "5s",
                "GODEBUG=clobberfree=1,scavtrace=1");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("GODEBUG's clobberfree (overwrites freed objects) is not modelled in this run")
                .contains(
                        "GODEBUG's scavtrace (prints a line about returned memory once per GC cycle) is not modelled");
    }

    /** The queues that the setting tells of do not exist here, and a constant would be a lie. */
    @Test
    void theQueuesOfFinalizersAreNotModelledAtAnyLevel() {
        Invocation run = Invocation.of("run", "idle-service", "--duration", "5s", "GODEBUG=checkfinalizers=1");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("GODEBUG's checkfinalizers (")
                .contains("is not modelled");
        assertThat(run.err()).doesNotContain("finalizers +");
    }
}
