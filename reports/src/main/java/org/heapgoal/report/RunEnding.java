package org.heapgoal.report;

/**
 * How a run ended.
 *
 * @param code a fixed name for programs, such as {@code FINISHED}
 * @param sentence the same as a clause of a sentence, without a full stop
 * @param killed whether the system killed the process, so that the figures cover a part of what was asked for
 */
public record RunEnding(String code, String sentence, boolean killed) {}
