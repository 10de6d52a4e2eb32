package org.heapgoal.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.units.NearMiss;

/** The parts of the runtime that vectors exist for. */
public enum Component {
    /** The GC controller: goals, trigger, assist ratio, worker counts. */
    PACER("pacer"),
    /** The limiter of the GC's CPU share. */
    CPU_LIMITER("cpuLimiter"),
    /** The proportional-integral controller of the background scavenger. */
    PI_CONTROLLER("piController"),
    /** The table of size classes. */
    SIZE_CLASS("sizeClass"),
    /** The grammar of GOMEMLIMIT's numbers. */
    BYTE_COUNT("byteCount"),
    /** The page allocator. */
    PAGE_HEAP("pageHeap"),
    /** The page allocator with one P's page cache. */
    PAGE_CACHE("pageCache"),
    /** The index of chunks worth scavenging. */
    SCAVENGE_INDEX("scavengeIndex"),
    /** The choice of pages to scavenge in a chunk. */
    SCAVENGE_CANDIDATE("scavengeCandidate"),
    /** Proportional sweeping. */
    SWEEP_PACING("sweepPacing"),
    /** What the background scavenger aims at. */
    SCAVENGE_GOALS("scavengeGoals"),
    /** The background scavenger's work and sleep. */
    SCAVENGER_LOOP("scavengerLoop"),
    /** Numbers in trace lines. */
    TRACE_FORMAT("traceFormat"),
    /** A process's environment variables. */
    ENVIRONMENT("environment"),
    /** The count of idle mark workers. */
    IDLE_WORKERS("idleWorkers"),
    /** Go's seeded random numbers, as far as they are recorded. */
    GO_RAND("goRand");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** The name in a file's header. */
    public String label() {
        return label;
    }

    /** The component of a header's name. */
    public static Optional<Component> named(String label) {
        return Arrays.stream(values())
                .filter(component -> component.label.equals(label))
                .findFirst();
    }

    /** The message for a name that is no component's. */
    static String unknown(String label) {
        List<String> labels = Arrays.stream(values()).map(Component::label).toList();
        return "unknown component \"" + label + "\": allowed are " + String.join(", ", labels)
                + NearMiss.hint(label, labels);
    }

    /** A fresh model of the component. */
    Replayer replayer(GoVersion version) {
        return switch (this) {
            case PACER -> new PacerReplayer(version);
            case CPU_LIMITER -> new CpuLimiterReplayer();
            case PI_CONTROLLER -> new PiControllerReplayer();
            case SIZE_CLASS -> new SizeClassReplayer();
            case BYTE_COUNT -> new ByteCountReplayer(version);
            case PAGE_HEAP -> new PageHeapReplayer(version);
            case PAGE_CACHE -> new PageCacheReplayer(version);
            case SCAVENGE_INDEX -> new ScavengeIndexReplayer(version);
            case SCAVENGE_CANDIDATE -> new ScavengeCandidateReplayer();
            case SWEEP_PACING -> new SweepPacingReplayer();
            case SCAVENGE_GOALS -> new ScavengeGoalsReplayer(version);
            case SCAVENGER_LOOP -> new ScavengerLoopReplayer();
            case TRACE_FORMAT -> new TraceFormatReplayer(version);
            case ENVIRONMENT -> new EnvironmentReplayer(version);
            case IDLE_WORKERS -> new IdleWorkersReplayer(version);
            case GO_RAND -> new GoRandReplayer();
        };
    }
}
