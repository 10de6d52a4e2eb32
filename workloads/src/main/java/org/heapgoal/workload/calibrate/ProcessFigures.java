package org.heapgoal.workload.calibrate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures of a twin that only a whole process has. Most of them are corrected by runs; here they begin. */
final class ProcessFigures {
    /** The least scan work that an assist does ({@code mgcmark.go: gcOverAssistWork}), as far as a program can tell. */
    private static final double ASSIST_BYTES = 64 << 10;

    private static final double LEAST_BESIDE_SWEEPING = 0.3;
    private static final int MOST_GOROUTINES = 2_000;
    private static final double USUAL_PIECE_NANOS = 5e5;
    private static final double ASSUMED_WAKE_NANOS = 35_000;

    /**
     * What marking costs more while another marker is at work: six of the seven paced programs of the corpus' tuning half, in
     * which idle workers mark beside the others, took 1.3 to 1.4 times the CPU time on two Ps that they took on one.
     */
    private static final double MARK_SHARING = 0.3;

    /** The same of busy programs, which took 1 to 1.2 times: whoever does not mark computes. */
    private static final double BUSY_MARK_SHARING = 0.1;

    /**
     * What a program's work takes longer with several Ps than with one: by the system's account busy ones of the corpus' tuning
     * half took 1.01 to 1.37 times the CPU time on two Ps, 1.2 in the middle, of which sweeping side by side is a part. Caches and
     * memory are shared, and threads wait for each other.
     */
    private static final double PROC_SHARING = 0.15;

    private static final double MOST_PROC_SHARING = 0.4;

    /** The same of paced ones, which took 1 to 1.17 times as much. */
    private static final double PACED_PROC_SHARING = 0.1;

    /**
     * CPU time of a paced program's work over what it leaves to mark workers at most: 0.35 to 0.81 by the system's account in
     * the programs of the corpus' tuning half, 0.58 in the middle. The rest is waking threads, waiting and a slower program.
     */
    private static final double USUAL_DEMAND = 0.6;

    private static final double LEAST_USUAL_DEMAND = 0.35;
    private static final double MOST_USUAL_DEMAND = 0.85;

    /**
     * A span is swept in 0.1 to 0.2 µs by one thread, and in five times that while another sweeps too, as where a memory limit
     * makes cycles follow each other at once.
     */
    private static final Estimate SWEEP_SPAN =
            Estimate.assumed(150, 100, 400, "gctrace does not show it; as measured with one sweeper");

    /** Where next to nothing is allocated while marking, the best guess is no better than the most. */
    private static final double LEAST_LIKELY = 0.6;

    /** What a stop takes on one P, in the runs of the machine profile. */
    private static final double OWN_STOP_NANOS = 15_000;

    /** What first stops take longer at least where threads take the starting one's core; 0.1 to 1.6 ms in the corpus' tuning half. */
    private static final double TAKEN_STOP_NANOS = 50_000;

    /** Where threads gather at all, they do so now and then. */
    static final double LEAST_GATHERING = 0.01;

    private static final double USUAL_GATHERING = 0.3;

    /** Stops that take longer wait for a thread that has no core; waking one takes less than a tenth of that, */
    private static final double STALLED_STOP_NANOS = 500_000;

    /** unless most stops take long: then they take so many times what the quicker ones do. */
    private static final double STALLED_STOPS = 4;

    private final List<CycleFacts> facts;
    private final LoadShape shape;
    private final int procs;
    private final double largeObjectBytes;

    /**
     * For a log.
     *
     * @param facts its cycles
     * @param shape how much CPU the program wants
     * @param procs GOMAXPROCS
     * @param largeObjectBytes size of the objects where they are large, else 0
     */
    ProcessFigures(List<CycleFacts> facts, LoadShape shape, int procs, double largeObjectBytes) {
        this.facts = facts;
        this.shape = shape;
        this.procs = procs;
        this.largeObjectBytes = largeObjectBytes;
    }

    /**
     * Goroutines that would do all of a cycle's marking with one assist each, as they begin it without credit.
     *
     * @param scanWork of a cycle, bytes
     */
    static double assistingGoroutines(double scanWork) {
        return Math.min(MOST_GOROUTINES, scanWork / ASSIST_BYTES);
    }

