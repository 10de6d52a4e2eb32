package org.heapgoal.workload.score;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.yaml.YamlText;
import org.jspecify.annotations.Nullable;

/**
 * Reads a corpus directory: {@code index.csv} with a header and a line for each run, the logs and reports that it names,
 * and {@code machine.json}. {@code validation/README.md} describes the files. Runs without a trace have no log to score
 * and are left out.
 */
public final class CorpusReader {
    /** The index's name in a corpus directory. */
    public static final String INDEX = "index.csv";

    private static final YamlText.Kind KIND = new YamlText.Kind("corpus index", "a header and a run");
    private static final List<String> REQUIRED =
            List.of("file", "program", "half", "mode", "part", "gogc", "gomemlimit", "gomaxprocs", "repeat", "godebug");
    private static final String BASE_PART = "base";

    private final Path directory;
    private final Path index;
    private final Map<String, CorpusRun.Half> halves = new LinkedHashMap<>();
    private final Set<String> wanted;
    private @Nullable GcSettings base;

    private CorpusReader(Path directory, Set<String> wanted) {
        this.directory = directory;
        this.index = directory.resolve(INDEX);
        this.wanted = wanted;
    }

    /** Reads all of a directory, as {@link #read(Path, List)}. */
    public static Corpus read(Path directory) {
        return read(directory, List.of());
    }

    /**
     * Reads a directory.
     *
     * @param programs names of the programs to read; all of them where there is none
     * @throws BadInput if there is no index, if it cannot be read, if a run's files are missing or contradict it, if a
     *     program is unknown, or if no run is marked as the base
     */
    public static Corpus read(Path directory, List<String> programs) {
        return new CorpusReader(directory, new TreeSet<>(programs)).corpus();
    }

    private Corpus corpus() {
        if (!Files.isRegularFile(index)) {
            throw BadInput.in(
                    directory.toString(),
                    "is no corpus: it has no " + INDEX + " (validation/README.md says how one is recorded)");
        }
        List<String> lines = YamlText.read(index, KIND).lines().toList();
        List<String> header = lines.isEmpty() ? List.of() : cells(1, lines.get(0));
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                throw bad(1, "the header lacks the column " + column + "; expected are " + String.join(",", REQUIRED));
            }
        }
        List<CorpusRun> runs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                add(runs, new Line(i + 1, header, cells(i + 1, lines.get(i))));
            }
        }
        checkWanted();
        if (base == null) {
            throw BadInput.in(
                    index.toString(), "has no base log: none of its lines has the part \"" + BASE_PART + "\"");
        }
        return new Corpus(directory.toString(), base, MachineFacts.read(directory), runs);
    }

    /** A line of the index, its values by column. */
    private final class Line {
        private final int number;
        private final Map<String, String> values = new LinkedHashMap<>();

        Line(int number, List<String> header, List<String> cells) {
            if (cells.size() != header.size()) {
                throw bad(number, cells.size() + " values; the header has " + header.size() + " columns");
            }
            this.number = number;
            for (int i = 0; i < cells.size(); i++) {
                values.put(header.get(i), cells.get(i));
            }
        }

        String get(String column) {
            return values.getOrDefault(column, "");
        }
    }

    private void add(List<CorpusRun> runs, Line line) {
        String program = line.get("program");
        CorpusRun.Half half = half(line);
        CorpusRun.Half known = halves.putIfAbsent(program, half);
        if (known != null && known != half) {
            throw bad(
                    line.number,
                    "program " + program + " is in the " + half.word() + " half here and in the " + known.word()
                            + " half above");
        }
        boolean skipped = !wanted.isEmpty() && !wanted.contains(program);
        CorpusRun.Evidence evidence = evidence(line);
        if (skipped || evidence == null) {
            return;
        }
        String file = line.get("file");
        if (file.isEmpty() || file.contains("..") || file.startsWith("/")) {
            throw bad(line.number, "file is \"" + file + "\"; a path below the index is expected");
        }
        RunReportReader report = RunReportReader.of(file(line, file, List.of(".json")));
        check(line, "mode", report.mode().word());
        check(line, "gogc", report.settings().gogcText());
        check(line, "gomaxprocs", Integer.toString(report.settings().maxProcs()));
        if (line.get("part").equals(BASE_PART)) {
            checkBase(line, report.settings());
        }
        runs.add(new CorpusRun(
                program,
                half,
                report.mode(),
                report.settings(),
                evidence,
                repeat(line),
                file(line, file, List.of(".log.gz", ".log")),
                report.report()));
    }

    private void check(Line line, String column, String inForce) {
        if (!line.get(column).equals(inForce)) {
            throw bad(line.number, column + " is \"" + line.get(column) + "\", but the run's report says " + inForce);
        }
    }

    private void checkBase(Line line, GcSettings settings) {
        GcSettings before = base;
        if (before != null && !before.equals(settings)) {
            throw bad(
                    line.number,
                    "a base run under " + settings.environmentText() + "; those above were recorded under "
                            + before.environmentText());
        }
        base = settings;
    }

    private void checkWanted() {
        for (String program : wanted) {
            if (!halves.containsKey(program)) {
                throw BadInput.in(
                        index.toString(),
                        "unknown program \"" + program + "\": there are " + String.join(", ", halves.keySet())
                                + NearMiss.hint(program, halves.keySet()));
            }
        }
    }

    private Path file(Line line, String name, List<String> endings) {
        for (String ending : endings) {
            Path file = directory.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw bad(line.number, "there is no " + directory.resolve(name + endings.get(0)));
    }

    private CorpusRun.Half half(Line line) {
        for (CorpusRun.Half half : CorpusRun.Half.values()) {
            if (half.word().equals(line.get("half"))) {
                return half;
            }
        }
        List<String> words =
                Arrays.stream(CorpusRun.Half.values()).map(CorpusRun.Half::word).toList();
        throw bad(
                line.number,
                "half is \"" + line.get("half") + "\"; allowed are " + String.join(" and ", words)
                        + NearMiss.hint(line.get("half"), words));
    }

    /** What the log consists of, or null for a run without a trace. */
    private static CorpusRun.@Nullable Evidence evidence(Line line) {
        List<String> traces = List.of(line.get("godebug").split(",", -1));
        if (!traces.contains("gctrace=1")) {
            return null;
        }
        return traces.stream().anyMatch(trace -> trace.startsWith("gcpacertrace"))
                ? CorpusRun.Evidence.PACER_TRACE
                : traces.size() > 1 ? CorpusRun.Evidence.SCHED_TRACE : CorpusRun.Evidence.GCTRACE;
    }

    private int repeat(Line line) {
        String text = line.get("repeat");
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        throw bad(line.number, "repeat is \"" + text + "\"; a number from 1 is expected");
    }

    /** The values of a line; a value in quotes may hold commas. */
    private List<String> cells(int number, String text) {
        List<String> out = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                out.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw bad(number, "a quote is not closed");
        }
        out.add(cell.toString());
        return out;
    }

    private BadInput bad(int line, String message) {
        return BadInput.at(index.toString(), line, message);
    }
}
