/**
 * The declarations of what is recorded at instants, and the list of all figures that reports know.
 *
 * <p>Figures of a run and of a cycle are declared where their values come from: {@link
 * org.heapgoal.recording.SummaryMetric}, {@link org.heapgoal.report.CycleMetric}, {@link org.heapgoal.report.CpuKind}.
 */
@NullMarked
package org.heapgoal.report.metric;

import org.jspecify.annotations.NullMarked;
