package org.heapgoal.workload.twin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The repeats of a program of the corpus at the base setting. */
final class RecordedProgram {
    private static final int MOST_REPEATS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    /** The repeats. */
    final List<Observed> repeats = new ArrayList<>();

    /** A run that printed the pacer's lines as well, which lengthens pauses; a program may have none. */
    final List<Observed> withPacerTrace = new ArrayList<>();

    /** When live data was dropped, in seconds, for each repeat. */
    final List<List<Double>> drops = new ArrayList<>();

    /** Reads what is there of a program and mode. */
    RecordedProgram(Path corpus, String program, String mode) {
        Path dir = corpus.resolve(program).resolve(mode);
        for (int repeat = 1; repeat <= MOST_REPEATS; repeat++) {
            String name = repeat == 1 ? "gogc100-p2" : "gogc100-p2.r" + repeat;
            if (Files.exists(dir.resolve(name + ".json"))) {
                JsonNode report = json(dir.resolve(name + ".json"));
                repeats.add(read(dir, name, report));
                drops.add(drops(report));
            }
        }
        if (Files.exists(dir.resolve("gogc100-p2-pacertrace.json"))) {
            withPacerTrace.add(read(dir, "gogc100-p2-pacertrace", json(dir.resolve("gogc100-p2-pacertrace.json"))));
        }
    }

    private static Observed read(Path dir, String name, JsonNode report) {
        Observed run = new Observed();
        lines(dir.resolve(name + ".log.gz")).forEach(run::line);
        List<String> rows = lines(dir.resolve(name + ".series.csv.gz"));
        List<String> titles = List.of(rows.get(0).split(",", -1));
        int time = titles.indexOf("milliseconds");
        int cycles = titles.indexOf("gcCycles");
        int unused = titles.indexOf("heapUnusedKiB");
        int released = titles.indexOf("heapReleasedKiB");
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            run.point(new Observed.Point(
                    Long.parseLong(cells[time]) * 1_000_000,
                    Long.parseLong(cells[cycles]),
                    Long.parseLong(cells[unused]) << 10,
                    Long.parseLong(cells[released]) << 10));
        }
        JsonNode latency = report.get("latencySeconds");
        if (latency != null) {
            run.p99Millis(1000 * latency.get("p99").doubleValue());
        }
        return run;
    }

    private static List<Double> drops(JsonNode report) {
        List<Double> seconds = new ArrayList<>();
        for (JsonNode phase : report.get("phases")) {
            if (phase.get("name").stringValue().equals("result dropped")) {
                seconds.add(phase.get("startSeconds").doubleValue());
            }
        }
        return seconds;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
