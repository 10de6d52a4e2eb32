package org.heapgoal.lesson;

import java.util.List;

/** Lessons as text for a terminal of a hundred columns. Commands are never broken. */
public final class PlainText {
    private static final int WIDTH = 100;

    private PlainText() {}

    /** The lesson without its solution, and how to answer. */
    public static String lesson(Session session) {
        StringBuilder out = new StringBuilder(heading(session));
        for (Section section : List.of(Section.GOAL, Section.BACKGROUND, Section.EXPERIMENT, Section.LOOK_AT)) {
            section(out, section.heading(), session.section(section));
        }
        section(out, Section.QUESTION.heading(), session.section(Section.QUESTION));
        for (Session.Asked asked : session.parts()) {
            wrapped(out, "  " + asked.id() + ") ", asked.question());
        }
        String command = "./heapgoal lesson " + session.lesson().number() + option(session);
        out.append('\n');
        wrapped(out, "", "Answer in order, or one by its letter:");
        out.append("\n    ")
                .append(command)
                .append(" --answer ")
                .append(examples(session))
                .append('\n');
        out.append("    ").append(command).append(" --solution\n");
        return out.toString();
    }

    /** The solution with its numbers and the likeliest wrong answers. */
    public static String solution(Session session) {
        StringBuilder out = new StringBuilder(heading(session));
        out.append("\nAnswers\n");
        for (LessonText.Part part : session.lesson().text().parts()) {
            out.append("  ")
                    .append(part.id())
                    .append(") ")
                    .append(session.right(part).text())
                    .append('\n');
        }
        section(out, Section.SOLUTION.heading(), session.section(Section.SOLUTION));
        out.append('\n').append(Section.WRONG_ANSWERS.heading()).append('\n');
        for (String wrong : session.wrongAnswers()) {
            wrapped(out, "  * ", wrong);
        }
        return out.toString();
    }

    /** What there is to say of answers, one a line. */
    public static String verdicts(List<Verdict> verdicts) {
        StringBuilder out = new StringBuilder();
        for (Verdict verdict : verdicts) {
            wrapped(out, verdict.part() + ") ", verdict.sentence());
        }
        return out.toString();
    }

    /** How the lesson's answers may look, without being near them. */
    private static String examples(Session session) {
        LessonText.Part first = session.lesson().text().parts().get(0);
        String example = session.figures().quantity(first.figure()).example();
        return first.id() + "=" + (example.indexOf(' ') < 0 ? example : example.substring(0, example.indexOf(' ')));
    }

    private static String option(Session session) {
        return session.variant() == 0 ? "" : " --variant " + session.variant();
    }

    private static String heading(Session session) {
        LessonText text = session.lesson().text();
        return "Lesson " + session.lesson().number() + ". " + text.title() + "  (level "
                + text.level().label()
                + ", about " + text.minutes() + " minutes"
                + (session.variant() == 0 ? "" : ", variant " + session.variant()) + ")\n";
    }

    private static void section(StringBuilder out, String heading, String body) {
        out.append('\n').append(heading).append('\n');
        for (Block block : Block.of(body)) {
            switch (block.kind()) {
                case PARAGRAPH -> wrapped(out, "  ", block.lines().get(0));
                case ITEM -> wrapped(out, "  * ", block.lines().get(0));
                case CODE -> {
                    out.append('\n');
                    block.lines()
                            .forEach(line -> out.append("    ").append(line).append('\n'));
                    out.append('\n');
                }
            }
        }
        if (out.charAt(out.length() - 1) == '\n' && out.charAt(out.length() - 2) == '\n') {
            out.setLength(out.length() - 1);
        }
    }

    /** Breaks a text into lines; those after the first are indented as far as the first's text begins. */
    static void wrapped(StringBuilder out, String lead, String text) {
        String indent = " ".repeat(lead.length());
        StringBuilder line = new StringBuilder(lead);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.append(line).append('\n');
    }
}
