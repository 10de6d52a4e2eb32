package org.heapgoal.recording;

/** What a P does at an instant. */
public enum PActivity {
    /** Runs the program's own code, or switches to it. */
    USER("user code"),
    /** A mark worker that owns the P for the whole mark phase. */
    DEDICATED("dedicated mark worker"),
    /** A mark worker that takes a share of the P. */
    FRACTIONAL("fractional mark worker"),
    /** A mark worker on a P that had nothing else to do. */
    IDLE_MARK("idle-time mark worker"),
    /** The program's code made to mark for what it allocates. */
    ASSIST("mark assist"),
    /** Another goroutine of the runtime: background sweeper or scavenger, a cycle's start or end. */
    RUNTIME("other runtime work"),
    /** Left behind by a thread that is in a system call. */
    SYSCALL("in a system call"),
    /** Stands still because the world is stopped or being stopped. */
    STOPPED("stopped world"),
    /** Has nothing to run, or a thread looks for something. */
    IDLE("idle");

    private final String label;

    PActivity(String label) {
        this.label = label;
    }

    /** A few words for legends. */
    public String label() {
        return label;
    }
}
