package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Narrows down the Go release from what the lines of a log look like. */
final class VersionEvidence {
    private static final int OLDEST = 5;
    private static final int NEWEST = 27;

    private final Set<String> why = new LinkedHashSet<>();
    private int oldest = OLDEST;
    private int newest = NEWEST;

    void note(TraceLine line) {
        if (line instanceof GcCycleLine cycle) {
            cycle(cycle);
        } else if (line instanceof PacerStartLine start) {
            floats(start.floatStyle());
        } else if (line instanceof PacerEndLine end) {
            atLeast(18, "pacer line with \"% CPU\"");
            floats(end.floatStyle());
        } else if (line instanceof SweepDoneLine && oldest >= 19) {
            atLeast(25, "\"pacer: sweep done\" is printed");
        } else if (line instanceof ScavengeLine scavenge) {
            scavenge(scavenge.era());
        } else if (line instanceof SchedLine sched) {
            sched(sched.style());
        } else if (line.kind() == LineKind.PACER_OLD) {
            atMost(17, "pacer line with H_m_prev");
        }
    }

    private void cycle(GcCycleLine cycle) {
        switch (cycle.layout()) {
            case FIVE_PHASES -> atMost(5, "gctrace has five phases");
            case THREE_PHASES -> {
                atLeast(6, "gctrace has three phases");
                atMost(17, "gctrace has no stacks and globals");
            }
            case STACKS_AND_GLOBALS -> atLeast(18, "gctrace has stacks and globals");
        }
        if (cycle.leakCheck()) {
            atLeast(26, "a cycle checks for goroutine leaks");
        }
    }

    private void floats(FloatStyle style) {
        if (style == FloatStyle.EXPONENT) {
            atMost(25, "floating-point numbers have three-digit exponents");
        } else if (style == FloatStyle.SHORTEST) {
            atLeast(26, "floating-point numbers are printed in their shortest form");
        }
    }

    private void scavenge(ScavengeLine.Era era) {
        switch (era) {
            case SCVG -> atMost(13, "scavenger reports begin with scvg");
            case ONE_WORK_FIELD -> {
                atLeast(14, "there are scavtrace lines");
                atMost(20, "scavtrace has one work field");
            }
            case BACKGROUND_AND_EAGER -> atLeast(21, "scavtrace tells background from eager work");
        }
    }

    private void sched(SchedLine.Style style) {
        switch (style) {
            case PLAIN -> atMost(19, "schedtrace has no needspinning");
            case NEED_SPINNING -> atLeast(20, "schedtrace has needspinning");
            case SCHED_TICKS -> atLeast(25, "schedtrace has schedticks");
        }
    }

    private void atLeast(int minor, String reason) {
        if (minor > oldest) {
            oldest = minor;
            why.add(reason);
        }
    }

    private void atMost(int minor, String reason) {
        if (minor < newest) {
            newest = minor;
            why.add(reason);
        }
    }

    VersionGuess guess() {
        return new VersionGuess(oldest, newest, new ArrayList<>(why));
    }
}
