package org.heapgoal.workload.band;

import org.heapgoal.workload.score.ScoreFigure;

/**
 * How far two values of a figure are apart: the difference of their logarithms, so that a half and a double are equally far,
 * and for shares that may be zero the difference itself.
 */
final class Distance {
    private Distance() {}

    /** From one value to the other, with a sign; NaN where one of two amounts is not above zero. */
    static double of(ScoreFigure figure, double from, double to) {
        if (figure.errorKind() == ScoreFigure.ErrorKind.POINTS) {
            return to - from;
        }
        return from > 0 && to > 0 ? StrictMath.log(to / from) : Double.NaN;
    }

    /** The value that lies at a distance; shares stay between zero and one. */
    static double at(ScoreFigure figure, double from, double distance) {
        if (figure.errorKind() == ScoreFigure.ErrorKind.POINTS) {
            return Math.min(1, Math.max(0, from + distance));
        }
        double moved = from * StrictMath.exp(distance);
        return figure.unit() == ScoreFigure.Unit.SHARE ? Math.min(Math.max(1, from), moved) : moved;
    }
}
