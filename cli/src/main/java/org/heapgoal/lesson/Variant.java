package org.heapgoal.lesson;

import org.heapgoal.sim.units.BadInput;

/**
 * Which numbers a lesson has. Variant 0 is the lesson as it stands in the book; the others take other values from the lists
 * of the lesson, each list in turn. Lists of different lengths make many combinations.
 *
 * @param number from 0 to {@link #MAX}
 */
public record Variant(int number) {
    /** The largest number. */
    public static final int MAX = 999;

    /** Checks the range. */
    public Variant {
        if (number < 0 || number > MAX) {
            throw new BadInput("--variant is " + number + "; allowed is 0 to " + MAX);
        }
    }

    /** The value of a list for this variant; of variant 0 the first. */
    double pick(double... values) {
        return values[number % values.length];
    }

    /** The number of the entry to take from a list so long. */
    int index(int length) {
        return number % length;
    }
}
