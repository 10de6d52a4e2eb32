package org.heapgoal.workload.calibrate;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.ProcessLoad;

/** A twin's figures while they are put together: estimates first, then what the user states instead. */
final class TwinDraft {
    private final EnumMap<TwinParameter, Estimate> estimates = new EnumMap<>(TwinParameter.class);

    void put(TwinParameter parameter, Estimate estimate) {
        double value = parameter.bounded(estimate.value());
        double low = Math.min(value, parameter.bounded(estimate.low()));
        double high = Math.max(value, parameter.bounded(estimate.high()));
        estimates.put(parameter, new Estimate(value, low, high, estimate.source(), estimate.note()));
    }

    void putUnlessStated(TwinParameter parameter, Estimate estimate) {
        if (estimate(parameter).source() != Estimate.Source.GIVEN) {
            put(parameter, estimate);
        }
    }

    /** Another value for a figure, as if it were given. */
    void set(TwinParameter parameter, double value) {
        estimates.put(parameter, Estimate.given(parameter.bounded(value)));
    }

    TwinDraft copy() {
        TwinDraft copy = new TwinDraft();
        copy.estimates.putAll(estimates);
        return copy;
    }

    /** What the user states of the program as it was when the log was made: everything but factors on the log. */
    void stated(Overrides overrides) {
        overrides.values().forEach((parameter, value) -> {
            if (parameter != TwinParameter.ALLOCATION_FACTOR && parameter != TwinParameter.LIVE_HEAP_FACTOR) {
                estimates.put(parameter, Estimate.given(value));
            }
        });
    }

    /** What the user states. */
    Set<TwinParameter> stated() {
        Set<TwinParameter> stated = EnumSet.noneOf(TwinParameter.class);
        estimates.forEach((parameter, estimate) -> {
            if (estimate.source() == Estimate.Source.GIVEN) {
                stated.add(parameter);
            }
        });
        return stated;
    }

    void override(Overrides overrides) {
        overrides.values().forEach((parameter, value) -> estimates.put(parameter, Estimate.given(value)));
        double demand = value(TwinParameter.DEMAND_PROCS);
        if (value(TwinParameter.PEAK_PROCS) < demand) {
            put(TwinParameter.PEAK_PROCS, Estimate.assumed(demand, demand, demand, "at least demandProcs"));
        }
    }

    Map<TwinParameter, Estimate> estimates() {
        return estimates;
    }

    private double value(TwinParameter parameter) {
        return Objects.requireNonNull(estimates.get(parameter)).value();
    }

    private long whole(TwinParameter parameter) {
        return Math.round(value(parameter));
    }

    /** Other values for figures, found by running the twin; ranges keep their widths. */
    void tune(Map<TwinParameter, Double> tuned) {
        tuned.forEach((parameter, value) -> {
            Estimate own = estimate(parameter);
            if (value != own.value() && own.source() != Estimate.Source.GIVEN) {
                double scale = own.value() == 0 ? 1 : value / own.value();
                double low = Math.min(value, own.low() * scale);
                double high = Math.max(value, own.high() * scale);
                put(
                        parameter,
                        Estimate.identified(value, low, high, own.note() + "; set so that a run repeats the log"));
            }
        });
    }

    Estimate estimate(TwinParameter parameter) {
        return Objects.requireNonNull(estimates.get(parameter));
    }

    /**
     * The program as a whole process.
     *
     * @param origin of the log
     */
    ProcessLoad process(SegmentFit fit, LogOrigin origin) {
        return ProcessTwin.of(this::value, Piece.of(fit.segments()), origin);
    }

    /** The load; an allocation or live-heap factor and stacks that the user stated are applied to the segments. */
    TimedLoad load(SegmentFit fit) {
        double demand = value(TwinParameter.DEMAND_PROCS);
        boolean saturated = value(TwinParameter.LOAD) > 0;
        return new TimedLoad(
                saturated
                        ? TimedLoad.Demand.saturated(demand)
                        : TimedLoad.Demand.paced(demand, value(TwinParameter.PEAK_PROCS)),
                Math.round(fit.initialLiveBytes() * value(TwinParameter.LIVE_HEAP_FACTOR)),
                segments(fit.segments()),
                whole(TwinParameter.GLOBALS_BYTES),
                value(TwinParameter.SCANNABLE_FRACTION),
                new TimedLoad.MarkCost(
                        whole(TwinParameter.MARK_FIXED),
                        value(TwinParameter.NANOS_PER_LIVE_BYTE),
                        value(TwinParameter.NANOS_PER_SCANNED_BYTE)),
                new TimedLoad.StopCost(whole(TwinParameter.SWEEP_TERMINATION), 0),
                new TimedLoad.StopCost(whole(TwinParameter.MARK_TERMINATION), 0),
                new TimedLoad.Marking(
                        value(TwinParameter.WORKER_EFFICIENCY),
                        value(TwinParameter.IDLE_MARK_SHARE),
                        value(TwinParameter.MIN_ASSIST_SHARE),
                        value(TwinParameter.MUTATOR_SPEED)),
                new TimedLoad.Memory(
                        whole(TwinParameter.NON_HEAP_BYTES) + unusedStackBytes(),
                        value(TwinParameter.METADATA_PER_HEAP_BYTE),
                        value(TwinParameter.FRAGMENTATION_RATIO),
                        whole(TwinParameter.OUTSIDE_GO_BYTES)));
    }

    /** Memory of stacks that is not in use, for which rates have no figure of its own. */
    private long unusedStackBytes() {
        return Math.round((value(TwinParameter.STACK_ROOM) - 1) * value(TwinParameter.STACK_BYTES));
    }

    private List<TimedLoad.Segment> segments(List<TimedLoad.Segment> segments) {
        double faster = value(TwinParameter.ALLOCATION_FACTOR);
        double larger = value(TwinParameter.LIVE_HEAP_FACTOR);
        Estimate stacks = Objects.requireNonNull(estimates.get(TwinParameter.STACK_BYTES));
        boolean stated = stacks.source() == Estimate.Source.GIVEN;
        return segments.stream()
                .map(segment -> new TimedLoad.Segment(
                        segment.workSeconds(),
                        segment.allocBytesPerWorkSecond() * faster,
                        Math.round(segment.liveHeapBytes() * larger),
                        stated ? Math.round(stacks.value()) : segment.stackBytes()))
                .toList();
    }
}
