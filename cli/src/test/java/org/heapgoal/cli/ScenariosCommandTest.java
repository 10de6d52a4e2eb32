package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.workload.scenario.Presets;
import org.junit.jupiter.api.Test;

/** The list of presets. Oracle: the presets themselves. */
final class ScenariosCommandTest {
    @Test
    void everyPresetIsListedWithItsLevelsInAHundredColumns() {
        String list = Invocation.of("scenarios").out();
        assertThat(list.lines()).allMatch(line -> line.length() <= 100);
        for (Presets.Entry entry : Presets.entries()) {
            String levels = String.join(
                    ", ", entry.levels().stream().map(level -> level.label()).toList());
            assertThat(list).containsPattern("(?m)^  " + entry.name() + " +" + levels + "  ");
        }
        assertThat(list).containsPattern("(?m)^  web-service +full, pacer  ");
    }

    @Test
    void everyQuestionIsListedWithWhatToTryAndWhatItShows() {
        String list = Invocation.of("scenarios", "--questions").out();
        assertThat(list.lines()).allMatch(line -> line.length() <= 100);
        String words = list.replaceAll("\\s+", " ");
        for (String preset : Presets.names()) {
            Presets.load(preset)
                    .question()
                    .ifPresent(question -> assertThat(words)
                            .contains(
                                    question.ask(),
                                    question.finding(),
                                    "heapgoal " + question.tries().get(0)));
        }
        assertThat(list).contains("heapgoal what-if recommend ");
    }
}
