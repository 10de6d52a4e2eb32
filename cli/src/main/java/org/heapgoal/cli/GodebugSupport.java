package org.heapgoal.cli;

import java.util.EnumSet;
import java.util.Set;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.recording.Level;

/** Which GODEBUG settings a run acts on. */
final class GodebugSupport {
    /** What the runtime of level full prints lines for. */
    private static final Set<GodebugSetting> FULL_TRACES = EnumSet.of(
            GodebugSetting.GCTRACE, GodebugSetting.GCPACERTRACE, GodebugSetting.SCAVTRACE, GodebugSetting.SCHEDTRACE);

    /** What changes the behaviour of a process at level full. */
    private static final Set<GodebugSetting> FULL_BEHAVIOUR = EnumSet.of(
            GodebugSetting.GCSTOPTHEWORLD,
            GodebugSetting.ASYNCPREEMPTOFF,
            GodebugSetting.GCSHRINKSTACKOFF,
            GodebugSetting.ADAPTIVESTACKSTART,
            GodebugSetting.CONTAINERMAXPROCS,
            GodebugSetting.UPDATEMAXPROCS,
            GodebugSetting.GCCHECKMARK,
            GodebugSetting.SBRK,
            GodebugSetting.EFENCE);

    private GodebugSupport() {}

    /** The settings that one run acts on: {@code heapgoal run}. */
    static Set<GodebugSetting> ofRun(Level level) {
        if (level != Level.FULL) {
            return EnumSet.of(GodebugSetting.GCTRACE);
        }
        EnumSet<GodebugSetting> all = EnumSet.of(GodebugSetting.SCHEDDETAIL);
        all.addAll(FULL_TRACES);
        all.addAll(FULL_BEHAVIOUR);
        return all;
    }

    /** The settings that a what-if acts on, whose many runs print no trace lines. */
    static Set<GodebugSetting> ofWhatIf(Level level) {
        return level == Level.FULL ? EnumSet.copyOf(FULL_BEHAVIOUR) : EnumSet.noneOf(GodebugSetting.class);
    }

    /** Whether a run under these settings prints trace lines; scheddetail only adds to what schedtrace prints. */
    static boolean traces(Level level, Godebug godebug) {
        return level == Level.FULL ? FULL_TRACES.stream().anyMatch(godebug::on) : godebug.on(GodebugSetting.GCTRACE);
    }
}
