package org.heapgoal.cli;

/** The exit statuses of the {@code heapgoal} command. */
public final class ExitStatus {
    /** Everything asked for was done. */
    public static final int DONE = 0;
    /** A check or constraint failed. */
    public static final int CHECK_FAILED = 1;
    /** The command line or an input cannot be used. */
    public static final int BAD_INPUT = 2;
    /** A defect in Heapgoal itself. */
    public static final int DEFECT = 70;
    /** The user interrupted the run. */
    public static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
