package org.heapgoal.lesson;

/**
 * One number of a lesson: an input, a result of the simulator, or what a mistake leads to.
 *
 * @param value bytes, seconds, a share of 1, CPUs or a plain number, as the quantity says
 * @param quantity what it measures
 */
public record Figure(double value, Quantity quantity) {
    /** Checks that there is a value. */
    public Figure {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a figure of a lesson is not a number");
        }
    }

    /** For people. */
    public String text() {
        return quantity.print(value);
    }

    /** For commands and scenarios. */
    public String raw() {
        return quantity.raw(value);
    }
}
