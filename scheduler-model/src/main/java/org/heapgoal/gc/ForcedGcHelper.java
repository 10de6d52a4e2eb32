package org.heapgoal.gc;

import java.util.List;
import org.heapgoal.goruntime.GctraceLine;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.jspecify.annotations.Nullable;

/** The goroutine that starts a cycle when two minutes passed without one ({@code proc.go: forcegchelper}). */
final class ForcedGcHelper extends Routine {
    private boolean woken;
    private boolean announced;
    private @Nullable G waiting;

    ForcedGcHelper(Work work) {
        super(work);
    }

    /** The system monitor's test. */
    void test() {
        G g = waiting;
        if (g != null && work.due(GcTrigger.TIME, 0)) {
            waiting = null;
            woken = true;
            work.world.inject(List.of(g), null);
        }
    }

    @Override
    long step(G g, P p, long nowNanos) {
        if (woken && !announced) {
            announced = true;
            return work.trace(
                    GodebugSetting.GCTRACE,
                    () -> GctraceLine.announcement(CycleCause.PERIODIC).orElseThrow());
        }
        if (woken) {
            woken = false;
            announced = false;
            g.call(new CycleStart(work, GcTrigger.TIME, 0));
            return CALL;
        }
        waiting = g;
        g.waitReason(WaitReason.FORCE_GC_IDLE);
        return BLOCK;
    }
}
