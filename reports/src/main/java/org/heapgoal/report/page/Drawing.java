package org.heapgoal.report.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    String svgFile() {
        return chart.name() + ".svg";
    }

    String pngFile() {
        return chart.name() + ".png";
    }

    /** Writes both files; may run beside those of other charts. */
    void writeTo(Path directory) {
        try (OutputStream png = Files.newOutputStream(directory.resolve(pngFile()))) {
            Files.writeString(directory.resolve(svgFile()), svg);
            ChartFiles.png(chart, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