    /**
     * Puts them into a draft.
     *
     * @param yields whether goroutines leave their Ps soon enough for mark workers to have their time
     */
    void put(TwinDraft draft, boolean yields) {
        double few = 2.0 * procs;
        draft.put(
                TwinParameter.GOROUTINES,
                Estimate.assumed(few, 1, 8.0 * procs, "so few that their assists do not show"));
        boolean large = largeObjectBytes > 0;
        draft.put(
                TwinParameter.OBJECT_BYTES,
                large
                        ? Estimate.identified(
                                largeObjectBytes,
                                largeObjectBytes / 2,
                                2 * largeObjectBytes,
                                "heaps at the start of cycles are beyond the latest trigger by so much")
                        : Estimate.assumed(32_760, 16, 32_760, "large ones are simulated faster; sizes hardly matter"));
        draft.put(
                TwinParameter.SWEEP_SPAN,
                large
                        ? Estimate.assumed(0, 0, 400, "large objects are so few spans that it does not matter")
                        : SWEEP_SPAN);
        draft.put(
                TwinParameter.TURN,
                Estimate.assumed(
                        !shape.saturated() ? USUAL_PIECE_NANOS : yields ? 1e6 : 1e7,
                        1e5,
                        1e8,
                        "fractional workers get their time when goroutines let others run"));
        draft.put(
                TwinParameter.WAKE,
                Estimate.assumed(
                        ASSUMED_WAKE_NANOS, 1e3, 1e6, "of the machine profile; idle-time marking is late by it"));
        draft.put(
                TwinParameter.MARK_SHARING,
                shape.saturated()
                        ? Estimate.assumed(
                                BUSY_MARK_SHARING,
                                0,
                                MARK_SHARING,
                                "what busy programs took more on two Ps than on one")
                        : Estimate.assumed(
                                MARK_SHARING,
                                0,
                                2 * MARK_SHARING,
                                "what programs with idle marking took more on two Ps than on one"));
        draft.put(
                TwinParameter.PROC_SHARING,
                shape.saturated()
                        ? Estimate.assumed(
                                PROC_SHARING,
                                0,
                                MOST_PROC_SHARING,
                                "what busy programs take longer on two Ps than on one")
                        : Estimate.assumed(
                                PACED_PROC_SHARING,
                                0,
                                MOST_PROC_SHARING,
                                "what paced programs take longer on two Ps than on one"));
        draft.put(
                TwinParameter.SERIAL_SHARE,
                Estimate.assumed(0, 0, 0.95, "nothing in the log speaks for waiting on locks"));
        draft.put(TwinParameter.GATHERING, gathering());
        draft.put(TwinParameter.OTHER_LOAD, otherLoad());
        draft.put(TwinParameter.CPU_FACTOR, cpuFactor());
        draft.put(
                TwinParameter.CORES,
                Estimate.assumed(procs, 1, Math.max(procs, 64), "as many as GOMAXPROCS, as Go chooses it"));
        draft.put(TwinParameter.STOP_WAIT, stopWait(draft));
    }

    /**
     * Part of a busy program's time outside of cycles that it has for itself: the rest goes into sweeping.
     *
     * @param nanosPerSpan of sweeping a page's span, and of freeing one
     */
    double shareBesideSweeping(double nanosPerSpan) {
        double pages = 0;
        double outside = 0;
        for (CycleFacts fact : facts) {
            double end = fact.atStart().plus(fact.black()).mid();
            double freed = Math.max(0, end - fact.marked().mid());
            pages += (end + freed) / TwinMachine.PAGE_BYTES;
            outside += fact.idleBefore() * procs;
        }
        return shape.saturated() && outside > 0
                ? Math.max(LEAST_BESIDE_SWEEPING, 1 - nanosPerSpan * pages / outside)
                : 1;
    }

    /** Follows what the user states of the length of stops, unless that is what is stated. */
    void follow(TwinDraft draft) {
        draft.putUnlessStated(TwinParameter.STOP_WAIT, stopWait(draft));
    }

