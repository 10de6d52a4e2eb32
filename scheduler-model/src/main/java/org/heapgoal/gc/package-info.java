/**
 * The garbage collection cycle on the virtual clock: triggers, the two stops, mark workers, assists and credit, mark
 * termination, background sweeping, forced and periodic cycles, and the collector's statistics.
 *
 * <p>Follows {@code mgc.go}, {@code mgcmark.go}, {@code mgcpacer.go} (selection of workers), {@code mgcsweep.go} (background
 * sweeper) and {@code mstats.go} of Go 1.25, with the differences of 1.19 to 1.26. The control laws are those of
 * {@link org.heapgoal.pacer}; what is marked and swept is in {@link org.heapgoal.heap.span}.
 *
 * <p>Times are nanoseconds, sizes are bytes.
 */
@NullMarked
package org.heapgoal.gc;

import org.jspecify.annotations.NullMarked;
