package org.heapgoal.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heapgoal.recording.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Question, answer and wrong answers fit together in every variant. Oracle: the right answer, written down as the lesson
 * prints it, is right; each wrong answer is wrong, and the lesson knows why.
 */
final class LessonVariantsTest {
    private static final int CHEAP_VARIANTS = 15;
    private static final int COSTLY_VARIANTS = 3;

    static Stream<Lesson> lessons() {
        return Lessons.all().stream();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theRightAnswerIsRightAndWrongAnswersAreWrongInEveryVariant(Lesson lesson) {
        for (int number = 0; number < variants(lesson); number++) {
            Session session = lesson.variant(number);
            for (LessonText.Part part : lesson.text().parts()) {
                String right = session.right(part).text().replace(" of CPU", "");
                assertThat(session.judge(part.id() + "=" + right))
                        .as("lesson %s variant %s: %s", lesson.number(), number, right)
                        .allMatch(Verdict::right);
            }
            for (LessonText.WrongAnswer wrong : lesson.text().wrongAnswers()) {
                String value = session.figures().get(wrong.figure()).text();
                List<Verdict> verdicts = session.judge(wrong.part() + "=" + value);
                assertThat(verdicts)
                        .as("lesson %s variant %s: %s is %s", lesson.number(), number, wrong.figure(), value)
                        .noneMatch(Verdict::right);
                assertThat(verdicts.get(0).sentence())
                        .contains(session.figures().fill(wrong.why()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aVariantChangesTheAnswersAndIsTheSameEachTime(Lesson lesson) {
        Set<String> seen = new LinkedHashSet<>();
        for (int number = 0; number < COSTLY_VARIANTS; number++) {
            String answers = answers(lesson.variant(number));
            assertThat(answers(lesson.variant(number))).isEqualTo(answers);
            seen.add(answers);
        }
        assertThat(seen).as("lesson %s", lesson.number()).hasSize(COSTLY_VARIANTS);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyFigureStandsInTheTextAndEveryNameInTheTextIsAFigure(Lesson lesson) {
        Session session = lesson.variant(1);
        StringBuilder all = new StringBuilder(lesson.scenario());
        for (Section section : Section.values()) {
            all.append(lesson.text().section(section)).append('\n');
        }
        lesson.text()
                .parts()
                .forEach(part ->
                        all.append("${").append(part.figure()).append('}').append(part.question()));
        lesson.text()
                .wrongAnswers()
                .forEach(wrong ->
                        all.append("${").append(wrong.figure()).append('}').append(wrong.why()));
        Set<String> used = new LinkedHashSet<>(Figures.namesIn(all.toString()));
        used.removeAll(session.figures().wordNames());
        assertThat(session.figures().names()).containsAll(used);
        String scenario = lesson.scenario().isEmpty() ? "" : session.scenarioText();
        assertThat(PlainText.lesson(session) + PlainText.solution(session) + scenario)
                .doesNotContain("${");
        assertThat(session.figures().neverAsked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonHasAllSectionsAndAtLeastTwoWrongAnswers(Lesson lesson) {
        for (Section section : Section.values()) {
            if (section != Section.WRONG_ANSWERS && section != Section.QUESTION) {
                assertThat(lesson.text().section(section)).as("%s", section).isNotBlank();
            }
        }
        assertThat(lesson.text().parts()).isNotEmpty();
        assertThat(lesson.text().wrongAnswers()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Block.commands(lesson.text().section(Section.EXPERIMENT))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void scenariosAreMadeForTheLevelThatTheLessonNames() {
        for (Lesson lesson : Lessons.all()) {
            if (!lesson.scenario().isEmpty()) {
                assertThat(lesson.variant(2).scenario().level())
                        .as("lesson %s", lesson.number())
                        .isEqualTo(lesson.text().level());
            }
        }
    }

    private static String answers(Session session) {
        return String.join(
                " ",
                session.lesson().text().parts().stream()
                        .map(part -> session.right(part).text())
                        .toList());
    }

    /** Answers of level full take runs of some seconds; two of its lessons ask laws only. */
    private static int variants(Lesson lesson) {
        boolean runs =
                lesson.text().level() == Level.FULL && IntStream.of(8, 9).anyMatch(number -> number == lesson.number());
        return runs ? COSTLY_VARIANTS : CHEAP_VARIANTS;
    }
}
