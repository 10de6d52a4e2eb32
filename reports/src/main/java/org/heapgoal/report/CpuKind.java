package org.heapgoal.report;

import org.heapgoal.recording.metric.Aggregation;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;
import org.heapgoal.recording.metric.MetricUnit;

/**
 * Where CPU time went, for the chart of CPU over time. What is left of {@link #AVAILABLE} is the program's own; levels
 * that know neither idle Ps nor scavenging do not tell those from the program.
 */
public enum CpuKind implements Metric {
    /** Dedicated and fractional mark workers. */
    BACKGROUND_MARK(declare(
                    "backgroundMarkCPUSeconds",
                    "dedicated + fractional workers",
                    "CPU time of dedicated and fractional mark workers")
            .inGo("/cpu/classes/gc/mark/dedicated:cpu-seconds")),
    /** Allocating goroutines made to help. */
    ASSIST(declare("assistCPUSeconds", "mark assists", "CPU time of mark assists")
            .inGo("/cpu/classes/gc/mark/assist:cpu-seconds")),
    /** The world stopped: the pause times GOMAXPROCS. */
    PAUSE(declare("pauseCPUSeconds", "pauses (all Ps stopped)", "pauses times GOMAXPROCS")
            .inGo("/cpu/classes/gc/pause:cpu-seconds")),
    /** Workers on Ps that had nothing else to do; not counted as GC CPU. */
    IDLE_MARK(declare("idleMarkCPUSeconds", "idle-time workers", "CPU time of idle-time mark workers")
            .inGo("/cpu/classes/gc/mark/idle:cpu-seconds")),
    /** Giving memory back to the system, in the background and at allocations. */
    SCAVENGE(declare("scavengeCPUSeconds", "scavenger", "CPU time of giving memory back to the system")
            .inGo("/cpu/classes/scavenge/total:cpu-seconds")),
    /** Ps without work. */
    IDLE(declare("idleCPUSeconds", "idle", "time that Ps had nothing to run").inGo("/cpu/classes/idle:cpu-seconds")),
    /** GOMAXPROCS times the time: what all other kinds are a share of. */
    AVAILABLE(declare("availableCPUSeconds", "all CPU time", "GOMAXPROCS over time")
            .inGo("/cpu/classes/total:cpu-seconds"));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    CpuKind(Declaration declaration) {
        this.declaration = declaration;
    }

    private static Declaration declare(String fieldName, String label, String meaning) {
        return Declaration.of(fieldName, MetricUnit.SECONDS, Aggregation.INTERVAL, label, meaning);
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }
}
