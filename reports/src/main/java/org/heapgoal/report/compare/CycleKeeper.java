package org.heapgoal.report.compare;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.report.Coverage;

/** Keeps the first cycles of a run for a comparison. */
public final class CycleKeeper implements RunProbe {
    private final Coverage coverage;
    private final List<CycleRecord> cycles = new ArrayList<>();

    /**
     * A keeper that has seen nothing.
     *
     * @param coverage what the recording covers
     */
    public CycleKeeper(Coverage coverage) {
        this.coverage = coverage;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        if (cycles.size() < ComparedRun.MAX_CYCLES) {
            cycles.add(cycle);
        }
    }

    /** What was kept. */
    public List<ComparedCycle> cycles() {
        return cycles.stream().map(cycle -> ComparedCycle.of(cycle, coverage)).toList();
    }
}
