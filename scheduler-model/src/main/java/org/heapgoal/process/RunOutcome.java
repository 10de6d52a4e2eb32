package org.heapgoal.process;

/** Why a run ended. */
public enum RunOutcome {
    /** The load came to its end. */
    FINISHED("the load came to its end"),
    /** The simulated time that was asked for has passed. */
    DURATION_REACHED("the simulated time asked for has passed"),
    /** The largest number of cycles was reached; the figures cover the time until then. */
    CYCLES_REACHED("the largest number of cycles was reached"),
    /** The container's memory limit was passed and the system killed the process. */
    OOM_KILLED("the container's memory limit was passed and the system killed the process"),
    /** Stopped from outside; what was recorded is incomplete. */
    CANCELLED("the run was stopped");

    private final String sentence;

    RunOutcome(String sentence) {
        this.sentence = sentence;
    }

    /** The outcome as a clause of a sentence, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
