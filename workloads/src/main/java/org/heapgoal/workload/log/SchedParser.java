package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.List;

/** Reads the summary line of schedtrace and scheddetail. */
final class SchedParser {
    static final String ANCHOR = "SCHED ";
    private static final int MAX_COUNT = Integer.MAX_VALUE;
    private static final int MAX_PROCS = 1 << 20;

    private SchedParser() {}

    /** Reads one line; the result counts only if the cursor has not failed. */
    static SchedLine parse(Cursor in, long lineNumber) {
        Interval time = in.expect(ANCHOR).wholeMillis("the time in milliseconds");
        int maxProcs = in.expect("ms: gomaxprocs=").smallInteger("gomaxprocs", MAX_PROCS);
        int idleProcs = in.expect(" idleprocs=").smallInteger("idleprocs", MAX_PROCS);
        int threads = in.expect(" threads=").smallInteger("threads", MAX_COUNT);
        int spinning = in.expect(" spinningthreads=").smallInteger("spinningthreads", MAX_COUNT);
        boolean hasNeed = in.accept(" needspinning=");
        boolean need = hasNeed && in.integer("needspinning") > 0;
        int idleThreads = in.expect(" idlethreads=").smallInteger("idlethreads", MAX_COUNT);
        int queue = in.expect(" runqueue=").smallInteger("runqueue", MAX_COUNT);
        List<Integer> local = new ArrayList<>();
        SchedLine.Style style = hasNeed ? SchedLine.Style.NEED_SPINNING : SchedLine.Style.PLAIN;
        if (!in.accept(" gcwaiting=")) {
            local = queues(in);
            if (in.accept(" schedticks=")) {
                ticks(in);
                style = SchedLine.Style.SCHED_TICKS;
            }
        }
        return new SchedLine(
                lineNumber, time, maxProcs, idleProcs, threads, spinning, need, idleThreads, queue, local, style);
    }

    private static List<Integer> queues(Cursor in) {
        List<Integer> lengths = new ArrayList<>();
        in.expect(" [").accept(" ");
        while (!in.failed() && !in.accept("]")) {
            lengths.add(in.smallInteger("a run queue's length", MAX_COUNT));
            in.accept(" ");
        }
        return lengths;
    }

    private static void ticks(Cursor in) {
        in.expect("[").accept(" ");
        while (!in.failed() && !in.accept("]")) {
            in.integer("a P's ticks");
            in.accept(" ");
        }
    }
}
