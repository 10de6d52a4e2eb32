package org.heapgoal.recording;

import java.util.Locale;

/** Where a recording comes from: one of the model's levels of detail, or a real program's log. */
public enum Level {
    /** The closed-form cost model of the Go GC guide's graphs. */
    GUIDE,
    /** The real controller in an idealised mutator, one step after another through each cycle. */
    PACER,
    /** The whole process, event by event. */
    FULL,
    /** Nothing was simulated: the recording was read from a real program's log. */
    LOG;

    /** The name used on the command line and in output: the constant in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
