package org.heapgoal.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Band;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.Trust;
import org.heapgoal.workload.band.Asked;
import org.heapgoal.workload.band.Bands;
import org.heapgoal.workload.band.ErrorModel;
import org.heapgoal.workload.band.Evidence;
import org.heapgoal.workload.band.Members;
import org.heapgoal.workload.band.Sensitivity;
import org.heapgoal.workload.band.TrustText;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.calibrate.Overrides;
import org.heapgoal.workload.calibrate.TwinParameter;
import org.heapgoal.workload.calibrate.Uncertainty;
import org.heapgoal.workload.score.LoadMode;
import org.heapgoal.workload.score.ObservedRun;
import org.heapgoal.workload.score.Predicted;
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/** Finds out how far the runs of a what-if are to be trusted as predictions of the program whose log they were made from. */
final class TwinTrust {
    /** Figures of a summary whose relative uncertainty is that of a figure that predictions were scored in. */
    private static final Map<SummaryMetric, ScoreFigure> SCORED = new EnumMap<>(SummaryMetric.class);

    static {
        SCORED.put(SummaryMetric.GC_CPU_FRACTION, ScoreFigure.GC_CPU);
        SCORED.put(SummaryMetric.MEAN_HEAP_GOAL, ScoreFigure.MEAN_GOAL);
        SCORED.put(SummaryMetric.NUM_GC, ScoreFigure.GC_PER_GIB);
        SCORED.put(SummaryMetric.PEAK_HEAP_LIVE, ScoreFigure.PEAK_GOAL);
        SCORED.put(SummaryMetric.PEAK_MAPPED, ScoreFigure.PEAK_MAPPED);
        SCORED.put(SummaryMetric.PEAK_RESIDENT, ScoreFigure.PEAK_MAPPED);
        SCORED.put(SummaryMetric.DURATION, ScoreFigure.THROUGHPUT);
    }

    /** Of more settings, sensitivities look at so many, evenly spaced. */
    private static final int SENSITIVE_SETTINGS = 8;

    private final CalibrationResult twin;
    private final Simulation baseline;
    private final TwinFigures figures;
    private final int members;
    private final Map<ScoreFigure, Double> log;

    /**
     * An assessment of one twin.
     *
     * @param baseline its run under the log's own settings
     * @param members how many members its ensemble has beside it
     * @param stated figures that the user stated; a load that is not the log's is not measured by the log
     */
    TwinTrust(CalibrationResult twin, Simulation baseline, int members, Overrides stated) {
        LoadMode mode = modeOf(twin);
        this.twin = twin;
        this.baseline = baseline;
        this.members = members;
        this.figures = new TwinFigures(twin, baseline, members, 0, mode);
        boolean other = stated.values().containsKey(TwinParameter.ALLOCATION_FACTOR)
                || stated.values().containsKey(TwinParameter.LIVE_HEAP_FACTOR);
        this.log = other ? Map.of() : ObservedRun.of(twin.fit().log(), mode).figures();
    }

    /** What stays the same between runs of a twin. */
    static LoadMode modeOf(CalibrationResult twin) {
        return twin.load().demand().kind() == LoadKind.SATURATED ? LoadMode.SATURATED : LoadMode.PACED;
    }

