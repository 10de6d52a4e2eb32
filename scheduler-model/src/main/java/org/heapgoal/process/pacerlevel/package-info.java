/**
 * Level {@code pacer}: the real controller and CPU limiter in a mutator made of rates, one GC cycle after another.
 *
 * <p>{@link org.heapgoal.process.pacerlevel.IdealisedCycles} is the mutator of the runtime's own pacer test ({@code
 * mgcpacer_test.go: TestGcPacer}, Go 1.25) with the same arithmetic in the same order.
 * {@link org.heapgoal.process.pacerlevel.TimedRun} runs a program on a time axis: it fills the heap up to the trigger,
 * marks in 16 to 33 steps per cycle with workers, assists and idle Ps, and feeds the controller the memory that a limit
 * needs to know.
 *
 * <p>Left out: goroutines, objects, spans and cores; sweeping takes no time and the scavenger works at once;
 * {@code docs/levels.md} has the whole list. Times are nanoseconds since the start of the process, CPU times nanoseconds
 * summed over Ps, sizes bytes.
 */
@NullMarked
package org.heapgoal.process.pacerlevel;

import org.jspecify.annotations.NullMarked;
