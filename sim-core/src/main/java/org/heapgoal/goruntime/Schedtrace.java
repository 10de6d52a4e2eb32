package org.heapgoal.goruntime;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The line that {@code GODEBUG=schedtrace=X} prints every X milliseconds, without its line feed
 * ({@code proc.go: schedtrace}). The lists of {@code scheddetail=1} are not made.
 *
 * @param millis since the first line
 * @param maxProcs GOMAXPROCS
 * @param idleProcs Ps without work
 * @param threads Ms
 * @param spinningThreads Ms that look for work
 * @param needSpinning 1 where a P could not be given to a spinning M, else 0
 * @param idleThreads parked Ms
 * @param globalQueue length of the global run queue
 * @param localQueues length of each P's run queue, the next goroutine left out; one number for each P
 * @param schedTicks scheduling decisions of each P, likewise
 */
public record Schedtrace(
        long millis,
        int maxProcs,
        int idleProcs,
        int threads,
        int spinningThreads,
        int needSpinning,
        int idleThreads,
        int globalQueue,
        List<Long> localQueues,
        List<Long> schedTicks) {

    /** Checks that every P has its numbers. */
    public Schedtrace {
        localQueues = List.copyOf(localQueues);
        schedTicks = List.copyOf(schedTicks);
        if (localQueues.isEmpty() || localQueues.size() != schedTicks.size()) {
            throw new IllegalArgumentException(localQueues.size() + " queues and " + schedTicks.size()
                    + " ticks: one of each for every P expected");
        }
    }

    /** The line of a version. */
    public String line(GoVersion version) {
        boolean spaced = version.atLeast(GoVersion.GO_1_25);
        String needed = version.atLeast(GoVersion.GO_1_20) ? " needspinning=" + needSpinning : "";
        String queues = (spaced ? " [ " : " [") + joined(localQueues) + (spaced ? " ]" : "]");
        String ticks = spaced ? " schedticks=[ " + joined(schedTicks) + " ]" : "";
        return "SCHED " + millis + "ms: gomaxprocs=" + maxProcs + " idleprocs=" + idleProcs + " threads=" + threads
                + " spinningthreads=" + spinningThreads + needed + " idlethreads=" + idleThreads + " runqueue="
                + globalQueue + queues + ticks;
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
