package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;

/**
 * A whole process with a log's figures: goroutines that allocate a cache, which is the reachable heap, and garbage beside
 * it. What allocating costs is part of the work that the log's rates were taken from, so this costs nothing here; marking and
 * stops cost what the log says, and sweeping what it costs real programs.
 *
 * <p>Work is the axis of a saturated program: its goroutines do an amount of work and the process ends. Goroutines of a
 * paced one each work by the clock, and sleep on timers between: what comes in through the network would call idle workers
 * away from marking at every arrival.
 */
final class ProcessTwin {
    /** Where a program of a log that begins late builds its heap: nothing else takes time then. */
    private static final double BUILD_BYTES_PER_NANO = 8;

    /** Share of what is allocated that goes to the cache when the reachable heap stays as it is. */
    private static final double KEPT_SHARE = 0.1;

    private static final double CHUNK_BYTES = 128 << 10;

    /** Objects of more than this have a span each, in Go too. */
    static final long MOST_SMALL_BYTES = (32 << 10) - 8;

    private static final double LEAST_VARIED_NANOS = 10;
    private static final double LEAST_CHUNK_BYTES = 4 << 10;
    private static final long HEADER_BYTES = 8;
    private static final long LEAST_PASSES = 8;
    private static final long PARKED_STACK_BYTES = 64 << 10;
    private static final int MOST_PARKED = 100_000;

    static final long WORKER_STACK_BYTES = 4 << 10;

    /** Arrivals a second; more would take long to simulate. */
    private static final double MOST_ARRIVALS = 20_000;

    private static final double FEWEST_ARRIVALS = 20;

    /** A process whose collector gets in its way may need so many times the time of the log. */
    private static final double SLOWEST = 20;

    /** Nobody runs longer: sysmon preempts. */
    private static final double SLICE_NANOS = 1e7;

    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long MAX_DURATION_NANOS = 10_000_000_000_000_000L;
    private static final String LIVE = "live";
    private static final String KEPT = "kept";
    private static final String GARBAGE = "garbage";
    private static final String BUILT = "built";
    private static final String SCRATCH = "scratch";
    private static final String DONE = "done";
    private static final String SHARED = "shared";

    private final ToDoubleFunction<TwinParameter> figures;
    private final List<Piece> pieces;
    private final double initialLive;
    private final int goroutines;
    private final boolean saturated;

    private final double chunkBytes;
    private final LogOrigin origin;

    private ProcessTwin(ToDoubleFunction<TwinParameter> figures, List<Piece> pieces, LogOrigin origin) {
        this.figures = figures;
        this.pieces = pieces;
        this.origin = origin;
        this.initialLive = origin.initialLiveBytes();
        this.goroutines = Math.max(1, (int) Math.round(figures.applyAsDouble(TwinParameter.GOROUTINES)));
        // All of them get their turn while a mark goes on. A large object is a turn of its own.
        double turn = Math.min(CHUNK_BYTES, Math.max(LEAST_CHUNK_BYTES, origin.markBytes() / 2 / goroutines));
        double asked = figures.applyAsDouble(TwinParameter.OBJECT_BYTES);
        this.chunkBytes = asked > MOST_SMALL_BYTES ? Math.max(turn, asked / (1 - KEPT_SHARE)) : turn;
        this.saturated = figures.applyAsDouble(TwinParameter.LOAD) > 0;
    }

    /**
     * The process.
     *
     * @param figures the value of each parameter
     * @param pieces the program's work, in order
     * @param origin of the log
     */
    static ProcessLoad of(ToDoubleFunction<TwinParameter> figures, List<Piece> pieces, LogOrigin origin) {
        return new ProcessTwin(figures, pieces, origin).build();
    }

    private ProcessLoad build() {
        double nanos = pieces.stream().mapToDouble(Piece::workNanos).sum();
        Map<String, Program> programs = new LinkedHashMap<>();
        List<Source> sources = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        double capacity = initialLive > 0 ? initialLive : pieces.get(0).liveBytes();
        if (saturated) {
            saturated(programs, sources);
        } else {
            paced(programs, sources, changes, nanos);
        }
        parked(programs, sources);
        long duration = Math.round(saturated ? Math.max(SLOWEST * nanos, 1e9) : nanos);
        return new ProcessLoad(
                Math.min(Math.max(1_000_000, duration), MAX_DURATION_NANOS),
                TwinMachine.globalsBytes(value(TwinParameter.GLOBALS_BYTES)),
                sites(),
                caches(capacity),
                programs,
                sources,
                changes,
                new TwinMachine(figures, origin, goroutines, objectBytes(), keptBytes()).spec());
    }

