package org.heapgoal.report.page;

import org.heapgoal.report.chart.Chart;
import org.heapgoal.report.chart.ChartFiles;

/**
 * A chart and its SVG document, which goes into a file and into the page.
 *
 * @param chart the chart
 * @param svg the document
 */
record Drawing(Chart chart, String svg) {
    static Drawing of(Chart chart) {
        return new Drawing(chart, ChartFiles.svg(chart));
    }
}
