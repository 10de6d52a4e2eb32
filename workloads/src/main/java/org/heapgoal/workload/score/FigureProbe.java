package org.heapgoal.workload.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RequestLatencies;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;

/** Listens to a simulated run and gives its figures. */
public final class FigureProbe implements RunProbe {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double TAIL = 0.99;

    private final FigureSum sum;
    private final LoadMode mode;
    private final RequestLatencies requests = new RequestLatencies();
    private RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

    /**
     * A probe for one run.
     *
     * @param setUpBytes what the program allocates before its load begins
     * @param mode which of throughput and latency says something
     */
    public FigureProbe(double setUpBytes, LoadMode mode) {
        this.sum = new FigureSum(setUpBytes);
        this.mode = mode;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        sum.add(CycleNumbers.of(cycle));
    }

    @Override
    public void onRequest(RequestRecord request) {
        requests.add(request);
    }

    @Override
    public void onEnd(RunTotals end) {
        totals = end;
    }

    /** The figures, once the run has ended; those that the run does not tell are left out. */
    public Map<ScoreFigure, Double> figures() {
        Map<ScoreFigure, Double> out = new EnumMap<>(ScoreFigure.class);
        out.putAll(sum.figures());
        out.put(ScoreFigure.LIMITER, totals.limiterEnabledNanos() > 0 ? 1.0 : 0.0);
        if (totals.peakMappedBytes() > 0) {
            out.put(ScoreFigure.PEAK_MAPPED, (double) totals.peakMappedBytes());
        }
        if (requests.count() > 0) {
            out.put(ScoreFigure.P99, requests.percentileNanos(TAIL) / NANOS_PER_SECOND);
        }
        mode.leaveOut(out);
        return Collections.unmodifiableMap(out);
    }
}