    private Map<String, CacheSpec> caches(double capacity) {
        Map<String, CacheSpec> caches = new LinkedHashMap<>();
        caches.put(LIVE, new CacheSpec(Math.round(larger(capacity)), CacheSpec.Eviction.OLDEST));
        return caches;
    }

    private double value(TwinParameter parameter) {
        return figures.applyAsDouble(parameter);
    }

    /** CPUs that a nanosecond of the log's work takes, as if it had one P. */
    private double cpusAlone() {
        double shared = origin.procs() > 1 ? 1 + value(TwinParameter.PROC_SHARING) : 1;
        return value(TwinParameter.DEMAND_PROCS) * value(TwinParameter.CPU_FACTOR) / shared;
    }

    private double larger(double liveBytes) {
        return liveBytes * value(TwinParameter.LIVE_HEAP_FACTOR);
    }

    private double more(double allocatedBytes) {
        return allocatedBytes * value(TwinParameter.ALLOCATION_FACTOR);
    }

    private Map<String, Site> sites() {
        double pointers = value(TwinParameter.SCANNABLE_FRACTION);
        long bytes = objectBytes();
        Map<String, Site> sites = new LinkedHashMap<>();
        sites.put(KEPT, site(keptBytes(), pointers, new Lifetime.Cached(LIVE)));
        sites.put(GARBAGE, site(bytes, pointers, new Lifetime.Transient()));
        sites.put(BUILT, site(keptBytes(), pointers, new Lifetime.Cached(LIVE)));
        sites.put(SCRATCH, site(bytes, pointers, new Lifetime.Transient()));
        return sites;
    }

    /** A size that fills its size class with its header, and of which a goroutine's turn holds a few. */
    private long objectBytes() {
        long asked = Math.round(value(TwinParameter.OBJECT_BYTES));
        return asked > MOST_SMALL_BYTES || chunkBytes >= 4.0 * asked
                ? asked
                : Long.highestOneBit((long) chunkBytes / 4) - HEADER_BYTES;
    }

    /**
     * Of another size class: garbage in the same spans would leave holes between what stays. However small a goroutine's turn
     * is, each has a span of its own, with as many pages as those of garbage or one less: as some of many in a span they would
     * leave holes themselves when they die, and holes are a figure of their own.
     */
    private long keptBytes() {
        long asked = Math.round(value(TwinParameter.OBJECT_BYTES));
        if (asked < MOST_SMALL_BYTES) {
            return (asked + HEADER_BYTES) * 3 / 4 - HEADER_BYTES;
        }
        long most = MOST_SMALL_BYTES + HEADER_BYTES - TwinMachine.PAGE_BYTES;
        long span = Math.max(TwinMachine.PAGE_BYTES, objectBytes() + HEADER_BYTES);
        return Math.min(most, span) - HEADER_BYTES;
    }

    private static Site site(long bytes, double pointers, Lifetime lifetime) {
        return new Site(List.of(new Site.WeightedSize(bytes, 1)), pointers, 0, lifetime, false);
    }

    /**
     * Goroutines that share the work evenly. The process ends when half of them are done: real ones share what is left, so
     * that all of them are busy to the end, while here the slower ones would go on with Ps to spare.
     */
    private void saturated(Map<String, Program> programs, List<Source> sources) {
        List<Step> lead = new ArrayList<>();
        List<Step> worker = new ArrayList<>();
        double cpus = cpusAlone();
        double before = 0;
        if (initialLive > 0) {
            double share = larger(initialLive) / goroutines;
            lead.add(work(KEPT, share, share / BUILD_BYTES_PER_NANO));
            worker.addAll(lead);
            before = initialLive;
        }
        for (Piece piece : pieces) {
            Piece head = piece.head();
            double kept = keptShare(before, head);
            if (piece.liveBytes() < before) {
                // Where between two marks the heap shrank the log does not say: in the middle.
                passes(worker, lead, head, 0.5, cpus, kept);
                lead.add(new Step.Resize(LIVE, Math.round(larger(piece.liveBytes()))));
                passes(worker, lead, head, 0.5, cpus, kept);
            } else {
                lead.add(new Step.Resize(LIVE, Math.round(larger(piece.liveBytes()))));
                passes(worker, lead, head, 1, cpus, kept);
            }
            piece.rest().ifPresent(rest -> passes(worker, lead, rest, 1, cpus, KEPT_SHARE));
            before = piece.liveBytes();
        }
        worker.add(new Step.Send(DONE, 0));
        lead.add(new Step.Send(DONE, 0));
        if (goroutines > 1) {
            programs.put("worker", program(worker, 1));
            sources.add(fixed("worker", goroutines - 1));
        }
        programs.put("lead", program(lead, 1));
        sources.add(fixed("lead", 1));
        Step wait = new Step.Repeat((goroutines + 1) / 2, List.of(new Step.Receive(DONE, 0)));
        programs.put("end", program(List.of(wait, new Step.Exit()), 1));
        sources.add(fixed("end", 1));
    }

