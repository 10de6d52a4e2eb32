package org.heapgoal.workload.log;

/** Reads the scavenger's lines of all releases. */
final class ScavengeParser {
    static final String ANCHOR = "scav ";
    static final String OLD_ANCHOR = "scvg";

    private ScavengeParser() {}

    /** Reads a line of scavtrace; the result counts only if the cursor has not failed. */
    static ScavengeLine parse(Cursor in, long lineNumber) {
        in.expect(ANCHOR);
        int first = in.position();
        in.integer("a number");
        // Before Go 1.16 a generation number stands first.
        int work = in.accept(" KiB work") ? first : in.position() + 1;
        Interval background = in.rewound(work).kibibytes("the released KiB");
        in.expect(" KiB work");
        Interval eager = null;
        if (in.accept(" (bg), ")) {
            eager = in.kibibytes("the KiB released by allocation");
            in.expect(" KiB work (eager)");
        }
        Interval released = in.expect(", ").kibibytes("all released KiB");
        if (!in.accept(" KiB total, ")) {
            in.expect(" KiB now, ");
        }
        Interval utilization = in.percent("the heap's utilization");
        in.expect("% util");
        boolean forced = in.accept(" (forced)");
        in.accept(" [controller reset]");
        ScavengeLine.Era era = eager == null ? ScavengeLine.Era.ONE_WORK_FIELD : ScavengeLine.Era.BACKGROUND_AND_EAGER;
        return new ScavengeLine(lineNumber, era, background, eager, released, utilization, forced);
    }

    /** Reads a scavenger report of Go 1.13 and older; the result counts only if the cursor has not failed. */
    static ScavengeLine parseOld(Cursor in, long lineNumber) {
        in.expect(OLD_ANCHOR);
        if (!in.accept(":") && !in.accept("-1:")) {
            in.integer("the scavenger's round");
            in.expect(":");
        }
        in.expect(" ");
        if (!in.accept("inuse: ")) {
            Interval released = in.mebibytes("the released MB");
            in.expect(" MB released");
            return new ScavengeLine(lineNumber, ScavengeLine.Era.SCVG, released, null, null, null, false);
        }
        in.integer("the MB in use");
        in.expect(", idle: ").integer("the idle MB");
        in.expect(", sys: ").integer("the MB of the system");
        Interval released = in.expect(", released: ").mebibytes("the released MB");
        in.expect(", consumed: ").integer("the consumed MB");
        in.expect(" (MB)");
        return new ScavengeLine(lineNumber, ScavengeLine.Era.SCVG, Interval.ZERO, null, released, null, false);
    }
}
