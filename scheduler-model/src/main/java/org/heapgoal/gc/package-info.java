/**
 * The garbage collection cycle on the virtual clock: triggers, the two stops, mark workers, assists and credit, mark
 * termination, background sweeping, forced and periodic cycles, and the collector's statistics.
 *
 * <p>Follows {@code mgc.go}, {@code mgcmark.go}, {@code mgcpacer.go} (selection of workers), {@code mgcsweep.go} (background
 * sweeper) and {@code mstats.go} of Go 1.25, with the differences of 1.19 to 1.26. The control laws are those of
 * {@link org.heapgoal.pacer}; what is marked and swept is in {@link org.heapgoal.heap.span}.
 *
 * <p>What is reachable is decided when marking begins; from then on marking is an amount of work that goroutines share, not a
 * walk over a graph: pieces of it shrink as it gets less, so that all markers end together, as work buffers that go round
 * make them. A marker's progress is linear in its CPU time and computed when somebody looks.
 *
 * <p>Left out: write barriers (they would publish work during the ragged barrier and could restart a mark), goroutine-leak
 * detection, the preemption of goroutines in favour of dedicated workers that are still needed ({@code enlistWorker}; Green
 * Tea's waking of idle Ps is there), the move of a P's queue when its dedicated worker is preempted, allocation of the mark's
 * own metadata beyond two work buffers for each P, per-class scan statistics of {@code gctrace=2}, and the snatching of
 * semaphores by running goroutines.
 *
 * <p>Times are nanoseconds, sizes are bytes.
 */
@NullMarked
package org.heapgoal.gc;

import org.jspecify.annotations.NullMarked;
