/**
 * Level {@code full}: a whole Go process wired to one clock. Composes the scheduler, the collector, the heap, the
 * scavenger, the control laws and the mutator; holds no law of its own.
 *
 * <p>Times are nanoseconds, sizes are bytes.
 */
@NullMarked
package org.heapgoal.process.full;

import org.jspecify.annotations.NullMarked;
