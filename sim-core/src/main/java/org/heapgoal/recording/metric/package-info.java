/**
 * How a figure is declared: once, with its name in files, the name that Go's package runtime/metrics has for it, its unit,
 * its meaning and how it is summed up. Tables, CSV, JSON, charts and pages read the declaration.
 *
 * <p>The figures themselves are enums that implement {@link org.heapgoal.recording.metric.Metric}, each where its values
 * come from: figures of a run, of a cycle, of an instant, and those that predictions are compared in.
 */
@NullMarked
package org.heapgoal.recording.metric;

import org.jspecify.annotations.NullMarked;
