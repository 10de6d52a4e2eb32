package org.heapgoal.report.chart;

/**
 * The unit of an axis, chosen by the largest value it shows.
 *
 * @param unit the unit's name
 * @param divisor how many base units (bytes, nanoseconds) make one
 */
record Scale(String unit, double divisor) {
    private static final double KIBI = 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The unit for sizes up to a number of bytes. */
    static Scale forBytes(double max) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int index = 0;
        double divisor = 1;
        // One and a half units still read better as 1536 of the smaller one: ticks then fall on round numbers.
        while (index < units.length - 1 && max >= 2 * divisor * KIBI) {
            divisor *= KIBI;
            index++;
        }
        return new Scale(units[index], divisor);
    }

    /** The unit for times up to a number of nanoseconds. */
    static Scale forNanos(double max) {
        if (max < 2e3) {
            return new Scale("ns", 1);
        }
        if (max < 2e6) {
            return new Scale("µs", 1e3);
        }
        if (max < 2 * NANOS_PER_SECOND) {
            return new Scale("ms", 1e6);
        }
        if (max < 300 * NANOS_PER_SECOND) {
            return new Scale("s", NANOS_PER_SECOND);
        }
        return max < 3 * 3_600 * NANOS_PER_SECOND
                ? new Scale("min", 60 * NANOS_PER_SECOND)
                : new Scale("h", 3_600 * NANOS_PER_SECOND);
    }

    /** A value in this unit. */
    double of(double value) {
        return value / divisor;
    }
}
