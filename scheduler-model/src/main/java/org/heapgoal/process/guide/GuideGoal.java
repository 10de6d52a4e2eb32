package org.heapgoal.process.guide;

import java.util.function.LongPredicate;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.GoalBasis;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.sim.units.Amd64;

/**
 * The heap goal of the guide's model.
 *
 * @param mib the goal in MiB; infinite for none
 * @param rule the rule that set it
 */
record GuideGoal(double mib, GoalRule rule) {
    /** The smallest goal unless GOGC is off. */
    static final double MIN_HEAP_MIB = 4;

    private static final double RUNWAY_MIB = 1.0 / 16;
    private static final double MIB = 1 << 20;
    private static final int PERCENT_WHERE_OFF = 100;

    /** Limits are looked for below 2^62 bytes. */
    private static final long MAX_LIMIT = 1L << 62;

    /**
     * The goal.
     *
     * @param liveMiB the live heap
     * @param gcPercent GOGC, −1 for off
     * @param heapLimitMiB what the memory limit leaves for the heap; infinite without a limit
     */
    static GuideGoal of(double liveMiB, int gcPercent, double heapLimitMiB) {
        double goal = byPercent(liveMiB, gcPercent);
        GoalRule rule = GoalRule.GOGC;
        if (goal > heapLimitMiB) {
            goal = heapLimitMiB;
            rule = GoalRule.MEMORY_LIMIT;
        }
        if (gcPercent >= 0 && goal < MIN_HEAP_MIB) {
            goal = MIN_HEAP_MIB;
            rule = GoalRule.MINIMUM_HEAP;
        }
        if (goal < liveMiB + RUNWAY_MIB) {
            goal = liveMiB + RUNWAY_MIB;
            rule = GoalRule.TRIGGER_RUNWAY;
        }
        return new GuideGoal(goal, rule);
    }

    /** What a memory limit leaves for the heap, MiB; infinite without a limit. */
    static double heapLimitMiB(long memoryLimitBytes, double otherMiB) {
        return memoryLimitBytes == GcSettings.NO_MEMORY_LIMIT
                ? Double.POSITIVE_INFINITY
                : memoryLimitBytes / MIB - otherMiB;
    }

    /**
     * What a goal was computed from, and what other settings would have given.
     *
     * @param liveMiB the live heap it was computed for
     * @param settings the settings in force
     * @param otherMiB memory that is not heap
     * @param goalMiB the goal, which is the trigger too
     */
    static GoalBasis basis(double liveMiB, GcSettings settings, double otherMiB, double goalMiB) {
        int percent = settings.gcPercent();
        double limit = heapLimitMiB(settings.memoryLimitBytes(), otherMiB);
        int otherPercent = percent <= 0
                ? PERCENT_WHERE_OFF
                : (int) Math.max(percent, Math.min(2L * percent, GoalBasis.MAX_GC_PERCENT));
        GuideGoal other = of(liveMiB, otherPercent, limit);
        boolean limited = settings.hasMemoryLimit();
        LongPredicate binds = each -> of(liveMiB, (int) each, limit).rule() == GoalRule.MEMORY_LIMIT;
        LongPredicate loose =
                bytes -> of(liveMiB, percent, heapLimitMiB(bytes, otherMiB)).rule() != GoalRule.MEMORY_LIMIT
                        && heapLimitMiB(bytes, otherMiB) >= byPercent(liveMiB, percent);
        return new GoalBasis(
                percent,
                settings.memoryLimitBytes(),
                bytes(liveMiB),
                0,
                0,
                bytes(liveMiB),
                0,
                percent < 0 ? GoalBasis.NONE : bytes(Math.max(MIN_HEAP_MIB, byPercent(liveMiB, percent))),
                limited ? bytes(limit) : GoalBasis.NONE,
                new GoalBasis.TriggerBounds(0, bytes(goalMiB), bytes(goalMiB)),
                new GoalBasis.Alternative(otherPercent, bytes(other.mib), other.rule),
                limited ? (int) smallest(binds, GoalBasis.MAX_GC_PERCENT) : GcSettings.GC_PERCENT_OFF,
                limited && percent >= 0 ? smallest(loose, MAX_LIMIT) : GoalBasis.NONE);
    }

    /** Whole bytes; a goal that is never reached is the largest number. */
    static long bytes(double mib) {
        return mib == Double.POSITIVE_INFINITY ? Long.MAX_VALUE : Amd64.toInt64(mib * MIB);
    }

    private static double byPercent(double liveMiB, int gcPercent) {
        return gcPercent < 0 ? Double.POSITIVE_INFINITY : liveMiB * (1 + gcPercent / 100.0);
    }

    /** The smallest number from 0 for which something holds that then holds for all larger ones; −1 for none. */
    private static long smallest(LongPredicate holds, long largest) {
        if (!holds.test(largest)) {
            return -1;
        }
        long not = -1;
        long yes = largest;
        while (yes - not > 1) {
            long middle = (not + yes) >>> 1;
            if (holds.test(middle)) {
                yes = middle;
            } else {
                not = middle;
            }
        }
        return yes;
    }
}
