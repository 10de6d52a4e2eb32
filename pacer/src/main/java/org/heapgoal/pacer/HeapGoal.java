package org.heapgoal.pacer;

import org.heapgoal.recording.GoalRule;

/**
 * A heap goal and why it is what it is. Where several rules give the same number, the earlier one in the order of the
 * runtime's tests has it: GOGC before the minimum heap, both before the memory limit, then the sweep distance, then the
 * runway above the trigger; and the memory limit before the clamp to the live heap.
 *
 * @param bytes heapLive at which the cycle should end
 * @param rule the rule whose number this is
 * @param minTrigger the smallest trigger this goal allows, because sweeping needs room; 0 for none
 */
public record HeapGoal(long bytes, GoalRule rule, long minTrigger) {}
