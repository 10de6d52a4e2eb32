package org.heapgoal.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.report.TimeBuckets;
import org.jspecify.annotations.Nullable;

/** The rectangles of the band that shows which rule set the goal. */
final class RuleBand {
    private RuleBand() {}

    /**
     * One rectangle: for a stretch of time a rule set the goal for a share of it.
     *
     * @param rule the rule
     * @param fromNanos where the stretch begins
     * @param toNanos where it ends
     * @param fromShare the rectangle's lower edge, 0 to 1
     * @param toShare its upper edge, 0 to 1
     */
    record Box(GoalRule rule, double fromNanos, double toNanos, double fromShare, double toShare) {
        boolean continues(Box before) {
            return rule == before.rule
                    && fromNanos == before.toNanos
                    && fromShare == before.fromShare
                    && toShare == before.toShare;
        }
    }

    /** The rectangles by time, then from the bottom up; neighbours that look the same are one. */
    static List<Box> of(TimeBuckets<GoalRule> buckets) {
        List<Box> boxes = new ArrayList<>();
        for (GoalRule rule : GoalRule.values()) {
            Box open = null;
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                Box box = box(buckets, bucket, rule);
                if (open != null && box != null && box.continues(open)) {
                    open = new Box(rule, open.fromNanos, box.toNanos, box.fromShare, box.toShare);
                } else {
                    if (open != null) {
                        boxes.add(open);
                    }
                    open = box;
                }
            }
            if (open != null) {
                boxes.add(open);
            }
        }
        return boxes;
    }

    private static @Nullable Box box(TimeBuckets<GoalRule> buckets, int bucket, GoalRule rule) {
        long below = 0;
        long known = 0;
        for (GoalRule other : GoalRule.values()) {
            long nanos = buckets.nanos(bucket, other);
            known += nanos;
            below += other.compareTo(rule) < 0 ? nanos : 0;
        }
        long own = buckets.nanos(bucket, rule);
        if (own == 0) {
            return null;
        }
        double from = (double) bucket * (double) buckets.bucketNanos();
        // The last bucket may be covered in part: the band ends where the last cycle ended.
        boolean last = bucket == buckets.size() - 1;
        double to = last ? from + known : from + buckets.bucketNanos();
        return new Box(rule, from, to, (double) below / (double) known, (double) (below + own) / (double) known);
    }
}