    /** One goroutine's part of some work, in passes of about the size of a chunk. */
    private void passes(List<Step> worker, List<Step> lead, Piece piece, double part, double cpus, double keptShare) {
        double bytes = part * more(piece.allocatedBytes()) / goroutines;
        double nanos = part * piece.workNanos() * cpus / goroutines;
        long times = Math.max(LEAST_PASSES, (long) StrictMath.ceil(bytes / chunkBytes));
        List<Step> steps = pass(bytes / times, nanos / times, keptShare);
        List<Step> all = inTurns(times, nanos, steps);
        worker.addAll(all);
        lead.addAll(all);
    }

    /** A number of passes, between which a goroutine lets others run as often as its turns are long. */
    private List<Step> inTurns(long times, double nanos, List<Step> steps) {
        double turn = value(TwinParameter.TURN);
        if (!inTurn() && turn >= SLICE_NANOS) {
            return List.of(new Step.Repeat(times, steps));
        }
        long together = inTurn() ? 1 : Math.min(times, Math.max(1, Math.round(turn * times / Math.max(1, nanos))));
        Step yield = new Step.Call(new RuntimeCall.Yield());
        List<Step> whole = together == 1 ? with(steps, yield) : List.of(new Step.Repeat(together, steps), yield);
        List<Step> all = new ArrayList<>();
        all.add(new Step.Repeat(times / together, whole));
        if (times % together > 0) {
            all.add(new Step.Repeat(times % together, steps));
        }
        return all;
    }

    private List<Step> pass(double bytes, double nanos, double keptShare) {
        double serial = value(TwinParameter.SERIAL_SHARE);
        List<Step> steps = new ArrayList<>();
        if (serial > 0) {
            steps.add(new Step.Locked(SHARED, both(bytes * serial, nanos * serial, keptShare)));
        }
        steps.addAll(both(bytes * (1 - serial), nanos * (1 - serial), keptShare));
        return steps;
    }

    private List<Step> both(double bytes, double nanos, double keptShare) {
        return List.of(
                work(KEPT, bytes * keptShare, nanos * keptShare),
                work(GARBAGE, bytes * (1 - keptShare), nanos * (1 - keptShare)));
    }

    private static List<Step> with(List<Step> steps, Step last) {
        List<Step> all = new ArrayList<>(steps);
        all.add(last);
        return all;
    }

    /** Whether there are so many goroutines that each leaves its P after a chunk. */
    private boolean inTurn() {
        return chunkBytes < CHUNK_BYTES;
    }

    /** Share of a piece's allocation that joins the reachable heap: what its growth needs, and some turnover. */
    private double keptShare(double before, Piece piece) {
        double grown = Math.max(0, larger(piece.liveBytes() - before));
        double allocated = Math.max(1, more(piece.allocatedBytes()));
        return Math.min(1, Math.max(KEPT_SHARE, 1.02 * grown / allocated));
    }

    /** Where each object is a turn of its own, no two take the same time: goroutines would fall into step. */
    private Step work(String site, double bytes, double nanos) {
        double whole = StrictMath.rint(nanos);
        return new Step.Allocate(
                large() && whole >= LEAST_VARIED_NANOS ? about(whole) : new Distribution.Constant(whole),
                site,
                new Distribution.Constant(StrictMath.rint(bytes)));
    }

    private static Distribution about(double mean) {
        return new Distribution.Uniform(0.5 * mean, 1.5 * mean);
    }

    private boolean large() {
        return value(TwinParameter.OBJECT_BYTES) > MOST_SMALL_BYTES;
    }

    private Program program(List<Step> steps, long repeat) {
        return new Program(steps, repeat, WORKER_STACK_BYTES, WORKER_STACK_BYTES / 2, false, false);
    }

    private static Source fixed(String program, int count) {
        return new Source.Fixed(program, count, 0, Long.MAX_VALUE);
    }

