package org.heapgoal.workload.calibrate;

import java.util.List;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;

/** A load some of whose figures the user states: what {@code --set} does to a scenario. */
public final class OverriddenLoad {
    private final TimedLoad load;
    private final Overrides overrides;

    private OverriddenLoad(TimedLoad load, Overrides overrides) {
        this.load = load;
        this.overrides = overrides;
    }

    /** The load with the stated figures in place of its own; an override names the same figure as in a twin. */
    public static TimedLoad of(TimedLoad load, Overrides overrides) {
        return new OverriddenLoad(load, overrides).build();
    }

    private TimedLoad build() {
        return new TimedLoad(
                demand(load.demand()),
                Math.round(load.initialLiveHeapBytes() * value(TwinParameter.LIVE_HEAP_FACTOR, 1)),
                segments(),
                whole(TwinParameter.GLOBALS_BYTES, load.globalsBytes()),
                value(TwinParameter.SCANNABLE_FRACTION, load.scannableFraction()),
                new TimedLoad.MarkCost(
                        whole(TwinParameter.MARK_FIXED, load.markCost().fixedNanos()),
                        value(TwinParameter.NANOS_PER_LIVE_BYTE, load.markCost().nanosPerLiveByte()),
                        value(
                                TwinParameter.NANOS_PER_SCANNED_BYTE,
                                load.markCost().nanosPerScannedByte())),
                stop(TwinParameter.SWEEP_TERMINATION, load.sweepTermination()),
                stop(TwinParameter.MARK_TERMINATION, load.markTermination()),
                marking(load.marking()),
                memory(load.memory()));
    }

    private TimedLoad.Demand demand(TimedLoad.Demand own) {
        boolean saturated = value(TwinParameter.LOAD, own.kind() == LoadKind.SATURATED ? 1 : 0) > 0;
        double procs = value(TwinParameter.DEMAND_PROCS, own.demandProcs());
        return saturated
                ? TimedLoad.Demand.saturated(procs)
                : TimedLoad.Demand.paced(procs, Math.max(procs, value(TwinParameter.PEAK_PROCS, own.peakProcs())));
    }

    private List<TimedLoad.Segment> segments() {
        double faster = value(TwinParameter.ALLOCATION_FACTOR, 1);
        double larger = value(TwinParameter.LIVE_HEAP_FACTOR, 1);
        return load.segments().stream()
                .map(own -> new TimedLoad.Segment(
                        own.workSeconds(),
                        own.allocBytesPerWorkSecond() * faster,
                        Math.round(own.liveHeapBytes() * larger),
                        whole(TwinParameter.STACK_BYTES, own.stackBytes())))
                .toList();
    }

    /** A stated length stands for the whole stop, whatever the number of Ps. */
    private TimedLoad.StopCost stop(TwinParameter parameter, TimedLoad.StopCost own) {
        Double stated = overrides.values().get(parameter);
        return stated == null ? own : new TimedLoad.StopCost(Math.round(stated), 0);
    }

    private TimedLoad.Marking marking(TimedLoad.Marking own) {
        return new TimedLoad.Marking(
                value(TwinParameter.WORKER_EFFICIENCY, own.workerEfficiency()),
                value(TwinParameter.IDLE_MARK_SHARE, own.idleMarkShare()),
                value(TwinParameter.MIN_ASSIST_SHARE, own.minAssistShare()),
                value(TwinParameter.MUTATOR_SPEED, own.mutatorSpeed()));
    }

    private TimedLoad.Memory memory(TimedLoad.Memory own) {
        return new TimedLoad.Memory(
                whole(TwinParameter.NON_HEAP_BYTES, own.nonHeapBytes()),
                value(TwinParameter.METADATA_PER_HEAP_BYTE, own.metadataPerHeapByte()),
                value(TwinParameter.FRAGMENTATION_RATIO, own.fragmentationRatio()),
                whole(TwinParameter.OUTSIDE_GO_BYTES, own.outsideGoBytes()));
    }

    private double value(TwinParameter parameter, double own) {
        Double stated = overrides.values().get(parameter);
        return stated == null ? own : stated;
    }

    private long whole(TwinParameter parameter, long own) {
        Double stated = overrides.values().get(parameter);
        return stated == null ? own : Math.round(stated);
    }
}
