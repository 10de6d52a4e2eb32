package org.heapgoal.workload.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The likely cause of a twin's wrong prediction, worked out from the figures that the wrong one is made of: the one of them
 * that is off in the same direction by the most. A sentence without a full stop.
 */
public final class Cause {
    private static final double MIB = 1 << 20;
    private static final double MILLI = 1e3;

    /** A part has to account for at least this share of an error to be called its cause. */
    private static final double TELLING = 0.4;

    private final PairScore score;
    private final ScoreFigure figure;
    private final double error;

    private Cause(PairScore score, ScoreFigure figure) {
        this.score = score;
        this.figure = figure;
        this.error = score.error(Predictor.TWIN, figure);
    }

    /** The sentence for a figure of a pair. */
    public static String of(PairScore score, ScoreFigure figure) {
        return new Cause(score, figure).sentence();
    }

    private String sentence() {
        if (Double.isNaN(error)) {
            return "one side lacks the figure";
        }
        if (figure == ScoreFigure.GC_PER_GIB && score.fewCycles()) {
            return String.format(
                    Locale.ROOT,
                    "only %.0f cycles to count, %.1f of them too %s; %s",
                    observed(ScoreFigure.CYCLES),
                    Math.abs(score.cyclesOff(Predictor.TWIN)),
                    error > 0 ? "many" : "few",
                    traced());
        }
        return traced();
    }

    private String traced() {
        if (Math.abs(predicted(ScoreFigure.LIMITER) - observed(ScoreFigure.LIMITER)) > 0.5) {
            return observed(ScoreFigure.LIMITER) > 0.5
                    ? "the CPU limiter was on in the real run and stays off in the prediction"
                    : "the CPU limiter comes on in the prediction and was off in the real run";
        }
        Spread noise = score.noiseOf(figure);
        if (noise.known() && Math.abs(error) <= noise.range()) {
            return String.format(
                    Locale.ROOT,
                    "within the noise: repeats of the base setting differ by up to %.1f %%",
                    100 * noise.range());
        }
        return switch (figure) {
            case MEAN_GOAL, PEAK_GOAL, TRIGGER_RATIO -> goal();
            case GC_PER_GIB -> count();
            case GC_CPU, GC_CPU_WITH_IDLE -> cpu();
            default -> "not traced to a part";
        };
    }

    /** A goal follows from the marked heap, unless a limit sets it. */
    private String goal() {
        double marked = share(ScoreFigure.MEAN_MARKED, 1);
        if (marked >= TELLING) {
            return markedHeap();
        }
        if (score.pair().target().settings().hasMemoryLimit()) {
            double mapped = score.error(Predictor.TWIN, ScoreFigure.PEAK_MAPPED);
            return String.format(
                    Locale.ROOT,
                    "the live heap agrees (%s), so the memory beside the heap, which the limit counts too, is taken as too %s"
                            + " (peak mapped %s)",
                    off(ScoreFigure.MEAN_MARKED),
                    error > 0 ? "small" : "large",
                    signed(mapped));
        }
        return "the live heap agrees (" + off(ScoreFigure.MEAN_MARKED)
                + "): cycles at other times see other goals, or stacks and globals are off";
    }

    /** The marked heap is what is reachable and what was allocated while marking. */
    private String markedHeap() {
        double markedOff = predicted(ScoreFigure.MEAN_MARKED) - observed(ScoreFigure.MEAN_MARKED);
        double blackOff = predicted(ScoreFigure.MEAN_BLACK) - observed(ScoreFigure.MEAN_BLACK);
        if (blackOff / markedOff >= TELLING) {
            return String.format(
                    Locale.ROOT,
                    "allocation while marking counts as live and is predicted at %s instead of %s a cycle (mark time %s"
                            + " instead of %s)",
                    mib(predicted(ScoreFigure.MEAN_BLACK)),
                    mib(observed(ScoreFigure.MEAN_BLACK)),
                    millis(predicted(ScoreFigure.MARK_TIME)),
                    millis(observed(ScoreFigure.MARK_TIME)));
        }
        return String.format(
                Locale.ROOT,
                "the reachable heap at the cycles is predicted at %s instead of %s",
                mib(predicted(ScoreFigure.MEAN_MARKED) - predicted(ScoreFigure.MEAN_BLACK)),
                mib(observed(ScoreFigure.MEAN_MARKED) - observed(ScoreFigure.MEAN_BLACK)));
    }

