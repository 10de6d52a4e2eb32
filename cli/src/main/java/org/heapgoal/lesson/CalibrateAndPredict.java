package org.heapgoal.lesson;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.workload.calibrate.Calibration;
import org.heapgoal.workload.calibrate.Overrides;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;
import org.heapgoal.workload.scenario.Scenario;

/** Lesson 10: two lines of a log give the allocation rate; its twin predicts what another log of the program shows. */
final class CalibrateAndPredict implements LessonModel {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String LIMIT = "160MiB";

    /** A program with a log under GOGC=100 and one under a limit alone, and the first cycle from which to choose a pair. */
    private record Logs(String program, int from) {
        String before() {
            return program + "-gogc100-p2.log.gz";
        }

        String after() {
            return program + "-gogcoff-limit" + LIMIT + "-p2.log.gz";
        }
    }

    private static final List<Logs> LOGS = List.of(new Logs("steadycache", 20), new Logs("httpjson", 46));

    /** What is read once for all figures. */
    private record Read(RecordedLog before, RecordedLog after, Scenario twin) {}

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        Logs logs = LOGS.get(variant.index(LOGS.size()));
        int number = logs.from() + variant.index(7);
        Supplier<Read> read = once(() -> read(logs));
        figures.word("program", logs::program);
        figures.word("log", () -> "validation/logs/go1.26.8/" + logs.before());
        figures.word("after", () -> "validation/logs/go1.26.8/" + logs.after());
        figures.word("line1", () -> line(logs.before(), number));
        figures.word("line2", () -> line(logs.before(), number + 1));
        Supplier<GcCycleLine> first = () -> cycle(read.get().before(), number);
        Supplier<GcCycleLine> second = () -> cycle(read.get().before(), number + 1);
        figures.put("allocated", Quantity.SIZE, () -> allocated(first.get(), second.get()));
        figures.put(
                "between",
                Quantity.TIME,
                () -> seconds(second.get().startNanos().mid()
                        - first.get().startNanos().mid()));
        figures.put(
                "cycle",
                Quantity.TIME,
                () -> seconds(first.get().clock().total().mid()));
        figures.put("mutatorTime", Quantity.TIME, () -> figures.value("between") - figures.value("cycle"));
        figures.put("rate", Quantity.RATE, () -> figures.value("allocated") / figures.value("mutatorTime"));
        figures.put("startToStart", Quantity.RATE, () -> figures.value("allocated") / figures.value("between"));
        figures.put(
                "fromGoal", Quantity.RATE, () -> fromGoal(first.get(), second.get()) / figures.value("mutatorTime"));
        figures.put(
                "twinRate",
                Quantity.RATE,
                () -> bench.run(read.get().twin(), ModelSwitches.ALL_ON).figure(SummaryMetric.ALLOC_RATE));
        figures.put(
                "predicted", Quantity.SIZE, () -> predicted(bench, read.get().twin()));
        figures.put("observed", Quantity.SIZE, () -> medianGoal(read.get().after()));
        figures.put(
                "error", Quantity.SHARE, () -> Math.abs(figures.value("predicted") / figures.value("observed") - 1));
        figures.put("recordedGoal", Quantity.SIZE, () -> medianGoal(read.get().before()));
        figures.put("limitItself", Quantity.SIZE, (double) ByteSize.parse(LIMIT));
    }

    private static Read read(Logs logs) {
        RecordedLog before = log(logs.before());
        ProcessSettings recorded = new SettingReader(
                        before.report().version().profile(), java.util.EnumSet.noneOf(GodebugSetting.class))
                .readRecorded("GOGC=100,GOMEMLIMIT=off");
        Scenario twin = Calibration.fit(before, recorded, Overrides.NONE)
                .scenario()
                .withGo(before.report().version().profile());
        return new Read(before, log(logs.after()), twin);
    }

    private static RecordedLog log(String name) {
        try (InputStream in = Lessons.open(name)) {
            return RecordedLog.read(LogSource.stream(name, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of a cycle as the runtime printed it. */
    private static String line(String name, int number) {
        String start = "gc " + number + " @";
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Lessons.open(name)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GcCycleLine cycle(RecordedLog log, int number) {
        return log.chosen().cycles().stream()
                .map(LogCycle::line)
                .filter(line -> line.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static double allocated(GcCycleLine first, GcCycleLine second) {
        return second.heap().atStart().mid() - first.heap().marked().mid();
    }

    /** As if the heap began at the first cycle's end and not at what it left. */
    private static double fromGoal(GcCycleLine first, GcCycleLine second) {
        return second.heap().goal().mid() - first.heap().marked().mid();
    }

    private static double predicted(Bench bench, Scenario twin) {
        return bench.run(twin, ModelSwitches.ALL_ON, "GOGC=off", "GOMEMLIMIT=" + LIMIT)
                .figure(SummaryMetric.MEAN_HEAP_GOAL);
    }

    private static double medianGoal(RecordedLog log) {
        double[] goals = log.chosen().cycles().stream()
                .mapToDouble(cycle -> cycle.line().heap().goal().mid())
                .sorted()
                .toArray();
        return goals[goals.length / 2];
    }

    private static double seconds(double nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        List<T> known = new java.util.ArrayList<>();
        return () -> {
            if (known.isEmpty()) {
                known.add(source.get());
            }
            return known.get(0);
        };
    }
}
