package org.heapgoal.sim.event;

/**
 * In which order events of one instant run: low numbers first. The gaps leave room for finer distinctions inside a group;
 * every number from {@link #FIRST} to {@link #LAST} is allowed.
 */
public final class EventPriority {
    /** The lowest number allowed. */
    public static final int FIRST = 0;

    /** Changes from outside the simulated machine: a phase begins, a setting changes, a request arrives. */
    public static final int SCENARIO = 10;

    /** The machine and its operating system: quota periods, timers, finished input and output. */
    public static final int MACHINE = 30;

    /** The Go runtime's own work: world stops and starts, phase changes of a cycle, system monitor, scavenger. */
    public static final int RUNTIME = 50;

    /** Goroutines and mark workers: ends of bursts and slices. They see what the runtime decided at the same instant. */
    public static final int GOROUTINE = 70;

    /** Readings of the state: a sample sees everything that happened at its instant. */
    public static final int SAMPLING = 90;

    /** The highest number allowed. */
    public static final int LAST = 99;

    private EventPriority() {}

    /**
     * Returns the priority if it is allowed.
     *
     * @throws IllegalArgumentException if it is outside {@link #FIRST} to {@link #LAST}
     */
    static int checked(int priority) {
        if (priority < FIRST || priority > LAST) {
            throw new IllegalArgumentException("event priority " + priority + " is outside " + FIRST + " to " + LAST);
        }
        return priority;
    }
}
