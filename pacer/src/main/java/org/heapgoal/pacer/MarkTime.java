package org.heapgoal.pacer;

import org.heapgoal.recording.MarkCpu;

/** CPU nanoseconds spent marking in the running cycle, by who spent them; zeroed when a cycle starts. */
public final class MarkTime {
    private long assistNanos;
    private long dedicatedNanos;
    private long fractionalNanos;
    private long idleNanos;

    MarkTime() {}

    void reset() {
        assistNanos = 0;
        dedicatedNanos = 0;
        fractionalNanos = 0;
        idleNanos = 0;
    }

    void addDedicatedNanos(long nanos) {
        dedicatedNanos += nanos;
    }

    void addFractionalNanos(long nanos) {
        fractionalNanos += nanos;
    }

    void addIdleNanos(long nanos) {
        idleNanos += nanos;
    }

    /** Adds the time that allocating goroutines spent assisting. */
    public void addAssistNanos(long nanos) {
        assistNanos += nanos;
    }

    /** Replaces the assist time, for drivers that know only its sum. */
    public void setAssistNanos(long nanos) {
        assistNanos = nanos;
    }

    /** Replaces the time of idle workers, for drivers that know only its sum. */
    public void setIdleNanos(long nanos) {
        idleNanos = nanos;
    }

    /** Time of allocating goroutines made to help. */
    public long assistNanos() {
        return assistNanos;
    }

    /** Time of dedicated workers that have stopped. */
    public long dedicatedNanos() {
        return dedicatedNanos;
    }

    /** Time of fractional workers. */
    public long fractionalNanos() {
        return fractionalNanos;
    }

    /** Time of idle workers. */
    public long idleNanos() {
        return idleNanos;
    }

    /** The four times as a value for records of the run. */
    public MarkCpu toMarkCpu() {
        return new MarkCpu(assistNanos, dedicatedNanos, fractionalNanos, idleNanos);
    }
}
