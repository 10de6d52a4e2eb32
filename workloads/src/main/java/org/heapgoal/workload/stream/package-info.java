/**
 * Sequences of numbers, one for each GC cycle, built from a few forms: constants, ramps, steps, units, sines and noise,
 * added, delayed, shifted, scaled, bounded and rounded.
 *
 * <p>The algebra follows the one of the runtime's own pacer test ({@code mgcpacer_test.go: float64Stream}, Go 1.25) down
 * to the order in which products are taken, so that a scenario of that test gives the same bits. A stream is a value
 * ({@link org.heapgoal.workload.stream.ValueStream}); opening it gives a cursor that starts at the first cycle.
 *
 * <p>The streams carry no unit of their own; the quantity that uses one gives it.
 */
@NullMarked
package org.heapgoal.workload.stream;

import org.jspecify.annotations.NullMarked;
