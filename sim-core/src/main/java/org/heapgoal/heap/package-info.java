/**
 * How the Go allocator cuts memory: size classes and the objects they hold.
 *
 * <p>Follows {@code internal/runtime/gc/sizeclasses.go}, {@code malloc.go: mallocgc}, {@code msize.go: roundupsize} and
 * {@code mheap.go: initSpan} of Go 1.25, with the differences of 1.19 to 1.26. The page heap below the size classes is
 * in {@link org.heapgoal.heap.page}.
 *
 * <p>Sizes are bytes. Left out: user arenas, the zeroing of memory, alignment of the tiny allocator's sub-objects.
 */
@NullMarked
package org.heapgoal.heap;

import org.jspecify.annotations.NullMarked;
