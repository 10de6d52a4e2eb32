package org.heapgoal.sim.control;

/**
 * A proportional-integral controller with a bounded output, as the Go runtime has it: the background scavenger uses it
 * to hold its CPU share, and Go 1.19's pacer to smooth its cons/mark estimate.
 *
 * <p>The proportional gain acts on the error; the integral grows with the error over the integral time, and shrinks while
 * the output is clipped, at a speed set by the reset time. Source: {@code mgcscavenge.go: piController}.
 */
public final class PiController {
    private final double proportionalGain;
    private final double integralTime;
    private final double resetTime;
    private final double min;
    private final double max;

    private double errorIntegral;

    /**
     * A controller at rest. Nothing is required of the numbers, as in the runtime; an integral or reset time of zero
     * switches the integral off.
     *
     * @param proportionalGain gain of the error
     * @param integralTime time over which the error is integrated, in the unit of the period given to {@link #next}
     * @param resetTime time over which clipping is taken out of the integral, in the same unit
     * @param min smallest output
     * @param max largest output
     */
    public PiController(double proportionalGain, double integralTime, double resetTime, double min, double max) {
        this.proportionalGain = proportionalGain;
        this.integralTime = integralTime;
        this.resetTime = resetTime;
        this.min = min;
        this.max = max;
    }

    /**
     * Takes one measurement.
     *
     * @param input the measured value
     * @param setpoint the value it should have
     * @param period the time since the last measurement
     * @return the new output, between min and max; or NaN when the numbers overflowed, in which case the integral starts
     *     again from zero and the caller should use its fallback
     */
    public double next(double input, double setpoint, double period) {
        double raw = proportionalGain * (setpoint - input) + errorIntegral;
        if (!Double.isFinite(raw)) {
            errorIntegral = 0;
            return Double.NaN;
        }
        double output = raw;
        if (output < min) {
            output = min;
        } else if (output > max) {
            output = max;
        }
        if (integralTime != 0 && resetTime != 0) {
            errorIntegral += (proportionalGain * period / integralTime) * (setpoint - input)
                    + (period / resetTime) * (output - raw);
            if (!Double.isFinite(errorIntegral)) {
                errorIntegral = 0;
                return Double.NaN;
            }
        }
        return output;
    }

    /** The smallest output: what the runtime's own controller reports next to "not ok" when its numbers overflow. */
    public double min() {
        return min;
    }
}
