/**
 * The heap as spans of size classes: per-P caches, central lists, allocation, marking, sweeping, stacks and work buffers,
 * and the accounts from which MemStats is made.
 *
 * <p>Follows {@code mheap.go}, {@code mcache.go}, {@code mcentral.go}, {@code mgcsweep.go}, {@code malloc.go} and
 * {@code mstats.go} of Go 1.25, with the differences of 1.19 to 1.26.
 *
 * <p>Objects are not kept one by one. A span knows how many of its objects belong to which {@linkplain
 * org.heapgoal.heap.span.Cohorts cohort}; objects of a cohort share site and fate. Which slot of a span an object sits in
 * has no effect in the runtime's accounting and is not kept.
 *
 * <p>Sizes are bytes unless a name says pages.
 */
@NullMarked
package org.heapgoal.heap.span;

import org.jspecify.annotations.NullMarked;