    /**
     * Arrivals whose bytes follow the log's rate; their CPU time stays the same. Their distances differ by up to a half, so that
     * goroutines do not fall into step with each other and with the cycles.
     */
    private void paced(Map<String, Program> programs, List<Source> sources, List<Change> changes, double nanos) {
        double allocated =
                more(pieces.stream().mapToDouble(Piece::allocatedBytes).sum());
        double perNano = allocated / nanos;
        double cpus = cpusAlone();
        double wanted = large() ? perNano * 1e9 / chunkBytes : cpus * 1e9 / value(TwinParameter.TURN);
        double perSecond = Math.min(Math.max(wanted, FEWEST_ARRIVALS), MOST_ARRIVALS);
        double bytes = perNano * 1e9 / perSecond;
        double cpuNanos = cpus * 1e9 / perSecond;
        List<Step> steps = new ArrayList<>();
        double distance = goroutines * 1e9 / perSecond;
        steps.add(new Step.Every(about(distance)));
        steps.add(work(KEPT, bytes * KEPT_SHARE, cpuNanos * KEPT_SHARE));
        steps.add(work(GARBAGE, bytes * (1 - KEPT_SHARE), cpuNanos * (1 - KEPT_SHARE)));
        programs.put("worker", program(steps, Program.FOREVER));
        sources.add(fixed("worker", goroutines));
        int quick = setUp(programs, sources, 2 * distance);
        double at = 0;
        double before = initialLive;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            Piece head = piece.head();
            volumes(changes, at, i < quick ? head.without() : head, perNano, keptShare(before, head));
            boolean shrinks = piece.liveBytes() < before;
            long when = Math.round(shrinks ? at + head.workNanos() / 2 : at);
            changes.add(new Change.CacheCapacity(when, LIVE, Math.round(larger(piece.liveBytes()))));
            double end = at + head.workNanos();
            piece.rest().ifPresent(rest -> volumes(changes, end, rest, perNano, KEPT_SHARE));
            at += piece.workNanos();
            before = piece.liveBytes();
        }
    }

    /**
     * A goroutine that builds the heap: what was there before the log, or what the program sets up in less time than one of its
     * goroutines has between two arrivals, and of which arrivals would leave most or all out.
     *
     * @param shortNanos a stretch that is shorter than this is set-up
     * @return how many pieces begin with a stretch that it does
     */
    private int setUp(Map<String, Program> programs, List<Source> sources, double shortNanos) {
        List<Step> steps = new ArrayList<>();
        int quick = 0;
        if (initialLive > 0) {
            double share = larger(initialLive);
            steps.add(work(BUILT, share, share / BUILD_BYTES_PER_NANO));
        } else {
            double before = 0;
            boolean goesOn = true;
            while (goesOn && quick < pieces.size() && pieces.get(quick).headNanos() < shortNanos) {
                Piece piece = pieces.get(quick++);
                double kept = keptShare(before, piece.head());
                double bytes = more(piece.headBytes());
                steps.add(work(BUILT, bytes * kept, piece.headNanos() * kept));
                steps.add(work(SCRATCH, bytes * (1 - kept), piece.headNanos() * (1 - kept)));
                before = piece.liveBytes();
                goesOn = piece.rest().isEmpty();
            }
        }
        if (!steps.isEmpty()) {
            programs.put("builder", program(steps, 1));
            sources.add(fixed("builder", 1));
        }
        return quick;
    }

    private void volumes(List<Change> changes, double at, Piece piece, double perNano, double kept) {
        double factor = more(piece.allocatedBytes()) / piece.workNanos() / perNano;
        long from = Math.round(at);
        changes.add(new Change.Volume(from, KEPT, factor * kept / KEPT_SHARE));
        changes.add(new Change.Volume(from, GARBAGE, factor * (1 - kept) / (1 - KEPT_SHARE)));
    }

    /**
     * Goroutines that wait, so that there is as much stack to scan as the log shows, in stacks with as much room. A stack
     * grows when its goroutine runs, so they do run once.
     */
    private void parked(Map<String, Program> programs, List<Source> sources) {
        double stacks = value(TwinParameter.STACK_BYTES) - goroutines * WORKER_STACK_BYTES / 2.0;
        long used = Math.round(PARKED_STACK_BYTES / value(TwinParameter.STACK_ROOM));
        int count = (int) Math.min(MOST_PARKED, Math.round(stacks / (double) used));
        if (count > 0) {
            Step grow = new Step.Compute(new Distribution.Constant(0), true);
            Step wait = new Step.Sleep(new Distribution.Constant(1_000.0 * HOUR_NANOS));
            programs.put("parked", new Program(List.of(grow, wait), 1, PARKED_STACK_BYTES, used, false, false));
            sources.add(fixed("parked", count));
        }
    }
}
