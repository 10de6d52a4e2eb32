package org.heapgoal.sched;

/** State of a goroutine, with the number that scheddetail prints ({@code runtime2.go}). */
public enum GState {
    IDLE(0),
    RUNNABLE(1),
    RUNNING(2),
    SYSCALL(3),
    WAITING(4),
    DEAD(6),
    PREEMPTED(9);

    private final int number;

    GState(int number) {
        this.number = number;
    }

    /** The number in trace lines. */
    public int number() {
        return number;
    }
}
