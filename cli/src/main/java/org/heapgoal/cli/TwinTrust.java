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
import org.heapgoal.report.Prediction;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.Trust;
import org.heapgoal.workload.band.Asked;
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
import org.heapgoal.workload.score.ScoreFigure;
import org.heapgoal.workload.score.SettingClass;

/** Finds out how far the runs of a what-if are to be trusted as predictions of the program whose log they were made from. */
final class TwinTrust {
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
     * @param whole the whole log as a run
     */
    Trust of(
            List<GcSettings> settings,
            List<RunResult> runs,
            List<List<Map<ScoreFigure, Double>>> found,
            RunResult whole) {
        boolean comparable = !log.isEmpty() && baseline.durationNanos() == Long.MAX_VALUE;
        Optional<RunResult> observed = comparable ? Optional.of(whole) : Optional.empty();
        Level level = baseline.scenario().level();
        List<Map<ScoreFigure, Double>> coarse = level == Level.PACER
                ? found.stream().map(TwinFigures::means).toList()
                : ParallelRuns.inOrder(settings.size(), place -> figures.coarse(settings.get(place)));
        List<Members> spread =
                ParallelRuns.inOrder(settings.size(), place -> figures.members(settings.get(place), coarse.get(place)));
        Map<ScoreFigure, Double> own = TwinFigures.means(found.get(0));
        SummaryPredictions stated = new SummaryPredictions(level, runs.get(0), observed);
        List<Map<SummaryMetric, Prediction>> predictions = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        List<SettingsText.Knob> knobs = SettingsText.varying(runs);
        for (int i = 0; i < runs.size(); i++) {
            Map<ScoreFigure, Double> value = TwinFigures.means(found.get(i));
            Map<ScoreFigure, Double> rates = level == Level.PACER ? Map.of() : coarse.get(i);
            Evidence evidence = new Evidence(value, spread.get(i).with(found.get(i)), own, log, rates);
            SettingClass change = SettingClass.of(settings.get(0), settings.get(i));
            predictions.add(stated.of(change, runs.get(i), evidence));
            if (i > 0) {
                asked.add(asked(runs.get(i), SettingsText.of(settings.get(i), knobs), value, rates));
            }
        }
        List<String> sentences = TrustText.of(twin.facts(), twin.fit().parameters(), settings.get(0), own, log, asked);
        return new Trust(predictions, members, sentences, dependences(settings, coarse));
    }

    private static Asked asked(
            RunResult run, String name, Map<ScoreFigure, Double> value, Map<ScoreFigure, Double> rates) {
        double limited = run.summary().valueOrNaN(SummaryMetric.LIMITER_ENABLED)
                / run.summary().valueOrNaN(SummaryMetric.DURATION);
        return new Asked(
                run.settings(), name, value, rates, run.summary().valueOrNaN(SummaryMetric.PEAK_HEAP_LIVE), limited);
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
        SummaryPredictions.FIGURES.forEach((metric, figure) -> {
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
