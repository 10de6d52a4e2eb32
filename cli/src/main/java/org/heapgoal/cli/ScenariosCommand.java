package org.heapgoal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.heapgoal.lesson.LessonInputs;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.scenario.Presets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the scenarios that come with the program, or prints one. */
@Command(
        name = "scenarios",
        description = "Lists the ready-made scenarios; with a name, prints that scenario's file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The second column is the level each runs at, and which others --level can name.",
            "Make your own from one: heapgoal scenarios steady-cache > mine.yaml; heapgoal run mine.yaml",
            "docs/scenarios.md explains every key."
        })
final class ScenariosCommand implements Callable<Integer> {
    private static final int LINE_WIDTH = 100;
    /** Of the lines below a question. */
    private static final int INDENT = 9;
    /** As wide as the usual two levels. */
    private static final int LEVELS_WIDTH = "full, pacer".length();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the scenario to print")
    private @Nullable String name;

    @Option(names = "--schema", description = "prints the JSON Schema of scenario files, for editors")
    private boolean schema;

    @Option(names = "--questions", description = "lists what users ask, and the scenarios that answer it")
    private boolean questions;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (schema) {
            out.print(Presets.schema());
        } else if (questions) {
            questions(out);
        } else if (name != null) {
            String asked = name;
            out.print(LessonInputs.scenarioText(asked).orElseGet(() -> Presets.text(asked)));
        } else {
            list(out, Presets.entries());
        }
        out.flush();
        return ExitStatus.DONE;
    }

    private static void list(PrintWriter out, List<Presets.Entry> entries) {
        String group = "";
        for (Presets.Entry entry : entries) {
            if (!entry.group().equals(group)) {
                out.print((group.isEmpty() ? "" : "\n") + entry.group() + "\n");
                group = entry.group();
            }
            int width = width(entries, group);
            List<String> lines = wrap(entry.description(), LINE_WIDTH - width - LEVELS_WIDTH - 6);
            for (int i = 0; i < lines.size(); i++) {
                out.print(String.format(
                        Locale.ROOT,
                        "  %-" + width + "s  %-" + LEVELS_WIDTH + "s  %s\n",
                        i == 0 ? entry.name() : "",
                        i == 0 ? levels(entry) : "",
                        lines.get(i)));
            }
        }
    }

    private static void questions(PrintWriter out) {
        for (String preset : Presets.names()) {
            Presets.load(preset).question().ifPresent(question -> {
                out.print(question.ask() + "\n");
                question.tries().forEach(command -> out.print("  try    heapgoal " + command + "\n"));
                wrap("shows  " + question.finding(), LINE_WIDTH - INDENT)
                        .forEach(line -> out.print((line.startsWith("shows  ") ? "  " : "         ") + line + "\n"));
                wrap("asked  " + String.join(", ", question.threads()), LINE_WIDTH - INDENT)
                        .forEach(line -> out.print((line.startsWith("asked  ") ? "  " : "         ") + line + "\n"));
                out.print("\n");
            });
        }
    }

    private static String levels(Presets.Entry entry) {
        return entry.levels().stream().map(Level::label).collect(Collectors.joining(", "));
    }

    private static int width(List<Presets.Entry> entries, String group) {
        return entries.stream()
                .filter(entry -> entry.group().equals(group))
                .mapToInt(entry -> entry.name().length())
                .max()
                .orElse(0);
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