    /** What a paced program is taken to want at most is what marking leaves; much of that is not work. */
    private Estimate cpuFactor() {
        if (shape.saturated()) {
            return Estimate.assumed(1, 1, 1, "as in the log");
        }
        double share = Math.max(LEAST_LIKELY, shape.likelyProcs() / shape.demandProcs());
        return Estimate.assumed(
                USUAL_DEMAND * share,
                LEAST_USUAL_DEMAND * share,
                MOST_USUAL_DEMAND,
                "what programs use of what they leave to mark workers");
    }

    /**
     * What other programs take. The thread that stops the world has a core; a thread of another P is without one as often as
     * some other program has a core, and the stop then takes until that program leaves it, which is much longer than otherwise.
     *
     * <p>Stops of paced programs are long on machines that have nothing else to do, too: in the corpus' tuning half a tenth to a
     * half of them. Their threads sleep, and the system wakes them late.
     */
    private Estimate otherLoad() {
        if (procs == 1 || facts.isEmpty()) {
            return Estimate.assumed(
                    0, 0, 0, "with one P no stop waits for another; what they took then is part of the work's time");
        }
        double[] stops =
                facts.stream().mapToDouble(CycleFacts::sweepTerminationNanos).toArray();
        double longest = Math.max(STALLED_STOP_NANOS, STALLED_STOPS * Stats.quantile(stops, 0.25));
        long stalled = facts.stream()
                .filter(fact -> fact.sweepTerminationNanos() > longest)
                .count();
        double share = (double) stalled / facts.size();
        if (!shape.saturated()) {
            return Estimate.assumed(
                    0, 0, share, "long stops of paced programs come from threads that wake late as well");
        }
        double error = 2 * StrictMath.sqrt(share * (1 - share) / facts.size());
        return Estimate.identified(
                share,
                Math.max(0, share - error),
                share + error,
                "share of the first stops that took much longer than the others");
    }

    /**
     * Who starts the world wakes threads, and looks at the time when it has: where one of them takes its core, the first stop gets
     * longer by as long as that one keeps it. The end of the second stop is taken before. Busy programs leave no core idle.
     */
    private Estimate gathering() {
        double first = usualStop(CycleFacts::sweepTerminationNanos);
        double second = usualStop(CycleFacts::markTerminationNanos);
        return procs > 1 && !shape.saturated() && first - second > TAKEN_STOP_NANOS
                ? Estimate.identified(
                        USUAL_GATHERING, LEAST_GATHERING, 1, "first stops take longer than second ones, by so much")
                : Estimate.assumed(0, 0, 0, "nothing in the log speaks for it");
    }

    /** With one P a stop waits for nobody, so what it takes otherwise is the wait for the other Ps. */
    private Estimate stopWait(TwinDraft draft) {
        double first = usualStop(draft.estimate(TwinParameter.SWEEP_TERMINATION), CycleFacts::sweepTerminationNanos);
        double second = usualStop(draft.estimate(TwinParameter.MARK_TERMINATION), CycleFacts::markTerminationNanos);
        // Where threads gather, first stops wait for threads that take the starting one's core.
        boolean gather = draft.estimate(TwinParameter.GATHERING).value() > 0;
        double mean = gather ? second : (first + second) / 2;
        double wait = mean - OWN_STOP_NANOS;
        return procs > 1 && wait > 0
                ? Estimate.identified(
                        wait,
                        0,
                        mean,
                        gather
                                ? "mean of the second stops without the longest tenth, less what they take on one P"
                                : "mean of both stops without the longest tenth, less what they take on one P")
                : Estimate.assumed(0, 0, 1e6, "the log shows nothing of it");
    }

    /** A stop as the user states it, or as it is in all but those cycles in which the machine stalls. */
    private double usualStop(Estimate estimate, ToDoubleFunction<CycleFacts> nanos) {
        return estimate.source() == Estimate.Source.GIVEN ? estimate.value() : usualStop(nanos);
    }

    private double usualStop(ToDoubleFunction<CycleFacts> nanos) {
        return Stats.meanWithoutTail(facts.stream().mapToDouble(nanos).toArray());
    }
}