    /**
     * The assessment.
     *
     * @param settings of the runs, the baseline's first
     * @param runs their results
     * @param found the figures of each run's replications
     */
    Trust of(List<GcSettings> settings, List<RunResult> runs, List<List<Map<ScoreFigure, Double>>> found) {
        Level level = baseline.scenario().level();
        List<Map<ScoreFigure, Double>> coarse = level == Level.PACER
                ? found.stream().map(TwinFigures::means).toList()
                : ParallelRuns.inOrder(settings.size(), place -> figures.coarse(settings.get(place)));
        List<Members> spread =
                ParallelRuns.inOrder(settings.size(), place -> figures.members(settings.get(place), coarse.get(place)));
        Map<ScoreFigure, Double> own = TwinFigures.means(found.get(0));
        List<Map<SummaryMetric, Band>> bands = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        List<SettingsText.Knob> knobs = SettingsText.varying(runs);
        for (int i = 0; i < runs.size(); i++) {
            Map<ScoreFigure, Double> value = TwinFigures.means(found.get(i));
            Map<ScoreFigure, Double> rates = level == Level.PACER ? Map.of() : coarse.get(i);
            Evidence evidence = new Evidence(value, spread.get(i).with(found.get(i)), own, log, rates);
            SettingClass change = SettingClass.of(settings.get(0), settings.get(i));
            bands.add(bands(runs.get(i), Bands.of(ErrorModel.SHIPPED, level, change, evidence)));
            if (i > 0) {
                asked.add(asked(runs.get(i), SettingsText.of(settings.get(i), knobs), value, rates));
            }
        }
        List<String> sentences = TrustText.of(twin.facts(), twin.fit().parameters(), settings.get(0), own, log, asked);
        return new Trust(bands, members, sentences, dependences(settings, coarse));
    }

    private static Asked asked(
            RunResult run, String name, Map<ScoreFigure, Double> value, Map<ScoreFigure, Double> rates) {
        double limited = run.summary().valueOrNaN(SummaryMetric.LIMITER_ENABLED)
                / run.summary().valueOrNaN(SummaryMetric.DURATION);
        return new Asked(
                run.settings(), name, value, rates, run.summary().valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE), limited);
    }

    /** A summary's figures are those of the whole run and not only of its settled part: their intervals keep the shape. */
    private static Map<SummaryMetric, Band> bands(RunResult run, Map<ScoreFigure, Predicted> predicted) {
        Map<SummaryMetric, Band> out = new EnumMap<>(SummaryMetric.class);
        SCORED.forEach((metric, figure) -> {
            double value = run.summary().valueOrNaN(metric);
            Optional.ofNullable(predicted.get(figure))
                    .filter(found -> found.hasInterval() && found.value() > 0 && !Double.isNaN(value))
                    .ifPresent(found -> {
                        double down = found.low() / found.value();
                        double up = found.high() / found.value();
                        boolean inverse = figure == ScoreFigure.THROUGHPUT;
                        double high = value * (inverse ? 1 / down : up);
                        out.put(
                                metric,
                                new Band(
                                        value * (inverse ? 1 / up : down),
                                        metric == SummaryMetric.GC_CPU_FRACTION
                                                ? Math.max(value, Math.min(1, high))
                                                : high));
                    });
        });
        return out;
    }

    private List<Trust.Dependence> dependences(List<GcSettings> settings, List<Map<ScoreFigure, Double>> coarse) {
        List<GcSettings> chosen = new ArrayList<>();
        List<Map<ScoreFigure, Double>> own = new ArrayList<>();
        int step = (settings.size() + SENSITIVE_SETTINGS - 1) / SENSITIVE_SETTINGS;
        for (int i = 0; i < settings.size(); i += step) {
            chosen.add(settings.get(i));
            own.add(coarse.get(i));
        }
        return Sensitivity.of(twin.ensemble(), own, load -> runs(load, chosen)).stream()
                .map(TwinTrust::dependence)
                .toList();
    }

    private List<Map<ScoreFigure, Double>> runs(TimedLoad load, List<GcSettings> settings) {
        return ParallelRuns.inOrder(settings.size(), place -> figures.of(load, settings.get(place)));
    }

    private static Trust.Dependence dependence(Sensitivity found) {
        Uncertainty open = found.figure();
        Map<SummaryMetric, Double> changes = new EnumMap<>(SummaryMetric.class);
        SCORED.forEach((metric, figure) -> {
            Double change = found.changes().get(figure);
            if (change != null && metric != SummaryMetric.PEAK_RESIDENT) {
                changes.put(metric, change);
            }
        });
        return new Trust.Dependence(
                open.parameter().key(),
                open.parameter().print(open.value()),
                open.parameter().print(open.low()),
                open.parameter().print(open.high()),
                open.origin(),
                changes);
    }
}
