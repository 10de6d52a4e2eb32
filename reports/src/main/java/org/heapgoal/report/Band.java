package org.heapgoal.report;

/**
 * The interval that a real figure lies in with 90 %, as far as is known.
 *
 * @param low its low end
 * @param high its high end
 */
public record Band(double low, double high) {
    /** Checks the order. */
    public Band {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval does not go from " + low + " to " + high);
        }
    }

    /** Whether it holds a value. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
