package org.heapgoal.gc;

import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/**
 * debug.SetGCPercent and debug.SetMemoryLimit: the world runs on, the pacer commits at once ({@code mgcpacer.go:
 * setGCPercent, setMemoryLimit}).
 */
final class SettingChange extends Routine {
    private final boolean percent;
    private final long value;
    private boolean done;
    private long waitFor = -1;

    private SettingChange(Work work, boolean percent, long value) {
        super(work);
        this.percent = percent;
        this.value = value;
    }

    static SettingChange gcPercent(Work work, int percent) {
        return new SettingChange(work, true, percent);
    }

    static SettingChange memoryLimit(Work work, long bytes) {
        return new SettingChange(work, false, bytes);
    }

    @Override
    long step(G g, P p, long nowNanos) {
        if (!done) {
            done = true;
            apply();
        }
        // GOGC=off returns with no collection running.
        return waitFor >= 0 && !work.waiters.markDone(waitFor, g) ? BLOCK : RETURN;
    }

    private void apply() {
        if (percent) {
            work.controller.setGCPercent((int) value);
            work.commit();
            if (value < 0) {
                waitFor = work.cycles;
            }
        } else if (value >= 0 && work.controller.setMemoryLimit(value) != value) {
            work.commit();
        }
    }
}
