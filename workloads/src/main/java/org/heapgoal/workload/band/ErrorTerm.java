package org.heapgoal.workload.band;

/**
 * How far predictions of one figure by one level for one kind of change may be off, made of what is known at the time of the
 * prediction. Shares and factors are without a unit; the constant is a distance.
 *
 * @param cases predictions that it rests on
 * @param towardsLog share of the twin's miss of its own log by which the interval's middle is moved
 * @param towardsPacer share of the distance to level pacer's prediction by which it is moved
 * @param constant half-width where nothing else speaks for more
 * @param perSpread half-width for each unit of the ensemble's spread to that side
 * @param perMiss half-width for each unit of the twin's miss of its own log
 * @param perGap half-width for each unit of the distance to level pacer's prediction
 * @param perChange half-width for each unit by which the figure is predicted to change
 * @param widening factor on the half-width: how much more programs need that the other numbers were not fitted to
 */
record ErrorTerm(
        int cases,
        double towardsLog,
        double towardsPacer,
        double constant,
        double perSpread,
        double perMiss,
        double perGap,
        double perChange,
        double widening) {

    /** The distance from the prediction to the middle of its interval. */
    double middle(Evidence.Signs signs) {
        return towardsLog * signs.miss() + towardsPacer * signs.gap();
    }

    /** The distance from the middle of the interval to an end. */
    double halfWidth(Evidence.Signs signs, boolean up) {
        return widening
                * (constant
                        + perSpread * (up ? signs.up() : signs.down())
                        + perMiss * Math.abs(signs.miss())
                        + perGap * Math.abs(signs.gap())
                        + perChange * signs.change());
    }
}
