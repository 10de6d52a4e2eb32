package org.heapgoal.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.PairedDifferences;

/**
 * Two runs compared.
 *
 * @param a the first
 * @param b the second
 * @param deltas the figures that either has, in order of declaration
 * @param first the first cycle that differs
 * @param paired differences of replications
 */
public record Comparison(
        ComparedRun a,
        ComparedRun b,
        List<Delta> deltas,
        Optional<FirstDifference> first,
        Optional<PairedDifferences> paired) {
    /** Copies the list. */
    public Comparison {
        deltas = List.copyOf(deltas);
    }

    /**
     * One figure of both.
     *
     * @param metric which
     * @param a the first's value, NaN where not known
     * @param b the second's
     */
    public record Delta(SummaryMetric metric, double a, double b) {
        /** The second less the first; NaN where either is not known. */
        public double difference() {
            return b - a;
        }

        /** Whether both are known and the same to the last bit, or both not known. */
        public boolean same() {
            return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
        }
    }

    /** Compares two runs. */
    public static Comparison of(ComparedRun a, ComparedRun b) {
        List<Delta> deltas = new ArrayList<>();
        for (SummaryMetric metric : SummaryMetric.values()) {
            if (a.summary().get(metric).isPresent() || b.summary().get(metric).isPresent()) {
                deltas.add(new Delta(
                        metric, a.summary().valueOrNaN(metric), b.summary().valueOrNaN(metric)));
            }
        }
        Optional<PairedDifferences> paired =
                a.replications().flatMap(one -> b.replications().flatMap(other -> PairedDifferences.of(one, other)));
        return new Comparison(a, b, deltas, FirstDifference.of(a, b), paired);
    }

    /** Whether neither cycles nor figures differ. */
    public boolean same() {
        return first.isEmpty() && deltas.stream().allMatch(Delta::same);
    }

    /** Cycles that were not compared because a run had too many. */
    public long cyclesNotCompared() {
        return Math.max(0, Math.max(a.cycleCount(), b.cycleCount()) - ComparedRun.MAX_CYCLES);
    }
}
