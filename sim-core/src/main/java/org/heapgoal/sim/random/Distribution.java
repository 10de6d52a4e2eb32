package org.heapgoal.sim.random;

/**
 * A continuous distribution, drawn by inversion: one uniform draw gives one value, and a larger draw a larger value, so
 * common random numbers carry over from one setting to another.
 *
 * <p>A uniform draw is a multiple of 1/4294967088; the extreme values are those at that distance from 0 and 1 (an exponential
 * draw is at most 22.2 times the mean).
 */
public sealed interface Distribution {
    /**
     * The value below which a draw falls with a given probability; it does not decrease with the probability.
     *
     * @param probability strictly between 0 and 1
     */
    double quantile(double probability);

    /**
     * The probability that a draw is larger than a number: 1 − F(x). It does not increase with the number.
     *
     * @param x any number but NaN
     */
    double survival(double x);

    /** The mean; infinite where it is not finite. */
    double mean();

    /** The next value, from exactly one draw of the stream. */
    default double draw(NamedStream stream) {
        return quantile(stream.nextDouble());
    }

    /** Always the same; the draw is taken all the same, so that other settings meet the same draws. */
    record Constant(double value) implements Distribution {
        /** Checks that the value is finite. */
        public Constant {
            requireFinite("a constant", value);
        }

        @Override
        public double quantile(double probability) {
            return value;
        }

        @Override
        public double survival(double x) {
            return x < value ? 1 : 0;
        }

        @Override
        public double mean() {
            return value;
        }
    }

    /** Equally probable everywhere between two numbers. */
    record Uniform(double low, double high) implements Distribution {
        /** Checks that the bounds are finite and in order. */
        public Uniform {
            requireFinite("the lower bound of a uniform distribution", low);
            requireFinite("the upper bound of a uniform distribution", high);
            if (low > high) {
                throw new IllegalArgumentException(
                        "the bounds of a uniform distribution are in order, not " + low + " and " + high);
            }
        }

        @Override
        public double quantile(double probability) {
            // A convex combination: unlike low + (high - low) * p it neither overflows nor leaves the interval at p
            // near 1.
            return Math.min(high, low * (1 - probability) + high * probability);
        }

        @Override
        public double survival(double x) {
            if (x < low) {
                return 1;
            }
            return x >= high ? 0 : (high - x) / (high - low);
        }

        @Override
        public double mean() {
            return low / 2 + high / 2;
        }
    }

    /** Memoryless, with a mean: F(x) = 1 − exp(−x / mean). */
    record Exponential(double mean) implements Distribution {
        /** Checks that the mean is positive. */
        public Exponential {
            requirePositive("the mean of an exponential distribution", mean);
        }

        @Override
        public double quantile(double probability) {
            return -mean * StrictMath.log1p(-probability);
        }

        @Override
        public double survival(double x) {
            return x <= 0 ? 1 : StrictMath.exp(-x / mean);
        }
    }

    /** F(x) = 1 − exp(−(x / scale)^shape); below shape 1 the old live longer, above 1 they age. */
    record Weibull(double shape, double scale) implements Distribution {
        /** Checks that both parameters are positive. */
        public Weibull {
            requirePositive("the shape of a Weibull distribution", shape);
            requirePositive("the scale of a Weibull distribution", scale);
        }

        @Override
        public double quantile(double probability) {
            return scale * StrictMath.pow(-StrictMath.log1p(-probability), 1 / shape);
        }

        @Override
        public double survival(double x) {
            return x <= 0 ? 1 : StrictMath.exp(-StrictMath.pow(x / scale, shape));
        }

        @Override
        public double mean() {
            return scale * Gamma.of(1 + 1 / shape);
        }
    }

    /** F(x) = 1 − (minimum / x)^shape; with a shape of 1 or less the mean is infinite. */
    record Pareto(double shape, double minimum) implements Distribution {
        /** Checks that both parameters are positive. */
        public Pareto {
            requirePositive("the shape of a Pareto distribution", shape);
            requirePositive("the minimum of a Pareto distribution", minimum);
        }

        @Override
        public double quantile(double probability) {
            return minimum * StrictMath.exp(-StrictMath.log1p(-probability) / shape);
        }

        @Override
        public double survival(double x) {
            return x <= minimum ? 1 : StrictMath.pow(minimum / x, shape);
        }

        @Override
        public double mean() {
            return shape <= 1 ? Double.POSITIVE_INFINITY : minimum * (shape / (shape - 1));
        }
    }

    /** The exponential of a normal variable with mean {@code mu} and standard deviation {@code sigma}. */
    record LogNormal(double mu, double sigma) implements Distribution {
        /** Checks that mu is finite and sigma positive. */
        public LogNormal {
            requireFinite("mu of a lognormal distribution", mu);
            requirePositive("sigma of a lognormal distribution", sigma);
        }

        /**
         * The distribution with this median and this ratio of the 84.13th percentile to the median.
         *
         * @param median positive
         * @param spread exp(sigma), above 1
         */
        public static LogNormal ofMedian(double median, double spread) {
            requirePositive("the median of a lognormal distribution", median);
            requirePositive("the spread of a lognormal distribution", spread);
            return new LogNormal(StrictMath.log(median), StrictMath.log(spread));
        }

        @Override
        public double quantile(double probability) {
            return StrictMath.exp(mu + sigma * StandardNormal.quantile(probability));
        }

        @Override
        public double survival(double x) {
            return x <= 0 ? 1 : StandardNormal.upperTail((StrictMath.log(x) - mu) / sigma);
        }

        @Override
        public double mean() {
            return StrictMath.exp(mu + sigma * sigma / 2);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is positive and finite, not " + value);
        }
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is finite, not " + value);
        }
    }
}
