/**
 * Turns the trace lines of a real program into its twin: a load that can be run under other settings.
 *
 * <p>{@link org.heapgoal.workload.calibrate.Calibration} estimates what the program does (how fast it allocates, how much
 * it keeps) and what its work costs (marking, stops), never what the collector decides: goals, triggers, assists and mark
 * times of a prediction come out of the model. {@link org.heapgoal.workload.calibrate.FitReport} says for each figure where
 * it comes from and how sure it is. {@link org.heapgoal.workload.calibrate.Validation} runs a twin under its log's own
 * settings, or those of another log, and compares.
 *
 * <p>The goal rule that GOGC is inferred with is {@code mgcpacer.go: commit} of Go 1.19 to 1.26; logs of older releases are
 * read with stacks and globals left out of it, as those did. Left out: changes of GOGC, GOMEMLIMIT or GOMAXPROCS while the
 * program runs. Sizes are bytes, times nanoseconds where a name does not say otherwise.
 */
@NullMarked
package org.heapgoal.workload.calibrate;

import org.jspecify.annotations.NullMarked;
