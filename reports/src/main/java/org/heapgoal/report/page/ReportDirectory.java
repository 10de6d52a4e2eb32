package org.heapgoal.report.page;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.WhatIfResult;
import org.heapgoal.report.chart.Chart;
import org.heapgoal.report.chart.ChartSet;
import org.heapgoal.report.chart.Charts;
import org.heapgoal.report.chart.CompareChart;
import org.heapgoal.report.compare.CompareJson;
import org.heapgoal.report.compare.Comparison;
import org.heapgoal.report.csv.CycleCsv;
import org.heapgoal.report.csv.SampleCsv;
import org.heapgoal.report.json.ManifestJson;
import org.heapgoal.report.json.ResultJson;
import org.heapgoal.sim.units.BadInput;

/**
 * A directory with a report: {@code index.html}, {@code charts/*.svg} and {@code *.png}, {@code cycles.csv},
 * {@code samples.csv}, {@code result.json} and {@code manifest.json}.
 *
 * <p>Everything is written to a sibling of the directory, which takes the directory's place when the report is complete, so
 * nobody ever sees half a report. An older report at that place is replaced, unless somebody keeps files of their own in it; anything else there is left alone. Closing
 * without {@link #commit} leaves nothing behind.
 *
 * <p>{@code cycles.csv} holds every cycle of every run for which {@link #cycles} was asked for a probe: of the baseline
 * first, then of the candidates in their order, each row led by its run's settings. {@code samples.csv} and the charts over
 * time show the run, or the baseline of a what-if. Probes of different runs may be used by different threads.
 */
public final class ReportDirectory implements Closeable {
    private static final String MANIFEST = "manifest.json";
    private static final String CHARTS = "charts";
    private static final List<String> OURS =
            List.of("index.html", MANIFEST, "result.json", "cycles.csv", "samples.csv", CHARTS);

    private final Path target;
    private final Path staging;
    private final Map<Integer, CyclePart> parts = new ConcurrentSkipListMap<>();
    /** Directories above the report that had to be made for it, the deepest first. */
    private final List<Path> madeParents;

    private boolean written;
    private boolean committed;

    private ReportDirectory(Path target, Path staging, List<Path> madeParents) {
        this.target = target;
        this.staging = staging;
        this.madeParents = madeParents;
    }

