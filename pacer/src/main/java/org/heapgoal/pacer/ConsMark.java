package org.heapgoal.pacer;

import org.heapgoal.sim.control.PiController;

/**
 * The pacer's estimate of cons/mark: bytes allocated per unit of mutator CPU time over bytes scanned per unit of GC CPU
 * time. Each cycle yields one measurement; how the estimate follows the measurements differs between Go versions.
 */
sealed interface ConsMark {
    /** The estimate to plan the next cycle with; 0 before the first measurement. */
    double estimate();

    /**
     * Takes the measurement of a cycle.
     *
     * @return false if the estimator's numbers overflowed and it started again
     */
    boolean measured(double measurement);

    /** Since Go 1.21: the largest of the last five measurements, so that one calm cycle does not hide a busy phase. */
    final class MaxOfLastFive implements ConsMark {
        /** The four measurements before the newest, oldest first. */
        private final double[] previous = new double[4];

        private double estimate;

        @Override
        public double estimate() {
            return estimate;
        }

        @Override
        public boolean measured(double measurement) {
            estimate = measurement;
            for (double earlier : previous) {
                // Not Math.max: a NaN measurement must stay the estimate and a NaN in the window must be passed over.
                if (earlier > estimate) {
                    estimate = earlier;
                }
            }
            System.arraycopy(previous, 1, previous, 0, previous.length - 1);
            previous[previous.length - 1] = measurement;
            return true;
        }
    }

    /** Go 1.20: the mean of the last two measurements. */
    final class MeanOfLastTwo implements ConsMark {
        private double previous;
        private double estimate;

        @Override
        public double estimate() {
            return estimate;
        }

        @Override
        public boolean measured(double measurement) {
            estimate = (measurement + previous) / 2;
            previous = measurement;
            return true;
        }
    }

    /** Go 1.19: a proportional-integral controller follows the measurements, one cycle being its unit of time. */
    final class PiSmoothed implements ConsMark {
        private final PiController controller = new PiController(0.9, 4.0, 1000, -1000, 1000);
        private double estimate;

        @Override
        public double estimate() {
            return estimate;
        }

        @Override
        public boolean measured(double measurement) {
            double next = controller.next(estimate, measurement, 1.0);
            estimate = controller.ok() ? next : 0;
            return controller.ok();
        }
    }
}
