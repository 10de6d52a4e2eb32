/**
 * Charts of a result, drawn by JFreeChart, as SVG by Batik's generator, and as PNG: heap and goal, memory by use, CPU by
 * class, pauses and latencies, the pacer's sheet, what the Ps do, the trade-off of a what-if, and a log beside its twin.
 * {@link org.heapgoal.report.chart.Charts} makes all that a result has data for.
 *
 * <p>The SVG of a result is the same, byte for byte, on every JVM from 17 on, with or without fonts installed: the charts
 * bring their own font, and nothing here reads the locale or the clock. PNG bytes depend on the JVM's rasteriser. Colours
 * are the palette of Okabe and Ito, which readers with any kind of colour vision can tell apart.
 */
@NullMarked
package org.heapgoal.report.chart;

import org.jspecify.annotations.NullMarked;
