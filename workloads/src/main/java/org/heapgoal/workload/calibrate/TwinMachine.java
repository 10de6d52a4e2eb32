package org.heapgoal.workload.calibrate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.program.MachineSpec;

/**
 * What a log's process runs on: its costs, and the memory beside its heap. What allocating costs is part of the work that the
 * log's rates were taken from, so these costs are zero. Sweeping is not: each cycle sweeps all of the heap, so close to a
 * memory limit, where cycles come one after the other, it takes far more of the time than in the log.
 */
final class TwinMachine {
    /** What the runtime of a small process maps beside its heap. */
    private static final double RUNTIME_BYTES = 4 << 20;

    /** What a stop takes that waits for no other P, less stopping itself. */
    private static final double OWN_STOP_NANOS = 7_000;

    static final long PAGE_BYTES = 8 << 10;
    private static final double SPAN_STRUCTURE_BYTES = 160;

    /** Part of the metadata and of the holes that grows with the heap. */
    private static final double GROWING_HOLES = 2.0 / 3;

    /** What the runtime's own variables take. */
    private static final long LEAST_GLOBALS_BYTES = 16 << 10;

    /** Objects with less of them to scan are marked at a price for each instead. */
    private static final double LEAST_SCANNED = 0.02;

    private final ToDoubleFunction<TwinParameter> figures;
    private final LogOrigin origin;
    private final int goroutines;
    private final long objectBytes;
    private final long keptBytes;

    /**
     * The machine of some figures.
     *
     * @param figures the value of each parameter
     * @param origin of the log
     * @param goroutines that allocate
     * @param objectBytes size of the objects that die
     * @param keptBytes size of the objects that stay
     */
    TwinMachine(
            ToDoubleFunction<TwinParameter> figures,
            LogOrigin origin,
            int goroutines,
            long objectBytes,
            long keptBytes) {
        this.figures = figures;
        this.origin = origin;
        this.goroutines = goroutines;
        this.objectBytes = objectBytes;
        this.keptBytes = keptBytes;
    }

    /** Global variables of a process that is said to have so many bytes of them. */
    static long globalsBytes(double bytes) {
        return Math.max(LEAST_GLOBALS_BYTES, Math.round(bytes));
    }

    private double value(TwinParameter parameter) {
        return figures.applyAsDouble(parameter);
    }

    MachineSpec spec() {
        int cores = Math.max(1, (int) Math.round(value(TwinParameter.CORES)));
        return new MachineSpec(
                cores,
                0,
                100_000_000,
                Long.MAX_VALUE,
                Math.round(value(TwinParameter.OUTSIDE_GO_BYTES)),
                "",
                Math.round(otherMemory()),
                Math.max(0, holes() * GROWING_HOLES - ownMetadata()),
                costs());
    }

    /** Memory beside the heap beyond the runtime's own, and what of a real heap's holes is there from the start. */
    private double otherMemory() {
        double nonHeap = Math.max(0, value(TwinParameter.NON_HEAP_BYTES) - RUNTIME_BYTES);
        double stacks = (double) goroutines * ProcessTwin.WORKER_STACK_BYTES;
        return Math.max(
                0,
                nonHeap
                        + (1 - GROWING_HOLES) * holes() * origin.heapBytes() * value(TwinParameter.LIVE_HEAP_FACTOR)
                        - stacks);
    }

    /** Metadata and fragmentation of a real heap for each byte of it; the twin's large objects leave little of either. */
    private double holes() {
        return (1 + value(TwinParameter.METADATA_PER_HEAP_BYTE)) * value(TwinParameter.FRAGMENTATION_RATIO) - 1;
    }

    /** Span structures of the twin's own heap for each byte that comes and goes in it: a span for each object or page. */
    private double ownMetadata() {
        return SPAN_STRUCTURE_BYTES / Math.max((double) PAGE_BYTES, (double) objectBytes);
    }

    /** A stop's own work: all that it takes where it waits for no other P. */
    private double stop(TwinParameter parameter) {
        return origin.procs() > 1 ? Math.min(OWN_STOP_NANOS, value(parameter)) : value(parameter);
    }

    private Map<Cost, Double> costs() {
        Map<Cost, Double> costs = new EnumMap<>(Cost.class);
        for (Cost own : List.of(Cost.ALLOC_OBJECT, Cost.ALLOC_BYTE, Cost.REFILL, Cost.LARGE_ALLOC, Cost.SPAN_ALLOC)) {
            costs.put(own, 0.0);
        }
        sweeping(costs);
        double pointers = value(TwinParameter.SCANNABLE_FRACTION);
        double perLiveByte =
                value(TwinParameter.NANOS_PER_LIVE_BYTE) + pointers * value(TwinParameter.NANOS_PER_SCANNED_BYTE);
        boolean byScan = pointers >= LEAST_SCANNED;
        costs.put(Cost.MARK_BYTE, byScan ? perLiveByte / pointers : 0.0);
        costs.put(Cost.MARK_OBJECT, byScan ? 0.0 : perLiveByte * keptBytes);
        costs.put(Cost.MARK_SPAN, 0.0);
        costs.put(Cost.MARK_DRAG, 1 / value(TwinParameter.MUTATOR_SPEED) - 1);
        costs.put(Cost.MARK_SHARED, value(TwinParameter.MARK_SHARING));
        costs.put(Cost.PROCS_SHARED, value(TwinParameter.PROC_SHARING));
        costs.put(Cost.GATHERING, value(TwinParameter.GATHERING));
        costs.put(Cost.OTHER_LOAD, value(TwinParameter.OTHER_LOAD));
        // The one part of a mark that is there once whatever the program does.
        costs.put(
                Cost.GLOBALS_BYTE,
                value(TwinParameter.MARK_FIXED) / (double) globalsBytes(value(TwinParameter.GLOBALS_BYTES)));
        costs.put(Cost.THREAD_WAKE, value(TwinParameter.WAKE));
        costs.put(Cost.STOP_RUNNING, value(TwinParameter.STOP_WAIT));
        costs.put(Cost.SWEEP_TERMINATION, stop(TwinParameter.SWEEP_TERMINATION));
        costs.put(Cost.MARK_TERMINATION, stop(TwinParameter.MARK_TERMINATION));
        return costs;
    }

    /** Small objects of real programs share spans of a page; the twin's spans are as large as its objects. */
    private void sweeping(Map<Cost, Double> costs) {
        double span = value(TwinParameter.SWEEP_SPAN);
        double kept = span * pages(keptBytes);
        costs.put(Cost.SWEEP_SPAN, kept);
        costs.put(Cost.SWEEP_FREE_SPAN, Math.max(0, 2 * span * pages(objectBytes) - kept));
    }

    private static double pages(long bytes) {
        return bytes > ProcessTwin.MOST_SMALL_BYTES ? 1 : Math.max(1, StrictMath.rint((double) bytes / PAGE_BYTES));
    }
}
