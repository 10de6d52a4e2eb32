package org.heapgoal.workload.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.RecordedLog;

/**
 * The figures of a real run.
 *
 * @param figures by figure; those that log and report do not tell are left out
 */
public record ObservedRun(Map<ScoreFigure, Double> figures) {
    /** Copies the map. */
    public ObservedRun {
        EnumMap<ScoreFigure, Double> copy = new EnumMap<>(ScoreFigure.class);
        copy.putAll(figures);
        figures = Collections.unmodifiableMap(copy);
    }

    /** Reads the figures out of a run's log and report. */
    public static ObservedRun of(CorpusRun run, RecordedLog log) {
        RunReport report = run.report();
        FigureSum sum = new FigureSum(report.setUpBytes());
        for (LogCycle cycle : log.chosen().cycles()) {
            sum.add(CycleNumbers.of(cycle));
        }
        Map<ScoreFigure, Double> figures = sum.figures();
        figures.put(ScoreFigure.LIMITER, report.limiterOn() ? 1.0 : 0.0);
        report.peakMappedBytes().ifPresent(bytes -> figures.put(ScoreFigure.PEAK_MAPPED, bytes));
        report.p99Seconds().ifPresent(seconds -> figures.put(ScoreFigure.P99, seconds));
        run.mode().leaveOut(figures);
        return new ObservedRun(figures);
    }

    /** Reads the figures out of a log of which nothing else is known, from its first cycle on. */
    public static ObservedRun of(RecordedLog log, LoadMode mode) {
        FigureSum sum = new FigureSum(0);
        for (LogCycle cycle : log.chosen().cycles()) {
            sum.add(CycleNumbers.of(cycle));
        }
        Map<ScoreFigure, Double> figures = sum.figures();
        mode.leaveOut(figures);
        return new ObservedRun(figures);
    }

    /** The figures that its log tells, without those of the program's report. */
    public Map<ScoreFigure, Double> toldByLog() {
        Map<ScoreFigure, Double> told = new EnumMap<>(ScoreFigure.class);
        figures.forEach((figure, value) -> {
            if (figure.toldByLogs()) {
                told.put(figure, value);
            }
        });
        return told;
    }

    /** A figure, or NaN. */
    public double valueOrNaN(ScoreFigure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }
}
