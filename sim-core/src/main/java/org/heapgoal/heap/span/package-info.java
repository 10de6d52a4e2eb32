/**
 * The heap as spans of size classes: per-P caches, central lists, allocation, marking, sweeping, stacks and work buffers,
 * and the accounts from which MemStats is made.
 *
 * <p>Follows {@code mheap.go}, {@code mcache.go}, {@code mcentral.go}, {@code mgcsweep.go}, {@code malloc.go} and
 * {@code mstats.go} of Go 1.25, with the differences of 1.19 to 1.26.
 *
 * <p>{@link org.heapgoal.heap.span.Heap} is what others call; behind it, spans are rows of one table, Ps' caches and
 * central lists name them by number, and a sweeper and a page reclaimer move the list of what is unswept. Memory outside
 * the page heap is counted piece by piece, so that Sys is the sum of its parts.
 *
 * <p>Objects are not kept one by one. A span knows how many of its objects belong to which {@linkplain
 * org.heapgoal.heap.span.Cohorts cohort}; objects of a cohort share site and fate. Which slot of a span an object sits in
 * has no effect in the runtime's accounting and is not kept.
 *
 * <p>Left out: which slot an object sits in, zeroing, user arenas, heap profiling besides its fixed tables, and the records
 * of finalizers and weak pointers. Sets of spans are popped oldest first, as in {@code mspanset.go}. The background sweeper
 * gives span structures back to no P's cache. The heap starts at a fixed address and grows without gaps; Go 1.26 chooses
 * the start at random and leaves up to 511 pages of it unused, here always 256. What a process has when main begins was
 * measured with Go 1.26 and is taken for all versions; sizes of runtime structures are those of 1.25 before 1.26.
 *
 * <p>Sizes are bytes unless a name says pages.
 */
@NullMarked
package org.heapgoal.heap.span;

import org.jspecify.annotations.NullMarked;
