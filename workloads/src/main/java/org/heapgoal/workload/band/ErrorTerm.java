package org.heapgoal.workload.band;

/**
 * How predictions of one figure by one level for one kind of change are moved, and how far they may be off then, made of what
 * is known at the time of the prediction. Shares and factors are without a unit; the constant is a distance.
 *
 * @param cases predictions that it rests on
 * @param towardsLog share of the twin's miss of its own log by which the twin's figure is moved
 * @param towardsPacer share of the distance to level pacer's prediction by which it is moved
 * @param constant half-width where nothing else speaks for more
 * @param perSpread half-width for each unit of the ensemble's spread to that side
 * @param perGap half-width for each unit of the distance to level pacer's prediction
 * @param perChange half-width for each unit by which the figure is predicted to change
 * @param perTightness half-width for each unit of the live heap over the room left below the goal
 * @param perThinness half-width for each unit of one per cent over the GC CPU share
 */
record ErrorTerm(
        int cases,
        double towardsLog,
        double towardsPacer,
        double constant,
        double perSpread,
        double perGap,
        double perChange,
        double perTightness,
        double perThinness) {
    /**
     * A miss of the log or a gap between the levels counts as at most this much, 22 %: a twin that is farther off misses
     * something singular of the log or of the program, and in the tuning half that was not found again at other settings.
     */
    static final double MOST_MOVED = 0.2;

    /**
     * Where the twin's figure changes by less than this, the whole miss counts the more the less it changes: what hardly
     * changes is hardly different from the log.
     */
    static final double NEAR = 0.2;

    /** The distance from the twin's figure to the prediction. */
    double shift(Evidence.Signs signs) {
        double share = Math.max(towardsLog, 1 - signs.change() / NEAR);
        return share * bounded(signs.miss()) + towardsPacer * bounded(signs.gap());
    }

    /** The distance from the prediction to an end of its interval. */
    double halfWidth(Evidence.Signs signs, boolean up) {
        return constant
                + perSpread * (up ? signs.up() : signs.down())
                + perGap * Math.abs(signs.gap())
                + perChange * signs.change()
                + perTightness * signs.tightness()
                + perThinness * signs.thinness();
    }

    private static double bounded(double distance) {
        return Math.min(MOST_MOVED, Math.max(-MOST_MOVED, distance));
    }
}
