package org.heapgoal.workload.log;

/** Reads the lines of gcpacertrace. */
final class PacerParser {
    static final String ANCHOR = "pacer: ";
    private static final int MAX_WORKERS = 1 << 20;

    private PacerParser() {}

    /** Reads one line; the result counts only if the cursor has not failed. */
    static TraceLine parse(Cursor in, long lineNumber) {
        in.expect(ANCHOR);
        if (in.accept("assist ratio=")) {
            return start(in, lineNumber);
        }
        if (in.accept("sweep done at heap size ")) {
            return sweepDone(in, lineNumber);
        }
        if (in.accept("H_m_prev=")) {
            in.integer("the marked heap");
            return new DetailLine(lineNumber, LineKind.PACER_OLD);
        }
        return end(in, lineNumber);
    }

    private static PacerStartLine start(Cursor in, long lineNumber) {
        double assistRatio = in.real("the assist ratio");
        Interval scan = in.expect(" (scan ").mebibytes("the heap to scan");
        Interval live = in.expect(" MB in ").mebibytes("the heap at start");
        Interval goal = in.expect("->").mebibytes("the goal");
        int dedicated = in.expect(" MB) workers=").smallInteger("the number of workers", MAX_WORKERS);
        double fractional = in.expect("+").real("the fractional worker's share");
        return new PacerStartLine(lineNumber, in.floatStyle(), assistRatio, scan, live, goal, dedicated, fractional);
    }

    private static PacerEndLine end(Cursor in, long lineNumber) {
        long percent = in.signedInteger("the CPU percentage");
        in.expect("% CPU (").integer("the expected CPU percentage");
        long heapWork = in.expect(" exp.) for ").signedInteger("the heap's scan work");
        long stackWork = in.expect("+").signedInteger("the stacks' scan work");
        long globalsWork = in.expect("+").signedInteger("the globals' scan work");
        long expected = in.expect(" B work (").signedInteger("the expected scan work");
        long triggered = in.expect(" B exp.) in ").integer("the heap at start");
        long live = in.expect(" B -> ").integer("the heap at end");
        long overshoot = in.expect(" B (∆goal ").signedInteger("the distance from the goal");
        double consMark = in.expect(", cons/mark ").real("cons/mark");
        in.expect(")");
        return new PacerEndLine(
                lineNumber,
                in.floatStyle(),
                percent,
                heapWork,
                stackWork,
                globalsWork,
                expected,
                triggered,
                live,
                overshoot,
                consMark);
    }

    private static SweepDoneLine sweepDone(Cursor in, long lineNumber) {
        Interval live = in.mebibytes("the heap");
        Interval allocated = in.expect("MB; allocated ").mebibytes("the bytes allocated during the sweep");
        if (!in.accept("MB of spans; swept ")) {
            in.expect("MB during sweep; swept ");
        }
        long pages = in.integer("the pages swept");
        in.expect(" pages at ").real("pages per byte");
        in.expect(" pages/byte");
        return new SweepDoneLine(lineNumber, live, allocated, pages);
    }
}
