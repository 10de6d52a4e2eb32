package org.heapgoal.sched;

import org.heapgoal.pacer.LimiterEvent;
import org.jspecify.annotations.Nullable;

/** A processor: the right to run Go code ({@code runtime2.go: p}). */
public final class P {
    private final int id;
    PState state = PState.IDLE;

    @Nullable
    M m;

    /** The thread that left it at the entry of a system call; while its state is SYSCALL. */
    @Nullable
    M syscallM;

    /** The thread that held it last. */
    @Nullable
    M oldM;

    /** On the list of idle Ps; one that was given to a thread which has not taken it yet is not, but its state is IDLE. */
    boolean listed;

    @Nullable
    G runnext;

    final LocalQueue queue = new LocalQueue();
    final TimerHeap timers = new TimerHeap();
    final FreeSlots.Local freeSlots = new FreeSlots.Local();

    /** Dispatches, without those that inherit a time slice. */
    long schedtick;

    /** System calls that are over. */
    long syscalltick;

    /** It was asked to pass between two goroutines and has not yet ({@code runSafePointFn}). */
    boolean safePointDue;

    /** When it stood still for the present stop of the world. */
    long stoppedNanos;

    // What the system monitor saw last (proc.go: sysmontick).
    long seenSchedtick;
    long seenSchedNanos;
    long seenSyscalltick;
    long seenSyscallNanos;

    /** The activity that the GC CPU limiter counts on this P. */
    public final LimiterEvent limiterEvent = new LimiterEvent();

    /** Assist time not yet given to the controller ({@code gcAssistTime}). */
    public long gcAssistNanos;

    /** Time that fractional workers took on this P in this cycle ({@code gcFractionalMarkTime}). */
    public long gcFractionalMarkNanos;

    P(int id) {
        this.id = id;
    }

    /** The number, from 0. */
    public int id() {
        return id;
    }

    /** Its state. */
    public PState state() {
        return state;
    }

    /** The goroutine it runs, or null. */
    public @Nullable G running() {
        M mine = m;
        return mine == null ? null : mine.current;
    }

    /** Whether goroutines wait in its own queue, runnext included. */
    public boolean hasLocalWork() {
        return runnext != null || queue.size() > 0;
    }

    /** Scheduling decisions so far ({@code schedtick}). */
    public long schedtick() {
        return schedtick;
    }
}