    /** Cycles come less often when the goal is higher; else heaps end elsewhere than at their goals. */
    private String count() {
        if (share(ScoreFigure.MEAN_MARKED, -1) >= TELLING) {
            return markedHeap();
        }
        if (share(ScoreFigure.MEAN_GOAL, -1) >= TELLING) {
            return "cycles follow from goals: the mean goal is off by " + off(ScoreFigure.MEAN_GOAL)
                    + " with the live heap right";
        }
        return String.format(
                Locale.ROOT,
                "goals agree (%s): cycles begin at %.2f of the goal instead of %.2f, and %s instead of %s is allocated while"
                        + " they mark",
                off(ScoreFigure.MEAN_GOAL),
                predicted(ScoreFigure.TRIGGER_RATIO),
                observed(ScoreFigure.TRIGGER_RATIO),
                mib(predicted(ScoreFigure.MEAN_BLACK)),
                mib(observed(ScoreFigure.MEAN_BLACK)));
    }

    private record Part(String sentence, double logRatio) {}

    /** The share is cycles per byte × bytes per second × marking of a cycle × the part of it that is not idle time. */
    private String cpu() {
        List<Part> parts = new ArrayList<>();
        part(parts, ScoreFigure.GC_PER_GIB, "the number of cycles is off by " + off(ScoreFigure.GC_PER_GIB));
        part(parts, ScoreFigure.MARK_CPU, markCpu());
        part(parts, ScoreFigure.THROUGHPUT, "the program's speed is off by " + off(ScoreFigure.THROUGHPUT));
        double idlePredicted = 1 - predicted(ScoreFigure.GC_CPU) / predicted(ScoreFigure.GC_CPU_WITH_IDLE);
        double idleObserved = 1 - observed(ScoreFigure.GC_CPU) / observed(ScoreFigure.GC_CPU_WITH_IDLE);
        if (figure == ScoreFigure.GC_CPU) {
            part(
                    parts,
                    (1 - idlePredicted) / (1 - idleObserved),
                    String.format(
                            Locale.ROOT,
                            "idle-time workers do %.0f %% of the collector's work instead of %.0f %%",
                            100 * idlePredicted,
                            100 * idleObserved));
        }
        double total = StrictMath.log(1 + Math.max(-0.99, error));
        Part most = parts.stream()
                .filter(part -> part.logRatio() * total > 0)
                .max(Comparator.comparingDouble(part -> Math.abs(part.logRatio())))
                .orElse(null);
        if (most == null || Math.abs(most.logRatio()) < TELLING * Math.abs(total)) {
            return String.format(
                    Locale.ROOT,
                    "no single part: marking %s, cycles %s, assists' share %.0f instead of %.0f %%, stops %s instead of %s",
                    off(ScoreFigure.MARK_CPU),
                    off(ScoreFigure.GC_PER_GIB),
                    100 * predicted(ScoreFigure.ASSIST_SHARE),
                    100 * observed(ScoreFigure.ASSIST_SHARE),
                    millis(predicted(ScoreFigure.STOP_TIME)),
                    millis(observed(ScoreFigure.STOP_TIME)));
        }
        return most.sentence();
    }

    private String markCpu() {
        return String.format(
                Locale.ROOT,
                "marking takes %s of CPU a cycle instead of %s (%s in the base log)",
                millis(predicted(ScoreFigure.MARK_CPU)),
                millis(observed(ScoreFigure.MARK_CPU)),
                millis(score.baseObserved().valueOrNaN(ScoreFigure.MARK_CPU)));
    }

    private void part(List<Part> parts, ScoreFigure part, String sentence) {
        part(parts, predicted(part) / observed(part), sentence);
    }

    private static void part(List<Part> parts, double ratio, String sentence) {
        if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
            parts.add(new Part(sentence, StrictMath.log(ratio)));
        }
    }

    /** The part's relative error over the figure's own; the sign says which way the part acts. */
    private double share(ScoreFigure part, int sign) {
        double share = sign * score.error(Predictor.TWIN, part) / error;
        return Double.isNaN(share) ? 0 : share;
    }

    private double predicted(ScoreFigure part) {
        return score.valueOrNaN(Predictor.TWIN, part);
    }

    private double observed(ScoreFigure part) {
        return score.observed().valueOrNaN(part);
    }

    private String off(ScoreFigure part) {
        return signed(score.error(Predictor.TWIN, part));
    }

    private static String signed(double share) {
        return Double.isNaN(share) ? "not known" : String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    private static String mib(double bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.1f ms", seconds * MILLI);
    }
}
