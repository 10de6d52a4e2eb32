/**
 * What a mutator asks of the runtime at level {@code pacer}: loads described by rates, not by goroutines and objects.
 *
 * <p>A {@link org.heapgoal.process.load.TimedLoad} is a program on a time axis, as presets and twins calibrated from
 * logs describe it. An {@link org.heapgoal.process.load.CycleLoad} is one value per GC cycle, as the runtime's own pacer
 * test ({@code mgcpacer_test.go: TestGcPacer}, Go 1.25) describes it. Both hold what the program does and what its work
 * costs; goals, triggers, assists and mark times come out of the model.
 *
 * <p>Sizes are bytes, CPU costs nanoseconds of one CPU, rates are per second of work time. Left out: goroutines, object
 * sizes, lifetimes of single objects, cores and quotas below GOMAXPROCS.
 */
@NullMarked
package org.heapgoal.process.load;

import org.jspecify.annotations.NullMarked;
