/**
 * What a simulated process is made of at level {@code full}: programs of goroutines, allocation sites, lifetimes, arrivals,
 * changes over time, and the machine around it. Plain values: nothing here runs.
 *
 * <p>Times are nanoseconds, sizes are bytes, rates are per second.
 */
@NullMarked
package org.heapgoal.process.program;

import org.jspecify.annotations.NullMarked;
