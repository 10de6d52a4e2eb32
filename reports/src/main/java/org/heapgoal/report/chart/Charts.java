package org.heapgoal.report.chart;

import java.util.List;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.WhatIfResult;

/** All charts of a result. A chart whose data the recording's level does not have is left out, with the reason. */
public final class Charts {
    private Charts() {}

    /** The charts of one run, or of a real program's log. */
    public static ChartSet of(RunResult run) {
        return new ChartSet(List.of(HeapChart.of(run), GcCpuChart.of(run)), List.of());
    }

    /** The charts of a what-if: the trade-off, then those of the baseline. */
    public static ChartSet of(WhatIfResult result) {
        RunResult baseline = result.baseline();
        return new ChartSet(
                List.of(TradeOffChart.of(result), HeapChart.of(baseline), GcCpuChart.of(baseline)), List.of());
    }
}
