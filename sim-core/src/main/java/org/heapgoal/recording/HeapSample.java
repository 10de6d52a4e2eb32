package org.heapgoal.recording;

/**
 * The heap at one instant, for the saw-tooth chart.
 *
 * @param timeNanos when
 * @param heapLive bytes allocated since the last mark plus bytes then marked
 * @param heapGoal the goal at that instant
 * @param trigger the trigger at that instant
 * @param mappedBytes Sys − HeapReleased
 */
public record HeapSample(long timeNanos, long heapLive, long heapGoal, long trigger, long mappedBytes) {}
