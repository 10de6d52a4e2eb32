package org.heapgoal.cli;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress line on a terminal, in countable steps or in simulated time; silent where standard error is no terminal. The
 * launcher says whether it is one, since Java cannot ask about standard error alone. May be used from any thread.
 */
final class Progress implements AutoCloseable {
    private static final String TERMINAL_PROPERTY = "heapgoal.terminal";
    private static final int UPDATE_MILLIS = 200;
    private static final long MILLI = 1_000_000L;
    private static final int MILLIS_PER_SECOND = 1_000;

    private final @Nullable ProgressBar bar;
    private final boolean simulated;

    private Progress(@Nullable ProgressBar bar, boolean simulated) {
        this.bar = bar;
        this.simulated = simulated;
    }

    /**
     * A line that counts steps.
     *
     * @param what is being done
     * @param steps how many steps there are
     * @param quiet true for no line in any case
     */
    static Progress steps(String what, long steps, boolean quiet) {
        return new Progress(shown(quiet) ? builder(what).setInitialMax(steps).build() : null, false);
    }

    /**
     * A line that follows the simulated time, and says how many simulated seconds pass in one of the user's.
     *
     * @param what is being done
     * @param nanos the simulated time of one run; 0 for runs that do not tell, which get no line
     * @param runs how many runs there are
     * @param quiet true for no line in any case
     */
    static Progress simulatedTime(String what, long nanos, long runs, boolean quiet) {
        if (nanos <= 0 || !shown(quiet)) {
            return new Progress(null, true);
        }
        long millis = (long) Math.min(nanos / (double) MILLI * (double) runs, (double) Long.MAX_VALUE);
        DecimalFormat rate = new DecimalFormat("#,##0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return new Progress(
                builder(what)
                        .setInitialMax(millis)
                        .setUnit(" s", MILLIS_PER_SECOND)
                        .showSpeed(rate)
                        .build(),
                true);
    }

    private static boolean shown(boolean quiet) {
        return !quiet && Boolean.getBoolean(TERMINAL_PROPERTY);
    }

    private static ProgressBarBuilder builder(String what) {
        return new ProgressBarBuilder()
                .setTaskName(what)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .clearDisplayOnFinish();
    }

    /** One step is done; nothing where the line follows simulated time. */
    void step() {
        if (bar != null && !simulated) {
            bar.step();
        }
    }

    /** Follows one run; its simulated time is passed to what this returns, which is told when the run is over. */
    Run run(long plannedNanos) {
        return new Run(simulated ? bar : null, plannedNanos / MILLI);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** The part of the line that belongs to one run. A run that ends early counts as done. */
    static final class Run implements LongConsumer {
        private final @Nullable ProgressBar bar;
        private final long plannedMillis;
        private long passedMillis;

        private Run(@Nullable ProgressBar bar, long plannedMillis) {
            this.bar = bar;
            this.plannedMillis = plannedMillis;
        }

        @Override
        public void accept(long simulatedNanos) {
            advance(simulatedNanos / MILLI);
        }

        /** The run is over. */
        void done() {
            advance(plannedMillis);
        }

        private void advance(long millis) {
            if (bar != null && millis > passedMillis) {
                bar.stepBy(millis - passedMillis);
                passedMillis = millis;
            }
        }
    }
}
