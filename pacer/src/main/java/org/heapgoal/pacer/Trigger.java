package org.heapgoal.pacer;

import org.heapgoal.recording.TriggerBound;

/**
 * A trigger, the goal it belongs to and what bounded it.
 *
 * @param bytes heapLive at which a cycle starts
 * @param bound the bound whose number this is
 * @param goal the goal the trigger was computed for
 */
public record Trigger(long bytes, TriggerBound bound, HeapGoal goal) {}
