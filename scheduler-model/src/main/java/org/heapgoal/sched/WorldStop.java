package org.heapgoal.sched;

/**
 * A stop of the world that has succeeded: every P stands still ({@code proc.go: worldStop}).
 *
 * @param reason why
 * @param startedStoppingNanos when the scheduler lock was held and the first P was asked to stop
 * @param finishedStoppingNanos when the last P stood still
 * @param stoppingCpuNanos sum over the Ps of the time each stood still before the last one did
 */
public record WorldStop(
        StopReason reason, long startedStoppingNanos, long finishedStoppingNanos, long stoppingCpuNanos) {}
