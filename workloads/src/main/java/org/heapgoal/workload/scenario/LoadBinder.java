package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the key {@code load}: a program on a time axis. */
final class LoadBinder {
    static final String PACED = "paced";
    static final String SATURATED = "saturated";

    /** Times that a group of segments can be repeated. */
    static final int MAX_REPEAT = TimedLoad.MAX_SEGMENTS;

    static final TimedLoad.MarkCost DEFAULT_MARK_COST = new TimedLoad.MarkCost(100_000, 0, 1);
    static final TimedLoad.StopCost DEFAULT_STOP = new TimedLoad.StopCost(20_000, 0);

    private static final double MIN_PROCS = 1e-6;

    private final Problems problems;
    private final Scalars scalars;

    LoadBinder(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    @Nullable
    TimedLoad bind(Node node) {
        Fields fields = Fields.of(node, "load", problems);
        if (fields == null) {
            return null;
        }
        int before = problems.count();
        String kind = scalars.word(fields.required("kind"), "kind", List.of(SATURATED, PACED));
        double demand =
                scalars.number(fields.required("demandProcs"), "demandProcs", MIN_PROCS, TimedLoad.MAX_PROCS, 1);
        double peak = peak(fields, kind, demand);
        long initial = scalars.size(fields.optional("initialLiveHeap"), "initialLiveHeap", TimedLoad.MAX_BYTES, 0);
        long globals = scalars.size(fields.optional("globals"), "globals", TimedLoad.MAX_BYTES, 0);
        double scannable = scalars.number(fields.optional("scannableFraction"), "scannableFraction", 0, 1, 1);
        TimedLoad.MarkCost cost = markCost(fields.optional("markCost"));
        TimedLoad.StopCost sweepTermination = stop(fields.optional("sweepTermination"), "sweepTermination");
        TimedLoad.StopCost markTermination = stop(fields.optional("markTermination"), "markTermination");
        TimedLoad.Marking marking = marking(fields.optional("marking"));
        TimedLoad.Memory memory = memory(fields.optional("memory"));
        List<TimedLoad.Segment> segments = segments(fields.required("segments"), initial, true);
        fields.finish();
        if (problems.count() > before) {
            return null;
        }
        try {
            TimedLoad.Demand wish = SATURATED.equals(kind)
                    ? new TimedLoad.Demand(LoadKind.SATURATED, demand, demand)
                    : new TimedLoad.Demand(LoadKind.PACED, demand, peak);
            return new TimedLoad(
                    wish,
                    initial,
                    segments,
                    globals,
                    scannable,
                    cost,
                    sweepTermination,
                    markTermination,
                    marking,
                    memory);
        } catch (IllegalArgumentException e) {
            problems.at(node, "load: " + e.getMessage());
            return null;
        }
    }

    private double peak(Fields fields, @Nullable String kind, double demand) {
        Node node = fields.optional("peakProcs");
        if (node != null && SATURATED.equals(kind)) {
            problems.at(node, "peakProcs is for paced loads; a saturated one never uses more than its demandProcs");
        }
        return scalars.number(node, "peakProcs", demand, TimedLoad.MAX_PROCS, TimedLoad.MAX_PROCS);
    }

    private TimedLoad.MarkCost markCost(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "markCost", problems);
        if (fields == null) {
            return DEFAULT_MARK_COST;
        }
        long fixed =
                scalars.nanos(fields.optional("fixed"), "fixed", 0, 3_600_000_000_000L, DEFAULT_MARK_COST.fixedNanos());
        double perLive = scalars.number(fields.optional("nanosPerLiveByte"), "nanosPerLiveByte", 0, 1e6, 0);
        double perScanned = scalars.number(fields.optional("nanosPerScannedByte"), "nanosPerScannedByte", 0, 1e6, 0);
        fields.finish();
        try {
            return new TimedLoad.MarkCost(fixed, perLive, perScanned);
        } catch (IllegalArgumentException e) {
            problems.at(fields.node(), "markCost: " + e.getMessage());
            return DEFAULT_MARK_COST;
        }
    }