    /**
     * Begins a report.
     *
     * @param target where it will be
     * @throws BadInput if there is something else than an older report or an empty directory, or no place for one
     */
    public static ReportDirectory stage(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new BadInput(target + ": not a place for a report");
        }
        checkReplaceable(target, absolute);
        Path staging = parent.resolve("." + absolute.getFileName() + ".heapgoal-"
                + ProcessHandle.current().pid());
        List<Path> madeParents = missing(parent);
        try {
            Files.createDirectories(parent);
            deleteTree(staging);
            Files.createDirectory(staging);
        } catch (IOException e) {
            throw new BadInput(target + ": cannot be written: " + reason(e), e);
        }
        return new ReportDirectory(absolute, staging, madeParents);
    }

    /**
     * A probe that writes each cycle of one run to {@code cycles.csv}.
     *
     * @param place the run's place in the file: 0 for the run or the baseline, from 1 for candidates
     * @param settings the run's settings
     * @param coverage what the recording does not cover
     */
    public RunProbe cycles(int place, GcSettings settings, Coverage coverage) {
        CyclePart part = new CyclePart(staging.resolve("cycles-" + place + ".part"), settings, coverage);
        if (parts.putIfAbsent(place, part) != null) {
            throw new IllegalArgumentException("place " + place + " is taken");
        }
        return part;
    }

    /** Writes the report of one run. */
    public void write(RunResult run, Manifest manifest) throws IOException {
        write(run, List.of(), manifest);
    }

    /**
     * Writes the report of one run or of a real program's log.
     *
     * @param log what the log held, as lines of text; empty for a simulated run
     */
    public void write(RunResult run, List<String> log, Manifest manifest) throws IOException {
        ChartSet charts = Charts.of(run);
        List<Drawing> drawings = draw(charts);
        String page = IndexPage.of(run, log, drawings, charts.leftOut(), manifest);
        writeAll(List.of(run), drawings, ResultJson.run(run), page, manifest);
    }

    /** Writes the report of a what-if. */
    public void write(WhatIfResult result, Manifest manifest) throws IOException {
        ChartSet charts = Charts.of(result);
        List<Drawing> drawings = draw(charts);
        String page = IndexPage.of(result, drawings, charts.leftOut(), manifest);
        writeAll(result.runs(), drawings, ResultJson.whatIf(result), page, manifest);
    }

    /** Charts share nothing, so they are drawn side by side. */
    private static List<Drawing> draw(ChartSet charts) {
        return charts.charts().parallelStream().map(Drawing::of).toList();
    }

    /** Writes the report of a comparison, which has no {@code cycles.csv} and {@code samples.csv}. */
    public void write(Comparison comparison, Manifest manifest) throws IOException {
        List<Chart> charts = CompareChart.of(comparison);
        List<String> files = new ArrayList<>();
        writeCharts(charts.stream().map(Drawing::of).toList(), files);
        writeText("result.json", CompareJson.print(comparison), files);
        writeText("index.html", ComparePage.of(comparison, charts, manifest), files);
        files.sort(null);
        writeText(MANIFEST, ManifestJson.print(manifest, files), new ArrayList<>());
        written = true;
    }

    /** Puts the complete report in its place. */
    public void commit() throws IOException {
        if (!written) {
            throw new IllegalStateException("nothing was written");
        }
        Path old = staging.resolveSibling(staging.getFileName() + "-old");
        deleteTree(old);
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(staging, target);
        committed = true;
        deleteTree(old);
    }

    /** Removes what was written unless it was committed. */
    @Override
    public void close() throws IOException {
        try {
            for (CyclePart part : parts.values()) {
                part.close();
            }
        } finally {
            if (!committed) {
                deleteTree(staging);
                deleteEmpty(madeParents);
            }
        }
    }

    private void writeAll(List<RunResult> runs, List<Drawing> drawings, String json, String page, Manifest manifest)
            throws IOException {
        List<String> files = new ArrayList<>();
        writeCharts(drawings, files);
        writeCycles(runs);
        files.add("cycles.csv");
        try (BufferedWriter samples = Files.newBufferedWriter(staging.resolve("samples.csv"))) {
            SampleCsv.write(runs.get(0), samples);
        }
        files.add("samples.csv");
        writeText("result.json", json, files);
        writeText("index.html", page, files);
        files.sort(null);
        writeText(MANIFEST, ManifestJson.print(manifest, runs, files), new ArrayList<>());
        written = true;
    }

    private void writeCharts(List<Drawing> drawings, List<String> files) throws IOException {
        Path charts = Files.createDirectory(staging.resolve(CHARTS));
        try {
            drawings.parallelStream().forEach(drawing -> drawing.writeTo(charts));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Drawing drawing : drawings) {
            files.add(CHARTS + "/" + drawing.svgFile());
            files.add(CHARTS + "/" + drawing.pngFile());
        }
    }

    private void writeText(String name, String text, List<String> files) throws IOException {
        Files.writeString(staging.resolve(name), text, StandardCharsets.UTF_8);
        files.add(name);
    }

    /** Header, then the parts in order; without a part the cycles that the results kept. */
    private void writeCycles(List<RunResult> runs) throws IOException {
        Path file = staging.resolve("cycles.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file);
                CycleCsv csv =
                        new CycleCsv(writer, runs.get(0).settings(), runs.get(0).coverage())) {
            csv.writeHeader();
            if (parts.isEmpty()) {
                runs.get(0).cycles().all().forEach(csv::onCycle);
            }
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            for (CyclePart part : parts.values()) {
                part.appendTo(out);
            }
        }
    }

    private static void checkReplaceable(Path target, Path absolute) {
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(absolute)) {
            throw new BadInput(target + ": is not a directory");
        }
        try (Stream<Path> entries = Files.list(absolute)) {
            List<Path> present = entries.toList();
            if (!present.isEmpty() && !isReport(absolute)) {
                throw new BadInput(target + ": exists and is not a report of ours; name a new or an empty directory");
            }
            checkNothingForeign(target, present);
            Path charts = absolute.resolve(CHARTS);
            if (Files.isDirectory(charts)) {
                try (Stream<Path> files = Files.list(charts)) {
                    checkNothingForeign(target, files.toList());
                }
            }
        } catch (IOException e) {
            throw new BadInput(target + ": cannot be read: " + reason(e), e);
        }
    }

    /** Replacing a report must not delete what its owner put beside it. */
    private static void checkNothingForeign(Path target, List<Path> present) {
        present.stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> !OURS.contains(name) && !name.endsWith(".svg") && !name.endsWith(".png"))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadInput(target + ": holds an older report and " + name
                            + ", which is not part of it; move that away or name another directory");
                });
    }

    private static boolean isReport(Path directory) throws IOException {
        Path manifest = directory.resolve(MANIFEST);
        return Files.isRegularFile(manifest)
                && Files.size(manifest) < 64 << 20
                && new String(Files.readAllBytes(manifest), StandardCharsets.ISO_8859_1)
                        .contains("\"tool\": \"" + ManifestJson.TOOL + "\"");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "");
    }

    private static List<Path> missing(Path directory) {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory; path != null && Files.notExists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static void deleteEmpty(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            try {
                Files.deleteIfExists(directory);
            } catch (DirectoryNotEmptyException e) {
                return; // somebody else uses it meanwhile
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(entry);
            }
        }
    }
}
