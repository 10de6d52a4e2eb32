/**
 * The Go scheduler on simulated cores: goroutines (G), threads (M) and processors (P), run queues, stealing, the system
 * monitor, system calls, timers, the network poller, stopping and starting the world, and the operating system's own
 * scheduling of threads under them.
 *
 * <p>Follows {@code proc.go}, {@code runtime2.go} and {@code preempt.go} of Go 1.25, with the differences of 1.19 to 1.26.
 *
 * <p>Times are nanoseconds. "CPU time" is time for which a thread held a core; with fewer cores than running threads, or
 * while a CPU quota is used up, the clock goes on and CPU time does not.
 */
@NullMarked
package org.heapgoal.sched;

import org.jspecify.annotations.NullMarked;
