package org.heapgoal.workload.log;

/** One trace line of a log. */
public sealed interface TraceLine
        permits GcCycleLine,
                PeriodicGcLine,
                PacerStartLine,
                PacerEndLine,
                SweepDoneLine,
                ScavengeLine,
                SchedLine,
                DetailLine {
    /** Its line in the log, from 1. */
    long lineNumber();

    /** Its kind. */
    LineKind kind();
}
