package org.heapgoal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.heapgoal.lesson.Lessons;
import org.heapgoal.lesson.PlainText;
import org.heapgoal.lesson.Session;
import org.heapgoal.lesson.Verdict;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a lesson, judges answers to its question, or explains the solution. */
@Command(
        name = "lesson",
        description = "Shows a lesson: an experiment to run and a question, whose answer the simulator checks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  heapgoal lesson 6",
            "  heapgoal run lesson/6 GOGC=50                 its scenario; lesson/6-v3 is that of variant 3",
            "  heapgoal lesson 6 --answer 834MiB             the first answer",
            "  heapgoal lesson 6 --answer 834MiB,66,1.7s     all in order",
            "  heapgoal lesson 6 --answer b=66               one by its letter",
            "  heapgoal lesson 6 --variant 3 --solution",
            "",
            "Answers have a unit (MiB, ms, s, %, MiB/s) or none: then MiB, seconds, percent or MiB/s are meant.",
            "Exit status: 0 all answers given are right, 1 one is not, 2 an answer cannot be read."
        })
final class LessonCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "N", description = "the lesson's number; heapgoal lessons lists them")
    private int number;

    @Option(
            names = "--answer",
            paramLabel = "VALUE[,VALUE...]",
            description = "says whether answers are right or how far off: in order of the questions, or LETTER=VALUE")
    private @Nullable String answer;

    @Option(
            names = "--solution",
            description = "explains the solution with numbers computed now, and the usual mistakes")
    private boolean solution;

    @Option(names = "--scenario", description = "prints the lesson's scenario file")
    private boolean scenario;

    @Mixin
    private final VariantOption variant = new VariantOption();

    @Override
    public Integer call() {
        if ((answer == null ? 0 : 1) + (solution ? 1 : 0) + (scenario ? 1 : 0) > 1) {
            throw new BadInput("--answer, --solution and --scenario are asked for one at a time");
        }
        Session session = Lessons.get(number).variant(variant.number());
        PrintWriter out = spec.commandLine().getOut();
        boolean right = true;
        if (answer != null) {
            List<Verdict> verdicts = session.judge(answer);
            right = verdicts.stream().allMatch(Verdict::right);
            out.print(PlainText.verdicts(verdicts));
        } else if (solution) {
            out.print(PlainText.solution(session));
        } else if (scenario) {
            out.print(session.scenarioText());
        } else {
            out.print(PlainText.lesson(session));
        }
        out.flush();
        return right ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }
}
