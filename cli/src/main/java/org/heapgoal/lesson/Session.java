package org.heapgoal.lesson;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.scenario.Scenario;

/** One variant of a lesson: its text with numbers, its scenario, and the judge of answers. Not for several threads. */
public final class Session {
    private static final double PERCENT = 100;
    private static final double PERMILLE = 1_000;

    private final Lesson lesson;
    private final Variant variant;
    private final Figures figures = new Figures();
    private final Bench bench;

    Session(Lesson lesson, Variant variant) {
        this.lesson = lesson;
        this.variant = variant;
        bench = new Bench(input(), lesson.scenario(), figures);
        figures.word("lesson", this::input);
        figures.word("option", () -> variant.number() == 0 ? "" : " --variant " + variant.number());
        lesson.model().declare(figures, variant, bench);
    }

    /** The lesson. */
    public Lesson lesson() {
        return lesson;
    }

    /** What {@code heapgoal run} calls the lesson's scenario. */
    public String input() {
        return LessonInputs.name(lesson.number(), variant.number());
    }

    /** The number of the variant. */
    public int variant() {
        return variant.number();
    }

    /** The lesson's level. */
    public Level level() {
        return lesson.text().level();
    }

    /**
     * The scenario's file.
     *
     * @throws BadInput if the lesson works on a log
     */
    public String scenarioText() {
        if (lesson.scenario().isEmpty()) {
            throw new BadInput("lesson " + lesson.number() + " works on a recorded log; \"heapgoal lesson "
                    + lesson.number() + "\" names it");
        }
        return bench.scenarioText();
    }

    /** The scenario. */
    public Scenario scenario() {
        return bench.scenario();
    }

    /** The figures. */
    public Figures figures() {
        return figures;
    }

    /** A section's text with its numbers; without parts and wrong answers, see {@link #parts} and {@link #wrongAnswers}. */
    public String section(Section section) {
        return figures.fill(lesson.text().section(section));
    }

    /**
     * A part of the question.
     *
     * @param id a letter
     * @param question what is asked, how exact and in which form
     */
    public record Asked(String id, String question) {}

    /** The parts of the question. */
    public List<Asked> parts() {
        return lesson.text().parts().stream()
                .map(part -> new Asked(
                        part.id(),
                        figures.fill(part.question()) + " (" + part.tolerance().text() + "; write it like "
                                + quantity(part).example() + ")"))
                .toList();
    }

    /** The right answer to a part. */
    public Figure right(LessonText.Part part) {
        return figures.get(part.figure());
    }

    /** The likeliest wrong answers, each with its number and what is wrong with it. */
    public List<String> wrongAnswers() {
        return lesson.text().wrongAnswers().stream()
                .map(wrong ->
                        wrong.part() + ": " + figures.get(wrong.figure()).text() + ". " + figures.fill(wrong.why()))
                .toList();
    }

    /**
     * Judges answers.
     *
     * @param text answers separated by commas, in order of the parts or each with its part's letter: {@code 834MiB,66} or
     *     {@code b=66}; some may be left out
     * @throws BadInput if an answer cannot be read or there is no such part
     */
    public List<Verdict> judge(String text) {
        List<LessonText.Part> parts = lesson.text().parts();
        List<LessonText.Part> asked = new ArrayList<>();
        List<Double> answers = new ArrayList<>();
        int next = 0;
        for (String word : text.split(",", -1)) {
            int equals = word.indexOf('=');
            String id = equals < 0 ? "" : word.substring(0, equals).strip();
            LessonText.Part part = equals < 0 ? inOrder(parts, next) : named(parts, id);
            next = parts.indexOf(part) + 1;
            asked.add(part);
            answers.add(quantity(part).parse(word.substring(equals + 1)));
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            verdicts.add(judge(asked.get(i), answers.get(i)));
        }
        return verdicts;
    }

    private Verdict judge(LessonText.Part part, double answer) {
        Figure right = right(part);
        String given = right.quantity().print(answer);
        if (part.tolerance().accepts(answer, right.value())) {
            return new Verdict(part.id(), true, given + " is right; the simulator says " + right.text() + ".");
        }
        String why = lesson.text().wrongAnswers().stream()
                .filter(wrong -> wrong.part().equals(part.id()))
                .filter(wrong -> part.tolerance().accepts(answer, figures.value(wrong.figure())))
                .min(Comparator.comparingDouble(wrong -> Math.abs(answer - figures.value(wrong.figure()))))
                .map(wrong -> " " + figures.fill(wrong.why()))
                .orElse("");
        return new Verdict(part.id(), false, given + " is not right: " + off(answer, right) + "." + why);
    }

    private static String off(double answer, Figure right) {
        double difference = answer - right.value();
        String direction = difference > 0 ? "too high" : "too low";
        String amount = right.quantity() == Quantity.SHARE
                ? new Figure(Math.abs(difference) * PERCENT, Quantity.COUNT).text() + " points"
                : right.quantity().print(Math.abs(difference));
        if (right.value() == 0) {
            return amount + " " + direction;
        }
        double permille = StrictMath.rint(Math.abs(difference / right.value()) * PERMILLE);
        return amount + " (" + Quantity.SHARE.print(permille / PERMILLE) + ") " + direction;
    }

    private static LessonText.Part inOrder(List<LessonText.Part> parts, int index) {
        if (index >= parts.size()) {
            throw new BadInput("more answers than questions: this lesson asks " + ids(parts));
        }
        return parts.get(index);
    }

    private static LessonText.Part named(List<LessonText.Part> parts, String id) {
        return parts.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no question \"" + id + "\": this lesson asks " + ids(parts)));
    }

    private static String ids(List<LessonText.Part> parts) {
        return parts.stream().map(LessonText.Part::id).collect(Collectors.joining(", "));
    }

    /** Known before the figure is: how to write an answer must not take a run. */
    private Quantity quantity(LessonText.Part part) {
        return figures.quantity(part.figure());
    }
}
