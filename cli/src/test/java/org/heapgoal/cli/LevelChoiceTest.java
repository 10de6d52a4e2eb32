package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.workload.scenario.Presets;
import org.junit.jupiter.api.Test;

/** Which level a command runs at, and what it says about that. */
final class LevelChoiceTest {
    @Test
    void aLevelThatAnInputIsNotMadeForIsRefusedWithThoseItHas() {
        Invocation guide = Invocation.of("run", "guide/1-steady", "--level", "full");
        assertThat(guide.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(guide.err())
                .isEqualTo(
                        "heapgoal: --level full: guide/1-steady is made for level guide, the only one allowed for it\n");
        Invocation log = Invocation.of("run", Invocation.realLog(), "--level", "guide");
        assertThat(log.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(log.err()).contains("is made for level pacer");
    }

    @Test
    void aLogsTwinRunsAsAWholeProcessWhenAskedToAndTakesNoFigureThatFollowsFromGoroutines() {
        Invocation run = Invocation.of(
                "run",
                Invocation.realLog(),
                "--recorded",
                "GOGC=100,GOMEMLIMIT=off",
                "--level",
                "full",
                "--format",
                "json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"level\": \"full\"", "\"memStats\"");
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
    void aTwinSaysThatItRunsAtLevelPacerUnlessThatWasAskedFor() {
        Object log = Invocation.realLog();
        assertThat(Invocation.of("run", log, "--recorded", "GOGC=100,GOMEMLIMIT=off")
                        .out())
                .contains("warning: the twin of a log runs at level pacer");
        assertThat(Invocation.of("what-if", log, "GOGC=50", "--recorded", "GOGC=100,GOMEMLIMIT=off")
                        .out())
                .contains("warning: the twin of a log runs at level pacer");
        assertThat(Invocation.of("run", log, "--recorded", "GOGC=100,GOMEMLIMIT=off", "--level", "pacer")
                        .out())
                .doesNotContain("runs at level pacer");
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
