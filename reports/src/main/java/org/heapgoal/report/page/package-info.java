/**
 * The report directory: {@code index.html}, the charts beside it, and the same results as CSV and JSON.
 *
 * <p>The page is one file that needs no network: styles, scripts, data as JSON and the static charts are inside, and a
 * content security policy refuses everything else. Interactive charts (uPlot) show the heap, GC CPU and each cycle's pauses
 * over time; without scripts and on paper the static charts stand for them. The page shows one recording, or a prediction
 * beside what was observed. Every text that comes from a user or a log is escaped; nothing depends on the time of day.
 *
 * <p>Long runs: the heap's samples are those that {@link org.heapgoal.report.HeapSamples} kept, which lose no peak, and the
 * cycles the first and last that {@link org.heapgoal.report.KeptCycles} kept; the page says so.
 */
@NullMarked
package org.heapgoal.report.page;

import org.jspecify.annotations.NullMarked;
