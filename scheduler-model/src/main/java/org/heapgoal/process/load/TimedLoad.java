package org.heapgoal.process.load;

import java.util.List;

/**
 * A mutator on a time axis: how much it allocates, how much of that is reachable, and what marking it costs.
 *
 * <p>The axis is <em>work time</em>: one second of work is what the mutator gets done in one second while it has all the
 * CPUs it wants ({@link Demand#demandProcs}) and no collector in its way. With fewer CPUs work time runs slower than the
 * clock, in proportion. All figures below are properties of the program and of the machine; nothing here depends on GOGC,
 * GOMEMLIMIT or GOMAXPROCS, so that the same load can be run under any of them.
 *
 * @param demand how much CPU the mutator wants, and what happens when it gets less
 * @param initialLiveHeapBytes reachable heap when the run begins. Zero for a process seen from its start. A load with
 *     more begins as a process that has just finished a GC cycle which found this much
 * @param segments the program, in order; at least one
 * @param globalsBytes data and bss that may hold pointers
 * @param scannableFraction share of heap bytes that the collector must scan for pointers, 0 (pointer-free) to 1
 * @param markCost CPU cost of marking
 * @param sweepTermination length of the first stop-the-world of a cycle
 * @param markTermination length of the second stop-the-world of a cycle
 * @param marking how well mark workers are fed, and who marks
 * @param memory what the process maps beyond its live heap
 */
