/**
 * Goroutines that do what programs say: computing, allocating span by span, waiting, calling the runtime; with the
 * lifetimes of what they allocate, the caches, the channels and locks they share, and their stacks.
 *
 * <p>Times are nanoseconds, sizes are bytes.
 */
@NullMarked
package org.heapgoal.process.mutator;

import org.jspecify.annotations.NullMarked;
