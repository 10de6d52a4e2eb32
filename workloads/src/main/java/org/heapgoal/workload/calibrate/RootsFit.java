package org.heapgoal.workload.calibrate;

import java.util.List;
import java.util.OptionalInt;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogCycle;

/**
 * Stacks and globals. A gctrace line shows them in whole MiB, mostly 0; where GOGC is known, the mean distance of the goals
 * from what the live heap alone asks for shows them much more finely.
 *
 * @param stacks goroutine stacks
 * @param globals global variables that may hold pointers
 */
record RootsFit(Estimate stacks, Estimate globals) {
    private static final double ASSUMED_STACK_BYTES = 64 << 10;
    private static final double ASSUMED_GLOBALS_BYTES = 192 << 10;
    private static final double MIB = 1 << 20;
    private static final double MINIMUM_HEAP_BYTES = 4 << 20;

    /**
     * Stacks are powers of two that hold what is in use and a guard; they are halved only in cycles that find less than a
     * quarter in use ({@code stack.go: newstack, shrinkstack}). Of stacks of 1 to 32 KiB in use that makes 1.5 to 1.8 times as
     * much on average where they were never deeper, and 3 to 3.5 times at most.
     */
    private static final Estimate STACK_ROOM = Estimate.assumed(
            2.5,
            1.5,
            3.5,
            "gctrace shows what is scanned of stacks; they are powers of two, halved where less than a quarter is in use");

    /** Cycles from which the mean of rounded goals is trusted. */
    private static final int ENOUGH_CYCLES = 16;

    /** Memory of stacks for each byte in use. */
    Estimate stackRoom() {
        return STACK_ROOM;
    }

    /** Memory of the stacks. */
    double stackMemoryBytes() {
        return stacks.value() * STACK_ROOM.value();
    }

    static RootsFit of(List<LogCycle> cycles, List<CycleFacts> facts, OptionalInt gogc) {
        double exactStacks = 0;
        double exactGlobals = 0;
        int exact = 0;
        for (LogCycle cycle : cycles) {
            if (cycle.pacerEnd() != null) {
                exactStacks += cycle.pacerEnd().stackWorkBytes();
                exactGlobals += cycle.pacerEnd().globalsWorkBytes();
                exact++;
            }
        }
        if (exact > 0) {
            return new RootsFit(
                    exactly(exactStacks / exact, "mean stack work in gcpacertrace"),
                    exactly(exactGlobals / exact, "globals work in gcpacertrace"));
        }
        return printed(cycles, fromGoals(facts, gogc));
    }

    private static Estimate exactly(double bytes, String note) {
        return Estimate.identified(bytes, bytes, bytes, note);
    }

    /** Both together as the goals show them, or NaN. */
    private static double fromGoals(List<CycleFacts> facts, OptionalInt gogc) {
        if (gogc.isEmpty() || gogc.getAsInt() <= 0) {
            return Double.NaN;
        }
        double share = gogc.getAsInt() / 100.0;
        double sum = 0;
        int count = 0;
        for (int i = 1; i < facts.size(); i++) {
            CycleFacts before = facts.get(i - 1);
            CycleFacts cycle = facts.get(i);
            if (cycle.follows() && cycle.goal().low() > MINIMUM_HEAP_BYTES * Math.max(1, share) * 1.1) {
                sum += (cycle.goal().mid() - before.marked().mid()) / share
                        - before.marked().mid();
                count++;
            }
        }
        return count < ENOUGH_CYCLES ? Double.NaN : sum / count;
    }

    private static RootsFit printed(List<LogCycle> cycles, double together) {
        Interval stacks = meanOf(cycles, true);
        Interval globals = meanOf(cycles, false);
        boolean shown = cycles.get(0).line().stackBytes() != null;
        String rounded = shown ? "printed in whole MiB" : "not printed before Go 1.18";
        if (Double.isNaN(together)) {
            return new RootsFit(
                    within(stacks, ASSUMED_STACK_BYTES, shown, rounded),
                    within(globals, ASSUMED_GLOBALS_BYTES, shown, rounded));
        }
        // What the goals show is shared out: globals as assumed, the rest stacks, each within what is printed.
        double globalsBytes = Math.min(Math.max(ASSUMED_GLOBALS_BYTES, globals.low()), globals.high());
        double stackBytes = Math.min(Math.max(together - globalsBytes, stacks.low()), stacks.high());
        globalsBytes = Math.min(Math.max(together - stackBytes, globals.low()), globals.high());
        String note = "from the goals' mean distance from the live heap";
        return new RootsFit(
                Estimate.identified(stackBytes, stacks.low(), stacks.high(), note),
                Estimate.identified(globalsBytes, globals.low(), globals.high(), note));
    }

    private static Estimate within(Interval range, double assumed, boolean shown, String note) {
        double value = range.low() < MIB ? Math.max(range.low(), assumed) : range.mid();
        return shown
                ? Estimate.identified(value, range.low(), range.high(), note)
                : Estimate.assumed(value, 0, Math.max(value, range.high()), note);
    }

    private static Interval meanOf(List<LogCycle> cycles, boolean ofStacks) {
        Interval sum = Interval.ZERO;
        for (LogCycle cycle : cycles) {
            Interval part = ofStacks ? cycle.line().stackBytes() : cycle.line().globalsBytes();
            sum = sum.plus(part == null ? new Interval(0, MIB) : part);
        }
        return sum.times(1.0 / cycles.size());
    }
}
