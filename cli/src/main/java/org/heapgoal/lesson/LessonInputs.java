package org.heapgoal.lesson;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapgoal.sim.units.BadInput;

/** The names by which commands take the scenarios of lessons: {@code lesson/6}, {@code lesson/6-v3} for its variant 3. */
public final class LessonInputs {
    private static final Pattern NAME = Pattern.compile("lesson/(\\d{1,3})(?:-v(\\d{1,6}))?");

    private LessonInputs() {}

    /** The name of a lesson's scenario. */
    static String name(int lesson, int variant) {
        return "lesson/" + lesson + (variant == 0 ? "" : "-v" + variant);
    }

    /**
     * The scenario of a name.
     *
     * @return its file's text; nothing where the name is not of this form
     * @throws BadInput if there is no such lesson or variant, or if the lesson works on a log
     */
    public static Optional<String> scenarioText(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Lesson lesson = Lessons.get(Integer.parseInt(matcher.group(1)));
        String variant = matcher.group(2);
        return Optional.of(
                lesson.variant(variant == null ? 0 : Integer.parseInt(variant)).scenarioText());
    }
}
