package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.heapgoal.lesson.Handout;
import org.heapgoal.lesson.Lesson;
import org.heapgoal.lesson.LessonText;
import org.heapgoal.lesson.Lessons;
import org.heapgoal.lesson.Session;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the lessons, prints the answers of all, or writes the handout. */
@Command(
        name = "lessons",
        description = "Lists the lessons on tuning Go's garbage collector, or writes them as a page to print.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal lessons",
            "  heapgoal lesson 1                                   begin here",
            "  heapgoal lessons --handout handout.html             for pupils, with room for answers",
            "  heapgoal lessons --answers --variant 3              for teachers: all answers of a variant",
            "  heapgoal lessons --handout teacher.html --solutions --variant 3",
            "",
            "docs/workshop.md is the plan of a two-hour workshop."
        })
final class LessonsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Option(
            names = "--handout",
            paramLabel = "FILE",
            description = "writes all lessons as one HTML file that prints well and needs no network")
    private @Nullable Path handout;

    @Option(names = "--solutions", description = "with --handout: puts its solution behind each lesson")
    private boolean solutions;

    @Option(names = "--answers", description = "prints the right answers of all lessons, computed now (some seconds)")
    private boolean answers;

    @Mixin
    private final VariantOption variant = new VariantOption();

    @Override
    public Integer call() throws IOException {
        List<Session> sessions = Lessons.all().stream()
                .map(lesson -> lesson.variant(variant.number()))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (solutions && handout == null) {
            throw new BadInput(
                    "--solutions goes with --handout FILE; \"heapgoal lesson N --solution\" prints one, --answers all results");
        }
        if (handout != null) {
            try (WholeFile file = new WholeFile(handout)) {
                file.writer().print(Handout.html(sessions, solutions));
                file.commit();
            }
        }
        if (answers) {
            sessions.forEach(session -> printAnswers(out, session));
        } else if (handout == null) {
            list(out);
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static void list(PrintWriter out) {
        for (Lesson lesson : Lessons.all()) {
            LessonText text = lesson.text();
            out.print(String.format(
                    Locale.ROOT,
                    "%3d  %-26s level %-6s %2d min%n",
                    lesson.number(),
                    text.title(),
                    text.level().label(),
                    text.minutes()));
        }
        out.print("\nBegin with: ./heapgoal lesson 1\n");
    }

    private static void printAnswers(PrintWriter out, Session session) {
        LessonText text = session.lesson().text();
        out.print(session.lesson().number() + ". " + text.title() + "\n");
        for (LessonText.Part part : text.parts()) {
            out.print(String.format(
                    Locale.ROOT,
                    "   %s) %-12s %s%n",
                    part.id(),
                    session.right(part).text(),
                    part.tolerance().text()));
        }
        out.flush();
    }
}
