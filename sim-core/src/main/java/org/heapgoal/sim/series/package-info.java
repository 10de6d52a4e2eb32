/**
 * Time series that take a fixed amount of memory however long a run lasts.
 *
 * <p>Times are nanoseconds since the simulated process started; values are any finite numbers, in the unit of whoever
 * records them. Nothing here knows the clock: whoever records says when.
 */
@NullMarked
package org.heapgoal.sim.series;

import org.jspecify.annotations.NullMarked;
