package org.heapgoal.pacer;

import java.util.function.Supplier;
import org.heapgoal.goruntime.GoVersion;

/**
 * The parts of the controller's law that differ between Go versions.
 *
 * @param consMark makes the cons/mark estimator
 * @param headroom what a memory-limited goal leaves free under the limit
 * @param startPoint the heap size that counts as the start of a cycle
 */
record PacerProfile(Supplier<ConsMark> consMark, LimitHeadroom headroom, StartPoint startPoint) {
    /** Which heap size counts as the start of a cycle, against which allocation during marking is measured. */
    enum StartPoint {
        /** Go 1.19: the trigger in force, even if the heap had grown past it. */
        TRIGGER,
        /** Since Go 1.20: heapLive when the cycle starts. */
        HEAP_LIVE
    }

    /** The law of a version. */
    static PacerProfile of(GoVersion version) {
        if (version.atLeast(GoVersion.GO_1_21)) {
            return new PacerProfile(ConsMark.MaxOfLastFive::new, LimitHeadroom.THREE_PERCENT, StartPoint.HEAP_LIVE);
        }
        if (version.atLeast(GoVersion.GO_1_20)) {
            return new PacerProfile(ConsMark.MeanOfLastTwo::new, LimitHeadroom.ONE_MIB, StartPoint.HEAP_LIVE);
        }
        return new PacerProfile(ConsMark.PiSmoothed::new, LimitHeadroom.ONE_MIB, StartPoint.TRIGGER);
    }
}
