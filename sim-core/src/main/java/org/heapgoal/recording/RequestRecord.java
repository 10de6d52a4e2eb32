package org.heapgoal.recording;

/**
 * One request that has ended, and where its latency went; the parts add up to the latency.
 *
 * @param program what it ran
 * @param arrivedNanos when it arrived
 * @param latencyNanos from arrival to end
 * @param blame the parts
 */
public record RequestRecord(String program, long arrivedNanos, long latencyNanos, Blame blame) {
    /**
     * Parts of a latency, nanoseconds.
     *
     * @param ownWork its own computing, allocating included
     * @param waiting its own waits: network, timers, system calls, channels, locks
     * @param queueing runnable, waiting for a P
     * @param assist marking on behalf of its allocations, and waiting for credit
     * @param stopped the world was stopped while it ran or was runnable
     * @param descheduled on a P whose thread had no core, throttling left out
     * @param throttled the CPU quota was used up
     * @param faults page faults, sweeping and scavenging done for its allocations
     */
    public record Blame(
            long ownWork,
            long waiting,
            long queueing,
            long assist,
            long stopped,
            long descheduled,
            long throttled,
            long faults) {}
}
