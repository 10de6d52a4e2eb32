package org.heapgoal.report.compare;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.RunIdentity;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.csv.SampleCsv;
import org.heapgoal.report.json.ManifestJson;
import org.heapgoal.sim.units.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a report directory back: the run that it shows, or the baseline of a what-if. */
public final class SavedReport {
    private static final long MAX_JSON_BYTES = 64L << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path directory;

    private SavedReport(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads a report.
     *
     * @param directory what {@code --out} named
     * @throws BadInput if it holds no report of a run or a what-if
     */
    public static ComparedRun read(Path directory) {
        return new SavedReport(directory).read();
    }

    private ComparedRun read() {
        if (!json("manifest.json").path("tool").asString("").equals(ManifestJson.TOOL)) {
            throw bad("manifest.json", "was not written by heapgoal");
        }
        JsonNode result = json("result.json");
        boolean whatIf = result.has("baseline");
        JsonNode run = whatIf ? result.path("baseline") : result;
        if (!run.has("summary") || !run.has("settings")) {
            throw bad("result.json", "is not the result of a run, a what-if or a log");
        }
        RunIdentity identity = identity(result, run, whatIf);
        long[] count = new long[1];
        List<ComparedCycle> cycles = cycles(identity.settings(), count);
        List<String> warnings = new ArrayList<>();
        result.path("warnings").forEach(warning -> warnings.add(warning.asString("")));
        if (whatIf) {
            warnings.add("of the what-if only the baseline is compared");
        }
        return new ComparedRun(identity, summary(run), cycles, count[0], samples(), Optional.empty(), warnings);
    }

    private RunIdentity identity(JsonNode result, JsonNode run, boolean whatIf) {
        JsonNode settings = run.path("settings");
        JsonNode gogc = settings.path("GOGC");
        JsonNode limit = settings.path("GOMEMLIMIT");
        String level = result.path("level").asString("");
        Level known = Arrays.stream(Level.values())
                .filter(each -> each.label().equals(level))
                .findFirst()
                .orElseThrow(() -> bad("result.json", "names the unknown level \"" + level + "\""));
        JsonNode seed = result.path("seed");
        try {
            return new RunIdentity(
                    result.path(whatIf ? "input" : "name").asString("?"),
                    "report in " + directory.getFileName(),
                    known,
                    GoVersion.parse(result.path("goVersion").asString("")),
                    new GcSettings(
                            gogc.isNumber() ? gogc.asInt() : GcSettings.GC_PERCENT_OFF,
                            limit.isNumber() ? limit.asLong() : GcSettings.NO_MEMORY_LIMIT,
                            settings.path("GOMAXPROCS").asInt()),
                    seed.isNumber() ? OptionalLong.of(seed.asLong()) : OptionalLong.empty());
        } catch (IllegalArgumentException | JacksonException e) {
            throw bad("result.json", "has settings that cannot be: " + e.getMessage());
        }
    }

    /** The figures of the run whose cycles are saved, which a what-if on a log may state otherwise in its summary. */
    private static RunSummary summary(JsonNode run) {
        EnumMap<SummaryMetric, Double> values = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            JsonNode node = run.path("summary");
            for (String part : metric.jsonName().split("\\.", -1)) {
                node = node.path(part);
            }
            JsonNode own = run.path("twin").path(metric.jsonName());
            if (node.isNumber()) {
                values.put(metric, (own.isNumber() ? own : node).asDouble());
            }
        }
        return new RunSummary(values);
    }

    /** The first rows under these settings; those of a what-if's candidates come behind them. */
    private List<ComparedCycle> cycles(GcSettings settings, long[] count) {
        List<ComparedCycle> cycles = new ArrayList<>();
        Path file = directory.resolve("cycles.csv");
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                boolean ours = Arrays.stream(SettingsText.Knob.values())
                        .allMatch(knob -> row.findField(knob.name()).orElse("").equals(knob.valueOf(settings)));
                if (!ours) {
                    break;
                }
                count[0]++;
                if (cycles.size() < ComparedRun.MAX_CYCLES) {
                    cycles.add(cycle(row));
                }
            }
        } catch (IOException | CsvParseException e) {
            throw bad("cycles.csv", "cannot be read: " + reason(e));
        }
        return cycles;
    }

    private ComparedCycle cycle(NamedCsvRecord row) {
        List<String> cells = new ArrayList<>();
        for (CycleMetric metric : CycleMetric.values()) {
            cells.add(cell(row, metric.fieldName(), metric.unit()));
        }
        for (BasisMetric metric : BasisMetric.values()) {
            cells.add(cell(row, metric.fieldName(), metric.unit()));
        }
        return new ComparedCycle(cells, "");
    }

    private String cell(NamedCsvRecord row, String field, MetricUnit kind) {
        String cell = row.findField(field).orElse("");
        boolean number = kind != MetricUnit.TEXT && kind != MetricUnit.FLAG;
        if (number && !cell.isEmpty()) {
            number(cell, "cycles.csv", row);
        }
        return cell;
    }

    private double number(String cell, String file, NamedCsvRecord row) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw BadInput.at(
                    directory.resolve(file).toString(),
                    row.getStartingLineNumber(),
                    "\"" + cell + "\" is not a number");
        }
    }

    private List<HeapSample> samples() {
        List<HeapSample> samples = new ArrayList<>();
        Path file = directory.resolve("samples.csv");
        List<String> names = SampleCsv.header();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                double[] values = names.stream()
                        .mapToDouble(name -> {
                            String cell = row.findField(name).orElse("");
                            return cell.isEmpty() ? 0 : number(cell, "samples.csv", row);
                        })
                        .toArray();
                samples.add(new HeapSample(
                        Math.round(values[0] * NANOS_PER_SECOND),
                        Math.round(values[1]),
                        Math.round(values[2]),
                        Math.round(values[3]),
                        Math.round(values[4])));
            }
        } catch (IOException | CsvParseException e) {
            throw bad("samples.csv", "cannot be read: " + reason(e));
        }
        return samples;
    }

    private JsonNode json(String name) {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BadInput(directory + ": not a report directory: it has no " + name
                    + "; give a directory written with --out, a log, a scenario file or a preset's name");
        }
        try {
            if (Files.size(file) > MAX_JSON_BYTES) {
                throw bad(name, "is larger than 64 MiB");
            }
            return JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw bad(name, "cannot be read: " + reason(e));
        }
    }

    private BadInput bad(String name, String message) {
        return BadInput.in(directory.resolve(name).toString(), message);
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse(message);
        return e.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("nosuchfile") ? "no such file" : line;
    }
}