    private TimedLoad.StopCost stop(@Nullable Node node, String name) {
        Fields fields = node == null ? null : Fields.of(node, name, problems);
        if (fields == null) {
            return DEFAULT_STOP;
        }
        long base = scalars.nanos(fields.optional("base"), "base", 1_000, 60_000_000_000L, DEFAULT_STOP.baseNanos());
        double perProc = scalars.number(fields.optional("nanosPerProc"), "nanosPerProc", 0, 1e9, 0);
        fields.finish();
        return new TimedLoad.StopCost(base, perProc);
    }

    private TimedLoad.Marking marking(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "marking", problems);
        if (fields == null) {
            return TimedLoad.Marking.IDEAL;
        }
        double efficiency = scalars.number(fields.optional("workerEfficiency"), "workerEfficiency", 0.01, 1, 1);
        double idle = scalars.number(fields.optional("idleMarkShare"), "idleMarkShare", 0, 1, 1);
        double assist = scalars.number(fields.optional("minAssistShare"), "minAssistShare", 0, 0.99, 0);
        double speed = scalars.number(fields.optional("mutatorSpeed"), "mutatorSpeed", 0.01, 1, 1);
        fields.finish();
        return new TimedLoad.Marking(efficiency, idle, assist, speed);
    }

    private TimedLoad.Memory memory(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "memory", problems);
        if (fields == null) {
            return TimedLoad.Memory.NONE;
        }
        long nonHeap = scalars.size(fields.optional("nonHeap"), "nonHeap", TimedLoad.MAX_BYTES, 0);
        double metadata = scalars.number(fields.optional("metadataPerHeapByte"), "metadataPerHeapByte", 0, 1, 0);
        double ratio = scalars.number(fields.optional("fragmentationRatio"), "fragmentationRatio", 1, 100, 1);
        long outside = scalars.size(fields.optional("outsideGo"), "outsideGo", TimedLoad.MAX_BYTES, 0);
        fields.finish();
        return new TimedLoad.Memory(nonHeap, metadata, ratio, outside);
    }

    /** Reads a list of segments; groups with {@code repeat} may stand in the outer list. */
    private List<TimedLoad.Segment> segments(@Nullable Node node, long liveBefore, boolean outer) {
        List<TimedLoad.Segment> segments = new ArrayList<>();
        if (node == null) {
            return segments;
        }
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(node, "segments has to be a list of at least one segment");
            return segments;
        }
        Before before = new Before(liveBefore, 0);
        for (Node item : list.getValue()) {
            Fields fields = Fields.of(item, "a segment", problems);
            if (fields == null) {
                continue;
            }
            if (outer && fields.has("repeat")) {
                repeat(fields, before, segments);
            } else {
                segments.add(segment(fields, before));
            }
            if (segments.size() > TimedLoad.MAX_SEGMENTS) {
                problems.at(item, "more than " + TimedLoad.MAX_SEGMENTS + " segments, repetitions counted");
                return List.of();
            }
            if (!segments.isEmpty()) {
                TimedLoad.Segment last = segments.get(segments.size() - 1);
                before = new Before(last.liveHeapBytes(), last.stackBytes());
            }
        }
        return segments;
    }

    /** What a segment inherits where it does not say otherwise. */
    private record Before(long liveHeapBytes, long stackBytes) {}

    private void repeat(Fields fields, Before before, List<TimedLoad.Segment> segments) {
        long times = scalars.whole(fields.required("repeat"), "repeat", 1, MAX_REPEAT, 1);
        List<TimedLoad.Segment> group = segments(fields.required("segments"), before.liveHeapBytes, false);
        fields.finish();
        for (long i = 0; i < times && segments.size() <= TimedLoad.MAX_SEGMENTS; i++) {
            segments.addAll(group);
        }
    }

    private TimedLoad.Segment segment(Fields fields, Before before) {
        double work = scalars.seconds(
                fields.required("work"), "work", TimedLoad.Segment.MIN_WORK_SECONDS, TimedLoad.MAX_WORK_SECONDS, 1);
        double rate = scalars.amount(fields.required("allocRate"), "allocRate", 0, (double) TimedLoad.MAX_BYTES, 0);
        long live = scalars.size(fields.optional("liveHeap"), "liveHeap", TimedLoad.MAX_BYTES, before.liveHeapBytes);
        long stacks = scalars.size(fields.optional("stacks"), "stacks", TimedLoad.MAX_BYTES, before.stackBytes);
        fields.finish();
        return new TimedLoad.Segment(work, rate, live, stacks);
    }
}
