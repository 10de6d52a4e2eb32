/**
 * The Go scheduler on simulated cores: goroutines (G), threads (M) and processors (P), run queues, stealing, the system
 * monitor, system calls, timers, the network poller, stopping and starting the world. The operating system under it is
 * {@link org.heapgoal.machine.Cores}.
 *
 * <p>Follows {@code proc.go}, {@code runtime2.go} and {@code preempt.go} of Go 1.25, with the differences of 1.19 to 1.26.
 * {@link org.heapgoal.sched.Scheduler} is what others make and call, through {@link org.heapgoal.sched.World};
 * {@link org.heapgoal.sched.Execution} is what a goroutine does; {@link org.heapgoal.sched.RuntimeHooks} is what the scheduler
 * asks of the rest of the runtime. Inside, {@code Runner} dispatches and preempts, {@code Finder} looks for work, {@code
 * Threads} starts and stops Ms, {@code Poller} has timers and network, {@code Monitor} is sysmon, {@code Stopper} stops and
 * starts the world.
 *
 * <p>Times are nanoseconds. "CPU time" is time for which a thread held a core; with fewer cores than running threads, or
 * while a CPU quota is used up, the clock goes on and CPU time does not.
 *
 * <p>What the model leaves out, or does otherwise:
 *
 * <ul>
 *   <li>A search for work takes no time, except for the 3 microseconds before a running P's next goroutine is stolen. So a
 *       thread counts as spinning from its wake-up to its first look, and not for the microseconds of the looks themselves.
 *   <li>Decisions of one instant are made one after the other: there are no lost races and no lock contention.
 *   <li>A request to preempt stays until it is followed; repeating it every 100 microseconds would change nothing.
 *   <li>The system monitor needs no core and no CPU time.
 *   <li>Trace reader, finalizer and cleanup goroutines, cgo and signals other than the one that preempts. A goroutine that
 *       comes from the network poller is taken to read next, so that it wakes the system monitor as that system call does.
 *   <li>Safe-point functions ({@code forEachP}): who needs them charges their cost.
 * </ul>
 */
@NullMarked
package org.heapgoal.sched;

import org.jspecify.annotations.NullMarked;
