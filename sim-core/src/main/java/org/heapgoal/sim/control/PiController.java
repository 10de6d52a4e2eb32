package org.heapgoal.sim.control;

/**
 * A proportional-integral controller with bounded output, whose integral is wound back while the output is at a bound: the
 * background scavenger uses it to hold its CPU share, and Go 1.19's pacer to smooth its cons/mark estimate. Source: {@code
 * mgcscavenge.go: piController}.
 *
 * <p>Between calls the integral is finite. The order of the floating-point operations is that of the runtime.
 */
public final class PiController {
    private final double kp;
    private final double ti;
    private final double tt;
    private final double min;
    private final double max;

    private double errIntegral;
    private boolean ok = true;

    /**
     * A controller without history.
     *
     * @param kp proportional constant
     * @param ti integral time constant, in the unit of the periods; with 0 there is no integral
     * @param tt reset time, in the unit of the periods; with 0 there is no integral
     * @param min smallest output
     * @param max largest output, not below {@code min}
     */
    public PiController(double kp, double ti, double tt, double min, double max) {
        if (!(min <= max)) {
            throw new IllegalArgumentException("output bounds " + min + " to " + max + " are not in order");
        }
        this.kp = kp;
        this.ti = ti;
        this.tt = tt;
        this.min = min;
        this.max = max;
    }

    /**
     * Takes a sample.
     *
     * @param input what was measured
     * @param setpoint what it should be
     * @param period time since the previous sample
     * @return the new value of what is controlled, within the bounds; the lower bound if the sample failed
     */
    public double next(double input, double setpoint, double period) {
        double raw = kp * (setpoint - input) + errIntegral;
        if (!Double.isFinite(raw)) {
            return fail();
        }
        double output = raw < min ? min : raw > max ? max : raw;
        if (ti != 0 && tt != 0) {
            errIntegral += ((kp * period) / ti) * (setpoint - input) + (period / tt) * (output - raw);
            if (!Double.isFinite(errIntegral)) {
                return fail();
            }
        }
        ok = true;
        return output;
    }

    /** Whether the last sample could be used; false if it, or the integral with it, was infinite or not a number. */
    public boolean ok() {
        return ok;
    }

    private double fail() {
        errIntegral = 0;
        ok = false;
        return min;
    }
}
