/**
 * When and how much free memory is released to the operating system: the scavenger's goals, the pacing of its background
 * worker, and the share that allocations do themselves. Which pages are released is decided by
 * {@link org.heapgoal.heap.page.PageHeap}.
 *
 * <p>Follows {@code mgcscavenge.go: gcPaceScavenger, scavengerState, piController} and {@code mheap.go: allocSpan} of Go
 * 1.25. The numbers are the same from 1.19 to 1.26 but for the defect noted at {@link
 * org.heapgoal.scavenger.ScavengeGoals}.
 *
 * <p>Bytes are unsigned 64-bit numbers; times are nanoseconds. Left out: the parking and waking of the goroutine, which
 * the caller does, and everything that the running program is charged.
 */
@NullMarked
package org.heapgoal.scavenger;

import org.jspecify.annotations.NullMarked;
