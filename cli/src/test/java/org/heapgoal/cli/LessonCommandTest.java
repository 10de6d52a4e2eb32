package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapgoal.lesson.Block;
import org.heapgoal.lesson.Lesson;
import org.heapgoal.lesson.Lessons;
import org.heapgoal.lesson.PlainText;
import org.heapgoal.lesson.Section;
import org.heapgoal.lesson.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons on the command line. Oracle: exit statuses as documented; a lesson's commands work as they stand. */
final class LessonCommandTest {
    static Stream<String> commandsOfAllLessons() {
        List<String> commands = new ArrayList<>();
        for (Lesson lesson : Lessons.all()) {
            Session session = lesson.variant(0);
            commands.addAll(Block.commands(session.section(Section.EXPERIMENT)));
            commands.addAll(Block.commands(session.section(Section.SOLUTION)));
        }
        return commands.stream();
    }

    @ParameterizedTest
    @MethodSource("commandsOfAllLessons")
    void everyCommandOfALessonWorks(String command) {
        String[] words = command.replace("validation/", Invocation.root() + "/validation/")
                .substring("./heapgoal ".length())
                .split(" ");
        Invocation invocation = Invocation.of((Object[]) words);
        assertThat(invocation.status()).as("%s%n%s", command, invocation.err()).isZero();
        assertThat(invocation.out()).isNotBlank();
    }

    @Test
    void theReadmesWalkThroughALessonWorks() throws IOException {
        List<String> commands = Files.readString(Invocation.root().resolve("README.md"))
                .lines()
                .filter(line -> line.matches("\\./heapgoal (lesson |run lesson/).*"))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
        for (String command : commands) {
            String[] words = command.substring("./heapgoal ".length()).split(" ");
            assertThat(Invocation.of((Object[]) words).status()).as(command).isZero();
        }
    }

    @Test
    void theListNamesEveryLesson() {
        Invocation list = Invocation.of("lessons");
        assertThat(list.status()).isZero();
        for (Lesson lesson : Lessons.all()) {
            assertThat(list.out())
                    .containsPattern(
                            "(?m)^ *" + lesson.number() + "  " + lesson.text().title());
        }
    }

    @Test
    void aLessonShowsAllItsSectionsAndHowToAnswerInAHundredColumns() {
        for (Lesson lesson : Lessons.all()) {
            Invocation shown = Invocation.of("lesson", lesson.number(), "--variant", 2);
            assertThat(shown.status()).isZero();
            assertThat(shown.out())
                    .contains("Goal\n", "Background\n", "Experiment\n", "Look at\n", "Question\n")
                    .contains("./heapgoal lesson " + lesson.number() + " --variant 2 --answer ")
                    .doesNotContain("Wrong answers");
            assertThat(shown.out().lines().filter(line -> !line.startsWith("    ")))
                    .allMatch(line -> line.length() <= 100);
        }
    }

    @Test
    void answersEndWithStatusZeroOnlyIfAllAreRight() {
        Invocation right = Invocation.of("lesson", 6, "--answer", "834MiB,66,1.67s");
        assertThat(right.status()).isEqualTo(ExitStatus.DONE);
        assertThat(right.out()).contains("a) 834 MiB is right; the simulator says 834.2 MiB.");

        Invocation wrong = Invocation.of("lesson", 6, "--answer", "860MiB, b=66");
        assertThat(wrong.status()).isEqualTo(ExitStatus.CHECK_FAILED);
        assertThat(wrong.out())
                .contains("a) 860 MiB is not right: 25.8 MiB (3.1 %) too high. That forgets the headroom of 3 %.")
                .contains("b) 66 is right");

        assertThat(Invocation.of("lesson", 6, "--answer", "b=66").status()).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void unusableAnswersNumbersAndOptionsAreRefused() {
        assertRefused("answer \"834MB\" has the unit", "lesson", 6, "--answer", "834MB");
        assertRefused("more answers than questions", "lesson", 6, "--answer", "1,2,3,4");
        assertRefused("there is no question \"x\": this lesson asks a, b, c", "lesson", 6, "--answer", "x=3");
        assertRefused("there is no lesson 12; allowed is 1 to 11", "lesson", 12);
        assertRefused("--variant is 1000; allowed is 0 to 999", "lesson", 1, "--variant", 1000);
        assertRefused("--variant is -1; allowed is 0 to 999", "lessons", "--answers", "--variant", -1);
        assertRefused("one at a time", "lesson", 1, "--solution", "--answer", "3");
        assertRefused("--solutions goes with --handout", "lessons", "--solutions");
        assertRefused("there is no lesson 99", "run", "lesson/99");
        assertRefused("works on a recorded log", "run", "lesson/10");
        assertRefused("works on a recorded log", "lesson", 10, "--scenario");
        assertRefused("no such file", "run", "lesson/1-v");
    }

    @Test
    void theSolutionHasTheAnswersAndTheMistakes() {
        String solution = Invocation.of("lesson", 1, "--solution").out();
        assertThat(solution)
                .contains("a) 13 MiB", "b) 18 MiB", "c) 28 MiB", "Wrong answers", "* a: 12 MiB.", "* a: 15 MiB.");
        assertThat(Invocation.of("lesson", 1, "--variant", 4, "--solution").out())
                .isNotEqualTo(solution);
    }

    @Test
    void aVariantsScenarioCanBeRunByNameAndAsAFile(@TempDir Path folder) throws IOException {
        String text = Invocation.of("lesson", 6, "--variant", 3, "--scenario").out();
        assertThat(Invocation.of("scenarios", "lesson/6-v3").out()).isEqualTo(text);
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        Invocation byName = Invocation.of("run", "lesson/6-v3", "--format", "json");
        Invocation byFile = Invocation.of("run", file, "--format", "json");
        assertThat(byName.status()).isZero();
        assertThat(afterIdentity(byFile.out())).isEqualTo(afterIdentity(byName.out()));
    }

    @Test
    void theHandoutNeedsNothingElseAndKeepsSolutionsForTeachers(@TempDir Path folder) throws IOException {
        Path pupils = folder.resolve("handout.html");
        assertThat(Invocation.of("lessons", "--handout", pupils, "--variant", 1).status())
                .isZero();
        String page = Files.readString(pupils);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("@media print", "variant 1")
                .doesNotContain("http:", "https:", "<script", "<link", "Wrong answers", "${");
        for (Lesson lesson : Lessons.all()) {
            assertThat(page)
                    .contains(
                            "id=\"lesson-" + lesson.number() + "\"",
                            lesson.text().title());
        }
        for (String tag : List.of("section", "ul", "ol", "li", "p", "pre", "h2", "h3", "span")) {
            assertThat(page.split("<" + tag + "[ >]", -1)).as(tag).hasSameSizeAs(page.split("</" + tag + ">", -1));
        }
        Session first = Lessons.get(1).variant(1);
        assertThat(page).contains(first.section(Section.GOAL).split("\n", -1)[0]);
        assertThat(PlainText.solution(first)).contains("Wrong answers");
    }

    private static String afterIdentity(String json) {
        return json.substring(json.indexOf("\"summary\""));
    }

    private static void assertRefused(String message, Object... arguments) {
        Invocation invocation = Invocation.of(arguments);
        assertThat(invocation.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(invocation.err()).contains(message);
    }
}
