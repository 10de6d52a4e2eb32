package org.heapgoal.pacer;

import org.heapgoal.recording.TriggerBound;

/**
 * The heap size at which a cycle starts: the goal less the runway, kept between a lower and an upper bound. Pure functions
 * on unsigned bytes. Source: {@code mgcpacer.go: trigger}.
 */
public final class Triggers {
    /** Triggers lie at these 64ths of the way from the live heap to the goal, at least and (for small heaps) at most. */
    private static final long RATIO_DENOMINATOR = 64;

    private static final long MIN_RATIO_NUMERATOR = 45;
    private static final long MAX_RATIO_NUMERATOR = 61;

    private Triggers() {}

    /**
     * The trigger.
     *
     * @param goal the heap goal
     * @param heapMarked the live heap
     * @param minTrigger the smallest trigger that sweeping allows; 0 for none
     * @param runway how far below the goal the cycle should start
     * @throws IllegalStateException if the trigger comes out above the goal, which is fatal in the runtime too
     */
    public static long trigger(long goal, long heapMarked, long minTrigger, long runway) {
        if (Long.compareUnsigned(heapMarked, goal) >= 0) {
            return goal;
        }
        long min = lowest(goal, heapMarked, minTrigger);
        long max = highest(goal, heapMarked, minTrigger);
        long wanted = Long.compareUnsigned(runway, goal) > 0 ? min : goal - runway;
        long trigger = min(max(wanted, min), max);
        if (Long.compareUnsigned(trigger, goal) > 0) {
            throw new IllegalStateException("produced a trigger greater than the heap goal: trigger="
                    + Long.toUnsignedString(trigger) + " heapGoal=" + Long.toUnsignedString(goal) + " minTrigger="
                    + Long.toUnsignedString(min) + " maxTrigger=" + Long.toUnsignedString(max));
        }
        return trigger;
    }

    /**
     * Which bound's number {@link #trigger} returns. Of equal numbers 45/64 comes first, then the sweep distance, the upper
     * bounds with 61/64 before 4 MiB, and last the runway.
     */
    public static TriggerBound bound(long goal, long heapMarked, long minTrigger, long runway) {
        if (Long.compareUnsigned(heapMarked, goal) >= 0) {
            return TriggerBound.GOAL;
        }
        long trigger = trigger(goal, heapMarked, minTrigger, runway);
        if (trigger == fraction(goal, heapMarked, MIN_RATIO_NUMERATOR)) {
            return TriggerBound.LOWER_45_64;
        }
        if (trigger == minTrigger) {
            return TriggerBound.SWEEP_DISTANCE;
        }
        if (trigger == upperBound(goal, heapMarked)) {
            return trigger == fraction(goal, heapMarked, MAX_RATIO_NUMERATOR)
                    ? TriggerBound.UPPER_61_64
                    : TriggerBound.UPPER_4_MIB;
        }
        return TriggerBound.RUNWAY;
    }

    /** The smallest trigger that {@link #trigger} may return; the goal where the live heap fills it. */
    static long lowest(long goal, long heapMarked, long minTrigger) {
        if (Long.compareUnsigned(heapMarked, goal) >= 0) {
            return goal;
        }
        return max(max(minTrigger, heapMarked), fraction(goal, heapMarked, MIN_RATIO_NUMERATOR));
    }

    /** The largest trigger that {@link #trigger} may return; the goal where the live heap fills it. */
    static long highest(long goal, long heapMarked, long minTrigger) {
        if (Long.compareUnsigned(heapMarked, goal) >= 0) {
            return goal;
        }
        return max(upperBound(goal, heapMarked), lowest(goal, heapMarked, minTrigger));
    }

    private static long upperBound(long goal, long heapMarked) {
        long bound = fraction(goal, heapMarked, MAX_RATIO_NUMERATOR);
        if (Long.compareUnsigned(goal, GcPercent.DEFAULT_HEAP_MINIMUM) > 0) {
            return max(bound, goal - GcPercent.DEFAULT_HEAP_MINIMUM);
        }
        return bound;
    }

    /** The division comes first, so the bound is up to 63 · 61 / 64 bytes lower than the exact fraction. */
    private static long fraction(long goal, long heapMarked, long numerator) {
        return Long.divideUnsigned(goal - heapMarked, RATIO_DENOMINATOR) * numerator + heapMarked;
    }

    private static long max(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }
}
