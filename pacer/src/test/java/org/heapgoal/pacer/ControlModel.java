package org.heapgoal.pacer;

import java.math.BigInteger;
import org.heapgoal.recording.TriggerBound;

/** The goal and trigger formulas on integers of any size, written from their definition: a second opinion for tests. */
final class ControlModel {
    static final BigInteger MIB = BigInteger.ONE.shiftLeft(20);
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger FOUR_MIB = MIB.shiftLeft(2);

    private ControlModel() {}

    /** The number that unsigned bits stand for. */
    static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(TWO_64) : value;
    }

    static BigInteger wrapped(BigInteger value) {
        return value.mod(TWO_64);
    }

    /** heapMarked + ⌊scannable · percent mod 2^64 / 100⌋, at least the minimum heap; without a bound if off. */
    static BigInteger percentGoal(int percent, BigInteger marked, BigInteger stacks, BigInteger globals) {
        if (percent < 0) {
            return TWO_64.subtract(BigInteger.ONE);
        }
        BigInteger hundred = BigInteger.valueOf(100);
        BigInteger factor = BigInteger.valueOf(percent);
        BigInteger grown =
                wrapped(marked.add(stacks).add(globals).multiply(factor)).divide(hundred);
        return wrapped(marked.add(grown)).max(FOUR_MIB.multiply(factor).divide(hundred));
    }

    /** limit − (non-heap + overage) − headroom, at least the headroom, at least the live heap. */
    static BigInteger limitGoal(BigInteger limit, BigInteger nonHeap, BigInteger mapped, BigInteger marked) {
        BigInteger overage = mapped.subtract(limit).max(BigInteger.ZERO);
        BigInteger room = limit.subtract(nonHeap).subtract(overage);
        if (room.signum() <= 0) {
            return marked;
        }
        BigInteger headroom = room.divide(BigInteger.valueOf(100))
                .multiply(BigInteger.valueOf(3))
                .max(MIB);
        return room.subtract(headroom).max(headroom).max(marked);
    }

    /** The way from the live heap to the goal in 64ths, rounded down before it is multiplied. */
    static BigInteger onTheWay(BigInteger goal, BigInteger marked, int sixtyFourths) {
        return marked.add(goal.subtract(marked).shiftRight(6).multiply(BigInteger.valueOf(sixtyFourths)));
    }

    /** Lower bound on goal − trigger where neither the sweep distance nor the live heap binds. */
    static BigInteger leastDistance(BigInteger goal, BigInteger marked) {
        return goal.subtract(marked)
                .shiftRight(6)
                .multiply(BigInteger.valueOf(3))
                .min(FOUR_MIB);
    }

    /** The trigger as goal − runway, clamped between the larger lower and the larger upper bound. */
    static BigInteger trigger(BigInteger goal, BigInteger marked, BigInteger sweepMinimum, BigInteger runway) {
        if (marked.compareTo(goal) >= 0) {
            return goal;
        }
        BigInteger lower = sweepMinimum.max(onTheWay(goal, marked, 45));
        BigInteger upper =
                onTheWay(goal, marked, 61).max(goal.subtract(FOUR_MIB)).max(lower);
        BigInteger wanted = goal.subtract(runway);
        return wanted.max(lower).min(upper);
    }

    /** The number that a bound stands for. */
    static BigInteger number(
            TriggerBound bound, BigInteger goal, BigInteger marked, BigInteger sweepMinimum, BigInteger runway) {
        return switch (bound) {
            case GOAL -> goal;
            case RUNWAY -> goal.subtract(runway);
            case LOWER_45_64 -> onTheWay(goal, marked, 45);
            case SWEEP_DISTANCE -> sweepMinimum;
            case UPPER_61_64 -> onTheWay(goal, marked, 61);
            case UPPER_4_MIB -> goal.subtract(FOUR_MIB);
        };
    }
}
