package org.heapgoal.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heapgoal.recording.Level;
import org.heapgoal.workload.calibrate.CalibrationResult;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.LogCycle;

/** At which level the twin of a log runs where the user does not say: at level full if that is quick enough, else at pacer. */
final class TwinLevel {
    /**
     * So many minutes, all runs together, are quick at level full. {@code docs/performance.md} has seven settings with three
     * replications each of a log of 52 s: 18 simulated minutes, which took 5 s on two cores.
     */
    static final int QUICK_MINUTES = 30;

    private static final double NANOS_PER_MINUTE = 60e9;

    private TwinLevel() {}

    /**
     * Why an input is a twin that runs at level pacer though nobody asked for it, as a sentence for the user.
     *
     * @param subject the input, a twin with its rates only
     * @param model how to simulate
     * @param settings how many settings it is run under
     * @param replications how often under each
     * @return nothing for a twin that runs at level full, at the level asked for, and for what is no twin
     */
    static Optional<String> whyRates(Subject subject, ModelOptions model, long settings, int replications) {
        if (subject.calibration().isEmpty() || model.level() != null) {
            return Optional.empty();
        }
        Optional<String> ofRates = SubjectLoader.figureOfRates(model.twin());
        if (ofRates.isPresent()) {
            return Optional.of("the twin of a log runs at level pacer here: --set " + ofRates.get()
                    + " is a figure of that level, which at level full follows from the goroutines");
        }
        long asked = model.durationNanos();
        double once =
                asked == Long.MAX_VALUE ? lengthNanos(subject.calibration().get()) : (double) asked;
        double minutes = once * (double) settings * replications / NANOS_PER_MINUTE;
        if (minutes <= QUICK_MINUTES) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the twin of a log runs at level pacer here: at level full that of %s would simulate %,.0f minutes, more"
                        + " than the %d that are quick; --level full does it all the same",
                subject.name(),
                Math.ceil(minutes),
                QUICK_MINUTES));
    }

    /**
     * An input at its level.
     *
     * @param subject as {@link #whyRates} takes it
     * @param model how to simulate
     * @param whyRates why it stays at level pacer unasked
     */
    static Subject choose(Subject subject, ModelOptions model, Optional<String> whyRates) {
        if (subject.calibration().isEmpty() || model.level() == Level.PACER) {
            return subject;
        }
        return whyRates.map(subject::warning)
                .orElseGet(() -> new SubjectLoader(model.twin(), System.in).whole(subject));
    }

    /** The time that a log covers, from the start of its program or the end of the first cycle that it shows. */
    private static double lengthNanos(CalibrationResult twin) {
        List<LogCycle> cycles = twin.fit().log().chosen().cycles();
        GcCycleLine first = cycles.get(0).line();
        double start = first.number() == 1 ? 0 : first.endNanos().mid();
        return Math.max(0, cycles.get(cycles.size() - 1).line().endNanos().mid() - start);
    }
}
