package org.heapgoal.workload.log;

/**
 * A line that is known and counted but not used.
 *
 * @param lineNumber its line in the log, from 1
 * @param kind which
 */
public record DetailLine(long lineNumber, LineKind kind) implements TraceLine {}
