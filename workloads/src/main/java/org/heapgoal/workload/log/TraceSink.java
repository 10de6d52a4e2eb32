package org.heapgoal.workload.log;

/** Receives a log's trace lines in the order in which they stand there. */
@FunctionalInterface
public interface TraceSink {
    /** The next trace line. */
    void accept(TraceLine line);
}
