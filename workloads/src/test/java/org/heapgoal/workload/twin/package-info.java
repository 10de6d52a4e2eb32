/**
 * Real Go programs of {@code validation/corpus} beside scenarios of {@code validation/twins} that were written from the
 * programs' sources. Both are judged by the same figures, taken from trace lines and from a time series of the heap. Times
 * are nanoseconds, sizes bytes, unless a name says otherwise.
 */
@NullMarked
package org.heapgoal.workload.twin;

import org.jspecify.annotations.NullMarked;
