package org.heapgoal.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress line on a terminal for work in countable steps; silent where standard error is no terminal. The launcher says
 * whether it is one, since Java cannot ask about standard error alone.
 */
final class Progress implements AutoCloseable {
    private static final String TERMINAL_PROPERTY = "heapgoal.terminal";
    private static final int UPDATE_MILLIS = 200;

    private final @Nullable ProgressBar bar;

    /**
     * Starts the line.
     *
     * @param what is being done
     * @param steps how many steps there are
     * @param quiet true for no line in any case
     */
    Progress(String what, long steps, boolean quiet) {
        boolean show = !quiet && Boolean.getBoolean(TERMINAL_PROPERTY);
        bar = show
                ? new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    /** One step is done; may be called from any thread. */
    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
