/**
 * Two runs side by side: the differences of their figures, and the first GC cycle that differs with the input of its goal or
 * trigger that made it so.
 *
 * <p>A run may be simulated, a real program's log, or a report directory written earlier
 * ({@link org.heapgoal.report.compare.SavedReport}). Cycles are compared as they stand in {@code cycles.csv}, so a report
 * compared with the run it was made from shows no difference. Of very long runs the first
 * {@value org.heapgoal.report.compare.ComparedRun#MAX_CYCLES} cycles are compared.
 */
@NullMarked
package org.heapgoal.report.compare;

import org.jspecify.annotations.NullMarked;
