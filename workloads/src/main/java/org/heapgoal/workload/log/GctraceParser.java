package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a gctrace line of any layout since Go 1.5. */
final class GctraceParser {
    static final String ANCHOR = "gc ";
    private static final int MAX_PROCS = 1 << 20;
    private static final int THREE_PHASES = 3;
    private static final int FIVE_PHASES = 5;

    private GctraceParser() {}

    /** Reads from {@code gc N @…} to the end of its last known field; the result counts only if the cursor has not failed. */
    static GcCycleLine parse(Cursor in, long lineNumber) {
        in.expect(ANCHOR);
        long number = in.integer("the cycle's number");
        Interval start = in.expect(" @").seconds("the start in seconds");
        Interval percent = in.expect("s ").percent("GC's share of the CPU");
        boolean leakCheck = in.expect("%").accept(" (checking for goroutine leaks)");
        in.expect(": ");
        List<Interval> phases = phases(in);
        GcCycleLine.Cpu cpu = cpu(in.expect(" ms clock, "), phases.size());
        GcCycleLine.Heap heap = heap(in.expect(" ms cpu, "));
        Tail tail = tail(in.expect(" MB goal, "));
        return new GcCycleLine(
                lineNumber,
                layout(phases.size(), tail),
                number,
                start,
                percent,
                leakCheck,
                clock(phases),
                cpu,
                heap,
                tail.stacks,
                tail.globals,
                tail.maxProcs,
                in.accept(" (forced)"));
    }

    private static List<Interval> phases(Cursor in) {
        List<Interval> phases = new ArrayList<>(FIVE_PHASES);
        do {
            phases.add(in.millis("a phase's milliseconds"));
        } while (phases.size() < FIVE_PHASES && in.accept("+"));
        while (phases.size() != THREE_PHASES && phases.size() != FIVE_PHASES) {
            // Reports a cut-off line; where the line is whole, the count of its phases is what is wrong.
            in.expect("+");
            phases.add(in.millis("a phase's milliseconds"));
        }
        return phases;
    }

    private static GcCycleLine.Clock clock(List<Interval> phases) {
        int last = phases.size() - 1;
        return new GcCycleLine.Clock(phases.get(0), sum(phases.subList(1, last)), phases.get(last));
    }

    /** The second to last phase is split into assists, workers and idle time; what stands before it is worker time too. */
    private static GcCycleLine.Cpu cpu(Cursor in, int phases) {
        Interval sweepTermination = in.millis("CPU milliseconds of sweep termination");
        Interval earlier = Interval.ZERO;
        for (int i = 0; i < phases - THREE_PHASES; i++) {
            earlier = earlier.plus(in.expect("+").millis("a phase's CPU milliseconds"));
        }
        Interval assist = in.expect("+").millis("CPU milliseconds of assists");
        Interval background = in.expect("/").millis("CPU milliseconds of workers");
        Interval idle = in.expect("/").millis("CPU milliseconds of idle marking");
        Interval markTermination = in.expect("+").millis("CPU milliseconds of mark termination");
        return new GcCycleLine.Cpu(sweepTermination, assist, background.plus(earlier), idle, markTermination);
    }

    private static GcCycleLine.Heap heap(Cursor in) {
        Interval atStart = in.mebibytes("the heap at start");
        Interval atEnd = in.expect("->").mebibytes("the heap at end");
        Interval marked = in.expect("->").mebibytes("the live heap");
        Interval goal = in.expect(" MB, ").mebibytes("the goal");
        return new GcCycleLine.Heap(atStart, atEnd, marked, goal);
    }

    private static Tail tail(Cursor in) {
        int before = in.position();
        int maxProcs = in.smallInteger("the number of Ps", Integer.MAX_VALUE);
        if (!in.accept(" MB stacks, ")) {
            in.expect(" P");
            return new Tail(null, null, checkProcs(in, maxProcs));
        }
        Interval stacks = in.rewound(before).mebibytes("the stacks");
        Interval globals = in.expect(" MB stacks, ").mebibytes("the globals");
        int procs = in.expect(" MB globals, ").smallInteger("the number of Ps", MAX_PROCS);
        in.expect(" P");
        return new Tail(stacks, globals, checkProcs(in, procs));
    }

    private static int checkProcs(Cursor in, int procs) {
        if (procs < 1 || procs > MAX_PROCS) {
            in.reject(procs + " Ps are not possible");
            return 1;
        }
        return procs;
    }

    private static Interval sum(List<Interval> parts) {
        Interval sum = Interval.ZERO;
        for (Interval part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    private static TraceLayout layout(int phases, Tail tail) {
        if (phases == FIVE_PHASES) {
            return TraceLayout.FIVE_PHASES;
        }
        return tail.stacks == null ? TraceLayout.THREE_PHASES : TraceLayout.STACKS_AND_GLOBALS;
    }

    private record Tail(@Nullable Interval stacks, @Nullable Interval globals, int maxProcs) {}
}
