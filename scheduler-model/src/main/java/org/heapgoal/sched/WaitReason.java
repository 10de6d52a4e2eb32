package org.heapgoal.sched;

/** Why a goroutine waits, with the runtime's text ({@code runtime2.go: waitReasonStrings}). */
public enum WaitReason {
    NONE(""),
    GC_ASSIST_MARKING("GC assist marking"),
    IO_WAIT("IO wait"),
    CHAN_RECEIVE("chan receive"),
    CHAN_SEND("chan send"),
    SELECT("select"),
    SLEEP("sleep"),
    SYNC_MUTEX_LOCK("sync.Mutex.Lock"),
    SEMACQUIRE("semacquire"),
    GC_WORKER_IDLE("GC worker (idle)"),
    GC_WORKER_ACTIVE("GC worker (active)"),
    GC_ASSIST_WAIT("GC assist wait"),
    GC_SWEEP_WAIT("GC sweep wait"),
    GC_SCAVENGE_WAIT("GC scavenge wait"),
    FINALIZER_WAIT("finalizer wait"),
    FORCE_GC_IDLE("force gc (idle)"),
    WAIT_FOR_GC_CYCLE("wait for GC cycle"),
    STOPPING_THE_WORLD("stopping the world"),
    FLUSHING_PROC_CACHES("flushing proc caches"),
    GC_MARK_TERMINATION("GC mark termination"),
    GOMAXPROCS_UPDATER_IDLE("GOMAXPROCS updater (idle)"),
    PREEMPTED("preempted");

    private final String text;

    WaitReason(String text) {
        this.text = text;
    }

    /** The text in trace lines. */
    public String text() {
        return text;
    }
}
