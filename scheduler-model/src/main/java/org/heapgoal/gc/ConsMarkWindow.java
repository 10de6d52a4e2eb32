package org.heapgoal.gc;

import org.heapgoal.pacer.CycleEnd;

/** The last five cons/mark measurements, to check the controller's estimate against. */
final class ConsMarkWindow {
    private final double[] last = new double[5];

    void add(CycleEnd end) {
        if (end.consMarkMeasured()) {
            System.arraycopy(last, 1, last, 0, last.length - 1);
            last[last.length - 1] = end.measuredConsMark();
        }
    }

    double max() {
        double max = last[0];
        for (double measured : last) {
            max = measured > max ? measured : max;
        }
        return max;
    }
}
