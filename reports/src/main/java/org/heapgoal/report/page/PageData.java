package org.heapgoal.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.CpuKind;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.TimeBuckets;
import org.heapgoal.report.explain.CycleExplanation;
import org.heapgoal.report.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws: the heap over time, GC CPU over time, and the cycles with their explanations, column by
 * column. Sizes without limit are null in the heap's series and -1 in cycles' columns.
 */
final class PageData {
    /** From here on a size means "no goal". */
    private static final long UNLIMITED = 1L << 60;

    private static final double NANOS_PER_SECOND = 1e9;

    private PageData() {}

    /**
     * One recording that the page shows.
     *
     * @param label what to call it beside others: predicted, observed; empty if it is the only one
     * @param run the recording
     */
    record Shown(String label, RunResult run) {}

    /** The data of the recordings as JSON that may stand inside a script element. */
    static String json(List<Shown> shown) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("rules", rules());
        json.put("runs", shown.stream().map(PageData::run).toList());
        // In JSON these characters only occur inside strings; escaped they cannot end the element.
        return JsonText.compact(json)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static List<String> rules() {
        List<String> labels = new ArrayList<>();
        for (GoalRule rule : GoalRule.values()) {
            labels.add(rule.label());
        }
        return labels;
    }

    private static Map<String, @Nullable Object> run(Shown shown) {
        RunResult run = shown.run();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("label", shown.label());
        json.put(
                "limit",
                run.settings().hasMemoryLimit() ? (Object) run.settings().memoryLimitBytes() : null);
        json.put("log", run.identity().level() == Level.LOG);
        json.put("duration", run.summary().valueOrNaN(SummaryMetric.DURATION));
        json.put("heap", heap(run));
        json.put("resident", resident(run.timelines().memory().kept()));
        json.put("cpu", cpu(run.cpu()));
        json.put("total", run.cycles().total());
        json.put(
                "gapAfter",
                run.cycles().leftOut() > 0 ? (Object) run.cycles().first().size() : null);
        json.put("columns", columns(run));
        List<GoalRule> rules = List.of(GoalRule.values());
        List<Object> ruleOf = new ArrayList<>();
        List<Object> ends = new ArrayList<>();
        List<Object> sentences = new ArrayList<>();
        for (CycleRecord cycle : run.cycles().all()) {
            ruleOf.add(rules.indexOf(cycle.pacing().goalRule()));
            ends.add(cycle.timing().endNanos() / NANOS_PER_SECOND);
            sentences.add(CycleExplanation.of(cycle, run.coverage()).text());
        }
        json.put("end", ends);
        json.put("rule", run.coverage().covers(CycleMetric.GOAL_RULE) ? ruleOf : null);
        json.put("explain", sentences);
        return json;
    }

    private static Map<String, @Nullable Object> heap(RunResult run) {
        List<HeapSample> samples = run.heap().samples();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        List<Object> times = new ArrayList<>();
        samples.forEach(sample -> times.add(sample.timeNanos() / NANOS_PER_SECOND));
        json.put("t", times);
        json.put("live", sizes(samples, HeapSample::heapLive));
        json.put("goal", sizes(samples, HeapSample::heapGoal));
        if (run.coverage().covers(CycleMetric.TRIGGER)) {
            json.put("trigger", sizes(samples, HeapSample::trigger));
        }
        if (run.coverage().covers(CycleMetric.MAPPED)) {
            json.put("mapped", sizes(samples, HeapSample::mappedBytes));
        }
        return json;
    }

    /** Resident memory, which is sampled on its own; null at levels that do not model it. */
    private static @Nullable Object resident(List<MachineSample> samples) {
        if (samples.isEmpty()) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "t",
                samples.stream()
                        .map(sample -> sample.timeNanos() / NANOS_PER_SECOND)
                        .toList());
        json.put(
                "bytes",
                samples.stream().map(sample -> sample.memory().resident()).toList());
        return json;
    }

    private static List<@Nullable Object> sizes(List<HeapSample> samples, ToLongFunction<HeapSample> quantity) {
        List<@Nullable Object> sizes = new ArrayList<>(samples.size());
        for (HeapSample sample : samples) {
            long bytes = quantity.applyAsLong(sample);
            sizes.add(bytes < 0 || bytes >= UNLIMITED ? null : (Object) bytes);
        }
        return sizes;
    }

    /** Shares of all CPU time by interval. */
    private static Map<String, Object> cpu(TimeBuckets<CpuKind> cpu) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", cpu.bucketNanos() / NANOS_PER_SECOND);
        for (CpuKind kind : CpuKind.values()) {
            if (kind != CpuKind.AVAILABLE) {
                List<Object> shares = new ArrayList<>(cpu.size());
                for (int i = 0; i < cpu.size(); i++) {
                    long all = cpu.nanos(i, CpuKind.AVAILABLE);
                    shares.add(all == 0 ? 0.0 : rounded((double) cpu.nanos(i, kind) / (double) all));
                }
                json.put(kind.name(), shares);
            }
        }
        return json;
    }

    /** Five decimals are a thousandth of a percentage point. */
    private static double rounded(double share) {
        return Math.rint(share * 1e5) / 1e5;
    }

    private static List<Object> columns(RunResult run) {
        List<CycleRecord> cycles = run.cycles().all();
        List<Object> columns = new ArrayList<>();
        for (CycleMetric metric : CycleMetric.values()) {
            if (run.coverage().covers(metric)) {
                Map<String, Object> column = new LinkedHashMap<>();
                column.put("name", metric.name());
                column.put("label", metric.label());
                column.put("meaning", metric.meaning());
                column.put("kind", metric.unit().name());
                column.put(
                        "values",
                        cycles.stream().map(cycle -> value(metric, cycle)).toList());
                columns.add(column);
            }
        }
        return columns;
    }

    private static Object value(CycleMetric metric, CycleRecord cycle) {
        return switch (metric) {
            case CAUSE -> cycle.cause().sentence();
            case GOAL_RULE -> cycle.pacing().goalRule().label();
            case TRIGGER_BOUND -> cycle.pacing().triggerBound().label();
            default -> {
                Object value = metric.valueOf(cycle);
                yield value instanceof Long bytes && (bytes < 0 || bytes >= UNLIMITED)
                        ? (Object) Long.valueOf(-1)
                        : value;
            }
        };
    }
}
