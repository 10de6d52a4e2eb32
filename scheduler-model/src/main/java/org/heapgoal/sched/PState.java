package org.heapgoal.sched;

/** State of a processor, with the number that scheddetail prints ({@code runtime2.go}). */
public enum PState {
    IDLE(0),
    RUNNING(1),
    SYSCALL(2),
    GC_STOP(3),
    DEAD(4);

    private final int number;

    PState(int number) {
        this.number = number;
    }

    /** The number in trace lines. */
    public int number() {
        return number;
    }
}
