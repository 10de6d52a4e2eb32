package org.heapgoal.report;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.CycleRecord;

/**
 * The cycles of a run that were kept: all, or where there were too many the first and the last.
 *
 * @param first the first cycles, in order
 * @param last the last cycles, in order; none of them in {@code first}
 * @param total how many there were
 */
public record KeptCycles(List<CycleRecord> first, List<CycleRecord> last, long total) {
    /** A run without a cycle, or one whose cycles were not asked for and not counted. */
    public static final KeptCycles NONE = new KeptCycles(List.of(), List.of(), 0);

    /** Copies the lists. */
    public KeptCycles {
        first = List.copyOf(first);
        last = List.copyOf(last);
        if (total < first.size() + last.size()) {
            throw new IllegalArgumentException(
                    "kept " + first.size() + " + " + last.size() + " of " + total + " cycles");
        }
    }

    /** How many cycles between the first and the last were not kept. */
    public long leftOut() {
        return total - first.size() - last.size();
    }

    /** The kept cycles in order. */
    public List<CycleRecord> all() {
        List<CycleRecord> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }
}
