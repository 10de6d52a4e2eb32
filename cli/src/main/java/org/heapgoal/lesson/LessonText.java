package org.heapgoal.lesson;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapgoal.recording.Level;

/**
 * A lesson's text as its resource has it, names of figures not yet filled in.
 *
 * <p>The resource begins with {@code # TITLE}, {@code level: LEVEL} and {@code minutes: N}; each section follows under
 * {@code ## HEADING}. A section holds paragraphs, lists ({@code * }) and commands (lines that begin with four spaces). The
 * list under Question has the parts ({@code * a = FIGURE, TOLERANCE: question}), the one under Wrong answers has mistakes
 * ({@code * a = FIGURE: why it is wrong}).
 *
 * @param title of the lesson
 * @param level at which its runs are made
 * @param minutes that it takes in a workshop
 * @param sections texts by section, without parts and wrong answers
 * @param parts of the question
 * @param wrongAnswers the likeliest mistakes
 */
public record LessonText(
        String title,
        Level level,
        int minutes,
        Map<Section, String> sections,
        List<Part> parts,
        List<WrongAnswer> wrongAnswers) {
    private static final Pattern PART = Pattern.compile("\\* ([a-z]) = (\\w+), (exact|[0-9.]+ %): (.*)");
    private static final Pattern WRONG = Pattern.compile("\\* ([a-z]) = (\\w+): (.*)");

    /**
     * One part of the question.
     *
     * @param id a letter
     * @param figure name of the right answer
     * @param tolerance how exact it has to be
     * @param question what is asked
     */
    public record Part(String id, String figure, Tolerance tolerance, String question) {}

    /**
     * A mistake that people make.
     *
     * @param part the part that it answers
     * @param figure name of what it leads to
     * @param why it is wrong
     */
    public record WrongAnswer(String part, String figure, String why) {}

    /** Copies. */
    public LessonText {
        sections = new EnumMap<>(sections);
        parts = List.copyOf(parts);
        wrongAnswers = List.copyOf(wrongAnswers);
    }

    /** The text of a section; empty where there is none. */
    public String section(Section section) {
        return sections.getOrDefault(section, "");
    }

    /**
     * Reads a resource.
     *
     * @throws IllegalArgumentException if it is not of the form above
     */
    static LessonText parse(String resource) {
        List<String> lines = resource.lines().toList();
        Map<Section, StringBuilder> bodies = new EnumMap<>(Section.class);
        StringBuilder body = new StringBuilder();
        for (String line : lines.subList(3, lines.size())) {
            if (line.startsWith("## ")) {
                body = new StringBuilder();
                bodies.put(heading(line.substring(3)), body);
            } else {
                body.append(line).append('\n');
            }
        }
        List<Part> parts = new ArrayList<>();
        List<WrongAnswer> wrong = new ArrayList<>();
        Map<Section, String> sections = new EnumMap<>(Section.class);
        for (Map.Entry<Section, StringBuilder> entry : bodies.entrySet()) {
            sections.put(entry.getKey(), split(entry.getKey(), entry.getValue().toString(), parts, wrong));
        }
        return new LessonText(
                value(lines.get(0), "# "),
                level(value(lines.get(1), "level: ")),
                Integer.parseInt(value(lines.get(2), "minutes: ")),
                sections,
                parts,
                wrong);
    }

    /** Takes the items of a question or of the wrong answers out of a section's text. */
    private static String split(Section section, String body, List<Part> parts, List<WrongAnswer> wrong) {
        if (section != Section.QUESTION && section != Section.WRONG_ANSWERS) {
            return body.strip();
        }
        StringBuilder rest = new StringBuilder();
        for (String block : joinItems(body)) {
            Matcher part = PART.matcher(block);
            Matcher mistake = WRONG.matcher(block);
            if (part.matches()) {
                parts.add(new Part(part.group(1), part.group(2), Tolerance.parse(part.group(3)), part.group(4)));
            } else if (mistake.matches()) {
                wrong.add(new WrongAnswer(mistake.group(1), mistake.group(2), mistake.group(3)));
            } else {
                rest.append(block).append('\n');
            }
        }
        return rest.toString().strip();
    }

    /** The lines of a text, those of one list item joined. */
    private static List<String> joinItems(String body) {
        List<String> joined = new ArrayList<>();
        boolean inItem = false;
        for (String line : body.lines().toList()) {
            if (inItem && line.startsWith("  ")) {
                joined.set(joined.size() - 1, joined.get(joined.size() - 1) + " " + line.strip());
            } else {
                joined.add(line);
                inItem = line.startsWith("* ");
            }
        }
        return joined;
    }

    private static Section heading(String text) {
        for (Section section : Section.values()) {
            if (section.heading().equals(text)) {
                return section;
            }
        }
        throw new IllegalArgumentException("unknown section \"" + text + "\"");
    }

    private static Level level(String label) {
        for (Level level : Level.values()) {
            if (level.label().equals(label)) {
                return level;
            }
        }
        throw new IllegalArgumentException("unknown level \"" + label + "\"");
    }

    private static String value(String line, String prefix) {
        if (!line.startsWith(prefix)) {
            throw new IllegalArgumentException("\"" + line + "\" does not begin with \"" + prefix + "\"");
        }
        return line.substring(prefix.length()).strip();
    }
}
