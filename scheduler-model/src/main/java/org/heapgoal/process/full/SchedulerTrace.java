package org.heapgoal.process.full;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.sched.Scheduler;

/** Prints schedtrace's lines at the system monitor's ticks ({@code proc.go: sysmon, schedtrace}). */
final class SchedulerTrace {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final Scheduler scheduler;
    private final Recorder recorder;
    private final GoVersion version;
    private final long periodNanos;
    private final boolean detailed;
    private long originNanos = -1;
    private long lastNanos = LONG_AGO;

    SchedulerTrace(Scheduler scheduler, Recorder recorder, GoVersion version, Godebug godebug) {
        this.scheduler = scheduler;
        this.recorder = recorder;
        this.version = version;
        this.periodNanos = Math.max(0, godebug.value(GodebugSetting.SCHEDTRACE)) * NANOS_PER_MILLI;
        this.detailed = godebug.on(GodebugSetting.SCHEDDETAIL);
    }

    /** The system monitor's tick: prints if the period has passed. Times count from the first line. */
    void sysmon(long nowNanos) {
        if (periodNanos == 0 || lastNanos + periodNanos > nowNanos) {
            return;
        }
        lastNanos = nowNanos;
        if (originNanos < 0) {
            originNanos = nowNanos;
        }
        long millis = (nowNanos - originNanos) / NANOS_PER_MILLI;
        if (detailed) {
            scheduler.schedDetail(millis).lines().forEach(recorder::print);
        } else {
            recorder.print(scheduler.schedtrace(millis).line(version));
        }
    }
}
