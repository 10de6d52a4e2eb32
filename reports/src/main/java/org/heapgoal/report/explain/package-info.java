/**
 * Says in words why a GC cycle went as it did, and what other settings would have changed.
 *
 * <p>Every number of a sentence comes from the cycle's {@link org.heapgoal.recording.CycleRecord}: goals that other settings
 * would have given were computed by the control laws themselves when the cycle started
 * ({@link org.heapgoal.recording.GoalBasis}), so nothing here repeats a formula of the runtime. What a recording does not
 * tell, such as a log's trigger, a sentence leaves out. Sizes print with three significant digits.
 */
@NullMarked
package org.heapgoal.report.explain;

import org.jspecify.annotations.NullMarked;
