/**
 * What a run records, whatever made it: a simulation at any level of detail, or the log of a real program.
 *
 * <p>A run streams {@link org.heapgoal.recording.CycleRecord}s and {@link org.heapgoal.recording.HeapSample}s to a
 * {@link org.heapgoal.recording.RunProbe}; reports, summaries and files are made by probes, so that memory use does not
 * grow with simulated time unless a probe is asked to keep everything. The reasons behind goals and triggers are enums
 * here, because the control laws name them and the reports explain them.
 *
 * <p>Times are nanoseconds since the start of the process, CPU times are nanoseconds summed over Ps, sizes are bytes.
 */
@NullMarked
package org.heapgoal.recording;

import org.jspecify.annotations.NullMarked;
