package org.heapgoal.conformance;

import org.heapgoal.pacer.SweepPacer;

/** Paces sweeping and computes what an allocation owes. */
final class SweepPacingReplayer implements Replayer {
    @Override
    public Answer apply(String name, Members arguments) {
        return switch (name) {
            case "pace" -> pace(arguments);
            case "debt" -> debt(arguments);
            default -> throw Replayer.unknown(name, arguments, "pace, debt");
        };
    }

    private static SweepPacer before(Members arguments) {
        return new SweepPacer(
                arguments.float64("sweepPagesPerByte"),
                arguments.unsigned("sweepHeapLiveBasis"),
                arguments.unsigned("pagesSweptBasis"));
    }

    private static Answer pace(Members arguments) {
        SweepPacer pacer = before(arguments);
        pacer.pace(
                arguments.unsigned("trigger"),
                arguments.bool("sweepDone"),
                arguments.unsigned("heapLive"),
                arguments.unsigned("pagesInUse"),
                arguments.unsigned("pagesSwept"));
        return Answer.required()
                .float64("sweepPagesPerByte", pacer.sweepPagesPerByte())
                .unsigned("sweepHeapLiveBasis", pacer.sweepHeapLiveBasis())
                .unsigned("pagesSweptBasis", pacer.pagesSweptBasis());
    }

    private static Answer debt(Members arguments) {
        SweepPacer pacer = before(arguments);
        long target = pacer.pagesTarget(arguments.unsigned("spanBytes"), 0, arguments.unsigned("heapLive"));
        return Answer.required().signed("pages", target - (arguments.unsigned("pagesSwept") - pacer.pagesSweptBasis()));
    }
}
