/**
 * Charts of a result, drawn by JFreeChart: the heap and its goal, GC CPU by kind, and the trade-off of a what-if; as SVG by
 * Batik's generator, and as PNG.
 *
 * <p>The SVG of a result is the same, byte for byte, on every JVM from 17 on, with or without fonts installed: the charts
 * bring their own font, and nothing here reads the locale or the clock. PNG bytes depend on the JVM's rasteriser. Colours
 * are the palette of Okabe and Ito, which readers with any kind of colour vision can tell apart.
 */
@NullMarked
package org.heapgoal.report.chart;

import org.jspecify.annotations.NullMarked;
