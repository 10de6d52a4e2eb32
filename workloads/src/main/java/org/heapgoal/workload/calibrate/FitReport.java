package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.workload.log.RecordedLog;

/**
 * How a twin was made: each figure with its range and source, how well the log's cycles are reproduced, and what the log
 * cannot tell.
 *
 * @param log what was read
 * @param cyclesUsed cycles that the figures rest on
 * @param settings the settings the log was recorded under, as stated, inferred or assumed
 * @param gogc how GOGC was found
 * @param allocBytesPerSecond allocation per second of work, mean over the log
 * @param reachableBytes reachable heap, mean over the cycles
 * @param segments stretches of the load
 * @param parameters every figure of the twin, in order of declaration
 * @param residuals how well the cycles are reproduced
 * @param cannotTell what the log leaves open, one sentence each without a full stop
 * @param warnings what the user should know before trusting a prediction
 */
public record FitReport(
        RecordedLog log,
        int cyclesUsed,
        GcSettings settings,
        GogcInference gogc,
        Estimate allocBytesPerSecond,
        Estimate reachableBytes,
        int segments,
        Map<TwinParameter, Estimate> parameters,
        List<Residual> residuals,
        List<String> cannotTell,
        List<String> warnings) {

    private static final double MIB = 1 << 20;

    /** Copies the collections. */
    public FitReport {
        EnumMap<TwinParameter, Estimate> copy = new EnumMap<>(TwinParameter.class);
        copy.putAll(parameters);
        parameters = Collections.unmodifiableMap(copy);
        residuals = List.copyOf(residuals);
        cannotTell = List.copyOf(cannotTell);
        warnings = List.copyOf(warnings);
    }

    /** The report as lines of text. */
    public List<String> text() {
        List<String> out = new ArrayList<>(log.text());
        out.add("");
        out.add(String.format(
                Locale.ROOT,
                "Twin from %,d cycles in %,d stretches, recorded under %s",
                cyclesUsed,
                segments,
                settings.environmentText()));
        out.add("  " + gogc.sentence());
        out.add(String.format(
                Locale.ROOT, "  %-22s %-14s %-24s %-11s %s", "figure", "value", "range", "source", "note"));
        out.add(row(
                "allocation", mibPerSecond(allocBytesPerSecond.value()), allocBytesPerSecond, FitReport::mibPerSecond));
        out.add(row(
                "reachable heap",
                ByteSize.human(Math.round(reachableBytes.value())),
                reachableBytes,
                value -> ByteSize.human(Math.round(Math.max(0, value)))));
        parameters.forEach((parameter, estimate) ->
                out.add(row(parameter.key(), parameter.print(estimate.value()), estimate, parameter::print)));
        out.add("");
        out.add(String.format(
                Locale.ROOT, "  %-22s %8s %12s %12s", "reproduced per cycle", "bias", "median error", "90 % below"));
        for (Residual residual : residuals) {
            out.add(String.format(
                    Locale.ROOT,
                    "  %-22s %7.1f%% %11.1f%% %11.1f%%",
                    residual.quantity(),
                    100 * residual.bias(),
                    100 * residual.medianError(),
                    100 * residual.p90Error()));
        }
        cannotTell.forEach(sentence -> out.add("  The log cannot tell: " + sentence + "."));
        warnings.forEach(sentence -> out.add("  Warning: " + sentence + "."));
        return out;
    }

    /**
     * The report for JSON, in this order: {@code log} (source, lines, cycles, malformed, otherLines, goVersions, processes,
     * process), {@code cyclesUsed}, {@code settings} (GOGC, GOMEMLIMIT, GOMAXPROCS), {@code gogcInference} (found,
     * sentence, agreeing, tested), {@code segments}, {@code parameters} (by name: value, low, high, source, note; sizes in
     * bytes, times in nanoseconds, load as text), {@code residuals} (quantity, cycles, bias, medianError, p90Error as
     * shares), {@code cannotTell}, {@code warnings}. The first two parameters, {@code allocBytesPerSecond} and {@code
     * reachableBytes}, are means over the log.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("log", logMap());
        out.put("cyclesUsed", cyclesUsed);
        out.put("settings", settingsMap(settings));
        Map<String, Object> inference = new LinkedHashMap<>();
        inference.put("found", gogc.found());
        inference.put("sentence", gogc.sentence());
        inference.put("agreeing", gogc.agreeing());
        inference.put("tested", gogc.tested());
        out.put("gogcInference", inference);
        out.put("segments", segments);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("allocBytesPerSecond", estimateMap(allocBytesPerSecond));
        figures.put("reachableBytes", estimateMap(reachableBytes));
        parameters.forEach((parameter, estimate) -> {
            Map<String, Object> figure = estimateMap(estimate);
            if (parameter.unit() == TwinParameter.Unit.KIND) {
                figure.put("value", parameter.print(estimate.value()));
                figure.put("low", parameter.print(estimate.low()));
                figure.put("high", parameter.print(estimate.high()));
            }
            figures.put(parameter.key(), figure);
        });
        out.put("parameters", figures);
        out.put("residuals", residuals.stream().map(FitReport::residualMap).toList());
        out.put("cannotTell", cannotTell);
        out.put("warnings", warnings);
        return out;
    }

    private Map<String, Object> logMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", log.name());
        map.put("lines", log.report().lines());
        map.put("cycles", log.chosen().cycleCount());
        map.put("malformed", log.report().malformed());
        map.put("otherLines", log.report().otherLines());
        map.put("goVersions", log.report().version().text());
        map.put("processes", log.runs().size());
        map.put("process", log.chosen().index());
        return map;
    }

    /** Settings under the names of the environment variables: GOGC as number or "off", GOMEMLIMIT as bytes or "off". */
    static Map<String, Object> settingsMap(GcSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("GOGC", settings.gcPercentOff() ? "off" : (Object) settings.gcPercent());
        map.put("GOMEMLIMIT", settings.hasMemoryLimit() ? (Object) settings.memoryLimitBytes() : "off");
        map.put("GOMAXPROCS", settings.maxProcs());
        return map;
    }

    private static Map<String, Object> estimateMap(Estimate estimate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("value", estimate.value());
        map.put("low", estimate.low());
        map.put("high", estimate.high());
        map.put("source", estimate.source().name().toLowerCase(Locale.ROOT));
        map.put("note", estimate.note());
        return map;
    }

    private static Map<String, Object> residualMap(Residual residual) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("quantity", residual.quantity());
        map.put("cycles", residual.cycles());
        map.put("bias", residual.bias());
        map.put("medianError", residual.medianError());
        map.put("p90Error", residual.p90Error());
        return map;
    }

    private static String row(String name, String value, Estimate estimate, DoubleFunction<String> print) {
        String range = estimate.low() == estimate.high()
                ? ""
                : print.apply(estimate.low()) + " … " + print.apply(estimate.high());
        return String.format(
                Locale.ROOT,
                "  %-22s %-14s %-24s %-11s %s",
                name,
                value,
                range,
                estimate.source().name().toLowerCase(Locale.ROOT),
                estimate.note());
    }

    private static String mibPerSecond(double bytes) {
        return String.format(Locale.ROOT, "%.4g MiB/s", bytes / MIB);
    }
}
