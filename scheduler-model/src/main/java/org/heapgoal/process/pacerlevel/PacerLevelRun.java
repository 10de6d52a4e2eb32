package org.heapgoal.process.pacerlevel;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.load.CycleLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.sim.units.BadInput;

/** Runs loads at level {@code pacer}. Every call is a simulation of its own; calls may run side by side. */
public final class PacerLevelRun {
    private PacerLevelRun() {}

    /**
     * Runs a program on a time axis.
     *
     * @param settings GOGC, the memory limit and GOMAXPROCS
     * @param version whose laws it follows
     * @param switches what is switched off
     * @param probe gets samples, cycles and the totals
     * @param limits what ends the run before the load does
     * @return why it ended
     * @throws BadInput if the load cannot be run with these settings, for example because nothing bounds its heap
     */
    public static RunOutcome run(
            TimedLoad load,
            GcSettings settings,
            GoVersion version,
            ModelSwitches switches,
            RunProbe probe,
            RunLimits limits) {
        return new TimedRun(load, settings, version, switches, probe).run(limits);
    }

    /**
     * Runs the mutator of the runtime's pacer test.
     *
     * @param settings GOGC, the memory limit, and GOMAXPROCS as the number of CPUs
     * @param version whose laws it follows
     * @param probe gets samples, cycles and the totals
     * @param limits what ends the run before the load does
     * @return why it ended
     * @throws BadInput if a value of the load leaves its range on the way
     */
    public static RunOutcome run(
            CycleLoad load, GcSettings settings, GoVersion version, RunProbe probe, RunLimits limits) {
        return new IdealisedCycles(load, settings, version, probe).run(limits);
    }

    /** Figures that a run of a {@link TimedLoad} does not model: those of requests. */
    public static Set<SummaryMetric> notModelledByTimedLoads() {
        return EnumSet.copyOf(SummaryMetric.OF_REQUESTS);
    }

    /** Figures that a run of a {@link CycleLoad} does not model. */
    public static Set<SummaryMetric> notModelledByCycleLoads() {
        EnumSet<SummaryMetric> figures = EnumSet.copyOf(SummaryMetric.OF_REQUESTS);
        figures.addAll(List.of(
                SummaryMetric.PEAK_MAPPED,
                SummaryMetric.PEAK_RESIDENT,
                SummaryMetric.PAUSE_TOTAL,
                SummaryMetric.MAX_PAUSE,
                SummaryMetric.IDLE_MARK_CPU,
                SummaryMetric.LIMITER_ENABLED));
        return figures;
    }
}