public record TimedLoad(
        Demand demand,
        long initialLiveHeapBytes,
        List<Segment> segments,
        long globalsBytes,
        double scannableFraction,
        MarkCost markCost,
        StopCost sweepTermination,
        StopCost markTermination,
        Marking marking,
        Memory memory) {
    /** The largest size or rate allowed anywhere in a load: 64 TiB. */
    public static final long MAX_BYTES = 1L << 46;

    /** The largest number of segments. */
    public static final int MAX_SEGMENTS = 10_000;

    /** The longest load: 10 million seconds (about 115 days) of work. */
    public static final double MAX_WORK_SECONDS = 1e7;

    /** The largest number of CPUs a load can ask for, and the largest GOMAXPROCS. */
    public static final int MAX_PROCS = 4096;

    /** Checks every range. */
    public TimedLoad {
        segments = List.copyOf(segments);
        Checks.range("initialLiveHeapBytes", initialLiveHeapBytes, 0, MAX_BYTES);
        Checks.range("number of segments", segments.size(), 1L, MAX_SEGMENTS);
        Checks.range("globalsBytes", globalsBytes, 0, MAX_BYTES);
        Checks.range("scannableFraction", scannableFraction, 0, 1);
        double seconds = 0;
        for (Segment segment : segments) {
            seconds += segment.workSeconds();
        }
        Checks.range("work of all segments in seconds", seconds, Segment.MIN_WORK_SECONDS, MAX_WORK_SECONDS);
    }

    /** Work time of all segments together, in seconds. */
    public double totalWorkSeconds() {
        double seconds = 0;
        for (Segment segment : segments) {
            seconds += segment.workSeconds();
        }
        return seconds;
    }

    /**
     * A stretch of the program with one allocation rate.
     *
     * @param workSeconds its length in work time
     * @param allocBytesPerWorkSecond heap bytes allocated in each second of work
     * @param liveHeapBytes reachable heap at the segment's end; it changes in a straight line from where the segment
     *     before ended. Where that line asks for more than the program has allocated, everything allocated is reachable
     * @param stackBytes goroutine stacks in use, as the collector scans them, during the whole segment
     */
    public record Segment(double workSeconds, double allocBytesPerWorkSecond, long liveHeapBytes, long stackBytes) {
        /** The shortest segment: a microsecond. */
        public static final double MIN_WORK_SECONDS = 1e-6;

        /** Checks every range. */
        public Segment {
            Checks.range("workSeconds", workSeconds, MIN_WORK_SECONDS, MAX_WORK_SECONDS);
            Checks.range("allocBytesPerWorkSecond", allocBytesPerWorkSecond, 0, (double) MAX_BYTES);
            Checks.range("liveHeapBytes", liveHeapBytes, 0, MAX_BYTES);
            Checks.range("stackBytes", stackBytes, 0, MAX_BYTES);
        }
    }

    /**
     * The mutator's wish for CPU.
     *
     * @param kind what stays the same when CPU is short: the work or the time
     * @param demandProcs CPUs that the mutator uses while nothing holds it back, greater than 0; a second of work is this
     *     many CPU-seconds. It may be above GOMAXPROCS: work time then always runs slower than the clock
     * @param peakProcs CPUs that it can use at most, when a backlog of a paced load is worked off; at least demandProcs,
     *     and the same for a saturated load
     */
    public record Demand(LoadKind kind, double demandProcs, double peakProcs) {
        /** Checks every range. */
        public Demand {
            Checks.range("demandProcs", demandProcs, 1e-6, MAX_PROCS);
            Checks.range("peakProcs", peakProcs, demandProcs, MAX_PROCS);
            if (kind == LoadKind.SATURATED && peakProcs != demandProcs) {
                throw new IllegalArgumentException("a saturated load has peakProcs equal to demandProcs, not "
                        + peakProcs + " and " + demandProcs);
            }
        }

        /** A fixed amount of work by as many busy goroutines as this. */
        public static Demand saturated(double procs) {
            return new Demand(LoadKind.SATURATED, procs, procs);
        }

        /** Work at a fixed pace that needs {@code procs} CPUs on average and can spread over {@code peakProcs}. */
        public static Demand paced(double procs, double peakProcs) {
            return new Demand(LoadKind.PACED, procs, peakProcs);
        }
    }

    /**
     * CPU cost of one mark phase: {@code fixedNanos + nanosPerLiveByte · reachable heap + nanosPerScannedByte · (scanned
     * heap + stacks + globals)}. It is the same whoever marks.
     *
     * @param fixedNanos per cycle, whatever the heap
     * @param nanosPerLiveByte per reachable heap byte, pointer-free ones included
     * @param nanosPerScannedByte per byte of scan work; at least one of this and nanosPerLiveByte is above 0
     */
    public record MarkCost(long fixedNanos, double nanosPerLiveByte, double nanosPerScannedByte) {
        /** Checks every range. */
        public MarkCost {
            Checks.range("fixedNanos", fixedNanos, 0, 3_600_000_000_000L);
            Checks.range("nanosPerLiveByte", nanosPerLiveByte, 0, 1e6);
            Checks.range("nanosPerScannedByte", nanosPerScannedByte, 0, 1e6);
            if (nanosPerLiveByte + nanosPerScannedByte < 1e-6) {
                throw new IllegalArgumentException(
                        "nanosPerLiveByte and nanosPerScannedByte together are below 0.000001: marking has to cost something");
            }
        }
    }

    /**
     * Wall time of one stop-the-world: {@code baseNanos + nanosPerProc · GOMAXPROCS}.
     *
     * @param baseNanos at least a microsecond, so that every cycle takes time
     * @param nanosPerProc for each P
     */
    public record StopCost(long baseNanos, double nanosPerProc) {
        /** Checks every range. */
        public StopCost {
            Checks.range("baseNanos", baseNanos, 1_000, 60_000_000_000L);
            Checks.range("nanosPerProc", nanosPerProc, 0, 1e9);
        }
    }

    /**
     * Who marks. The number of dedicated workers and the fractional share come from the controller.
     *
     * @param workerEfficiency share of a mark phase that dedicated and fractional workers spend marking, above 0 to 1;
     *     below 1 because workers start late, run dry and wait
     * @param idleMarkShare share of the time of Ps that the mutator leaves idle in which idle workers mark, 0 to 1
     * @param minAssistShare least share of the marking that assists do, 0 to 0.99, whatever the pacer asks of them: with
     *     many allocating goroutines each begins a cycle without credit and pays at least 64 KiB of scan work
     * @param mutatorSpeed work that the program gets done with a CPU while marking goes on, for each unit of work that it
     *     gets done with it otherwise, 0.01 to 1; below 1 because of write barriers and caches shared with the markers
     */
    public record Marking(double workerEfficiency, double idleMarkShare, double minAssistShare, double mutatorSpeed) {
        /** Workers always busy, idle Ps mark all the time, assists only where the pacer asks for them. */
        public static final Marking IDEAL = new Marking(1, 1, 0);

        /** Checks every range. */
        public Marking {
            Checks.range("workerEfficiency", workerEfficiency, 0.01, 1);
            Checks.range("idleMarkShare", idleMarkShare, 0, 1);
            Checks.range("minAssistShare", minAssistShare, 0, 0.99);
            Checks.range("mutatorSpeed", mutatorSpeed, 0.01, 1);
        }

        /** A program that marking does not slow down other than by taking CPUs. */
        public Marking(double workerEfficiency, double idleMarkShare, double minAssistShare) {
            this(workerEfficiency, idleMarkShare, minAssistShare, 1);
        }
    }

    /**
     * Memory that the process maps beyond its live heap.
     *
     * @param nonHeapBytes mapped by the Go runtime beside heap, stacks and metadata, whatever the heap's size
     * @param metadataPerHeapByte further runtime memory for each mapped heap byte (bitmaps, span structures)
     * @param fragmentationRatio heap in use (whole spans) for each byte of heapLive, at least 1
     * @param outsideGoBytes resident memory that the Go runtime does not know of: the binary, C libraries, mappings
     */
    public record Memory(
            long nonHeapBytes, double metadataPerHeapByte, double fragmentationRatio, long outsideGoBytes) {
        /** No memory but the live heap and stacks. */
        public static final Memory NONE = new Memory(0, 0, 1, 0);

        /** Checks every range. */
        public Memory {
            Checks.range("nonHeapBytes", nonHeapBytes, 0, MAX_BYTES);
            Checks.range("metadataPerHeapByte", metadataPerHeapByte, 0, 1);
            Checks.range("fragmentationRatio", fragmentationRatio, 1, 100);
            Checks.range("outsideGoBytes", outsideGoBytes, 0, MAX_BYTES);
        }
    }
}
