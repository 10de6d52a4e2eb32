package org.heapgoal.workload.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.yaml.YamlText;

/**
 * Reads the index of a corpus directory and the reports of its runs. {@code index.csv} has a header and a line for each run:
 * its name, its program, the program's half, which repeat it is, and the log's trace lines. The log is {@code NAME.log.gz}
 * (or {@code NAME.log}) beside it, the report {@code NAME.json}.
 */
public final class CorpusReader {
    /** The index's name in a corpus directory. */
    public static final String INDEX = "index.csv";

    private static final YamlText.Kind KIND = new YamlText.Kind("corpus index", "a header and a run");
    private static final List<String> COLUMNS = List.of("name", "program", "half", "repeat", "traces");
    private static final GcSettings BASE = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 2);

    private final Path directory;
    private final Path index;
    private final Map<String, CorpusRun.Half> halves = new LinkedHashMap<>();

    private CorpusReader(Path directory) {
        this.directory = directory;
        this.index = directory.resolve(INDEX);
    }

    /**
     * Reads a directory.
     *
     * @throws BadInput if there is no index, if it cannot be read, or if a run's files are missing or contradict it
     */
    public static Corpus read(Path directory) {
        return new CorpusReader(directory).corpus();
    }

    private Corpus corpus() {
        if (!Files.isRegularFile(index)) {
            throw BadInput.in(
                    directory.toString(),
                    "is no corpus: it has no " + INDEX + " (validation/README.md says how one is recorded)");
        }
        List<String> lines = YamlText.read(index, KIND).lines().toList();
        if (lines.isEmpty() || !List.of(lines.get(0).split(",", -1)).equals(COLUMNS)) {
            throw BadInput.at(index.toString(), 1, "the header has to be " + String.join(",", COLUMNS));
        }
        List<CorpusRun> runs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                runs.add(run(i + 1, lines.get(i).split(",", -1)));
            }
        }
        return new Corpus(directory.toString(), BASE, facts(), runs);
    }

    private CorpusRun run(int line, String[] cells) {
        if (cells.length != COLUMNS.size()) {
            throw bad(line, cells.length + " values; expected are " + COLUMNS.size());
        }
        String name = cells[0];
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw bad(
                    line,
                    "\"" + name + "\" is no run's name: letters, digits, dots, underscores and dashes are allowed");
        }
        CorpusRun.Half half = half(line, cells[2]);
        CorpusRun.Half known = halves.putIfAbsent(cells[1], half);
        if (known != null && known != half) {
            throw bad(
                    line,
                    "program " + cells[1] + " is in the " + half.word() + " half here and in the " + known.word()
                            + " half above");
        }
        RunReportReader report = RunReportReader.of(file(line, name, List.of(".json")));
        if (!report.program().equals(cells[1])) {
            throw bad(
                    line,
                    "unknown program \"" + cells[1] + "\": the report of " + name + " is of " + report.program()
                            + NearMiss.hint(cells[1], List.of(report.program())));
        }
        return new CorpusRun(
                cells[1],
                half,
                report.mode(),
                report.settings(),
                evidence(line, cells[4]),
                repeat(line, cells[3]),
                file(line, name, List.of(".log.gz", ".log")),
                report.report());
    }

    private Path file(int line, String name, List<String> endings) {
        for (String ending : endings) {
            Path file = directory.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw bad(line, "run " + name + " has no " + name + endings.get(0));
    }

    private CorpusRun.Half half(int line, String word) {
        for (CorpusRun.Half half : CorpusRun.Half.values()) {
            if (half.word().equals(word)) {
                return half;
            }
        }
        throw bad(
                line,
                "half is \"" + word + "\"; allowed are tuning and scoring"
                        + NearMiss.hint(word, List.of("tuning", "scoring")));
    }

    private CorpusRun.Evidence evidence(int line, String word) {
        return switch (word) {
            case "gctrace" -> CorpusRun.Evidence.GCTRACE;
            case "all" -> CorpusRun.Evidence.ALL_TRACES;
            default -> throw bad(line, "traces is \"" + word + "\"; allowed are gctrace and all");
        };
    }

    private int repeat(int line, String text) {
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        throw bad(line, "repeat is \"" + text + "\"; a number from 1 is expected");
    }

    private BadInput bad(int line, String message) {
        return BadInput.at(index.toString(), line, message);
    }

    /** Lines of {@code machine.txt}, which a recording leaves beside its runs. */
    private List<String> facts() {
        Path machine = directory.resolve("machine.txt");
        if (!Files.isRegularFile(machine)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(machine)) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new BadInput(machine + ": cannot be read", e);
        }
    }
}
