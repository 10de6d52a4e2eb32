package org.heapgoal.process.load;

/** Whether a load's work or its time stays the same when the collector gets slower or faster. */
public enum LoadKind {
    /** A fixed amount of work, done as fast as the CPUs allow: a slower collector makes the run longer. */
    SATURATED,
    /** Work that arrives at a fixed pace: a slower collector makes a backlog, which is worked off when CPU is free. */
    PACED
}
