package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.jspecify.annotations.Nullable;

/**
 * Predicted against observed: a twin is run and its figures stand beside those of a log.
 *
 * @param settings what it was run under
 * @param rows one for each figure, in order of declaration; figures that one side lacks are left out
 */
public record Validation(GcSettings settings, List<Row> rows) {
    private static final double MIB = 1 << 20;

    /** Copies the list. */
    public Validation {
        rows = List.copyOf(rows);
    }

    /**
     * One figure.
     *
     * @param figure which
     * @param predicted by the twin
     * @param observed in the log
     */
    public record Row(RunFigure figure, double predicted, double observed) {
        /** How far the prediction is off, as a share of what was observed; NaN where nothing was. */
        public double relativeError() {
            return observed == 0 ? Double.NaN : (predicted - observed) / observed;
        }
    }

    /** Runs a twin under its log's own settings and compares it with that log. */
    public static Validation ofOwnLog(CalibrationResult twin, GoVersion version) {
        return against(twin, twin, version);
    }

    /** Runs a twin at level {@code full} under its log's own settings and compares it with that log. */
    public static Validation ofProcess(CalibrationResult twin, GoVersion version) {
        RunFigures predicted = new RunFigures();
        ProcessLoad load = twin.process().orElseThrow(() -> new IllegalArgumentException("the twin has rates only"));
        FullRun.Setup setup = new FullRun.Setup(
                load,
                twin.settings(),
                true,
                version,
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine(), version),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        FullRun.run(setup, predicted, RunLimits.DEFAULT);
        return compared(predicted, twin);
    }

    /**
     * Runs the twin of one log under the settings of another log of the same program, and compares it with that.
     *
     * @param twin from the log that is predicted from
     * @param observed what the other log holds; of its own twin only log and settings are used
     * @param version whose laws are simulated
     */
    public static Validation against(CalibrationResult twin, CalibrationResult observed, GoVersion version) {
        RunFigures predicted = new RunFigures();
        PacerLevelRun.run(
                twin.load(), observed.settings(), version, ModelSwitches.ALL_ON, predicted, RunLimits.DEFAULT);
        return compared(predicted, observed);
    }

    private static Validation compared(RunFigures predicted, CalibrationResult observed) {
        RunFigures recorded = new RunFigures();
        LogRecording.play(observed, recorded);
        List<Row> rows = new ArrayList<>();
        Map<RunFigure, Double> left = predicted.figures();
        Map<RunFigure, Double> right = recorded.figures();
        left.forEach((figure, value) -> {
            Double other = right.get(figure);
            if (other != null) {
                rows.add(new Row(figure, value, other));
            }
        });
        return new Validation(observed.settings(), rows);
    }

    /** The table as lines of text. */
    public List<String> text() {
        List<String> out = new ArrayList<>();
        out.add(String.format(Locale.ROOT, "  %-28s %12s %12s %9s", "", "predicted", "observed", "error"));
        for (Row row : rows) {
            out.add(String.format(
                    Locale.ROOT,
                    "  %-28s %12s %12s %8.1f%%",
                    row.figure().label(),
                    print(row.figure(), row.predicted()),
                    print(row.figure(), row.observed()),
                    100 * row.relativeError()));
        }
        return out;
    }

    /**
     * The table for JSON: {@code settings} (GOGC, GOMEMLIMIT, GOMAXPROCS) and {@code figures}, by name: predicted, observed,
     * relativeError (null where nothing was observed).
     */
    public Map<String, Object> toMap() {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> figure = new LinkedHashMap<>();
            figure.put("predicted", row.predicted());
            figure.put("observed", row.observed());
            figure.put("relativeError", Double.isNaN(row.relativeError()) ? null : row.relativeError());
            figures.put(row.figure().jsonName(), figure);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("settings", FitReport.settingsMap(settings));
        out.put("figures", figures);
        return out;
    }

    private static String print(RunFigure figure, double value) {
        return switch (figure.unit()) {
            case COUNT -> String.format(Locale.ROOT, "%.4g", value);
            case BYTES -> String.format(Locale.ROOT, "%.1f MiB", value / MIB);
            case FRACTION -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
            case SECONDS -> String.format(Locale.ROOT, "%.4g s", value);
            default -> throw new IllegalArgumentException(figure + " is measured in " + figure.unit());
        };
    }
}
