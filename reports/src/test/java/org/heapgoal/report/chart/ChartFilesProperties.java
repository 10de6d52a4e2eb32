package org.heapgoal.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.heapgoal.report.Runs;

class ChartFilesProperties {
    /** Oracle: the JDK's reader of PNG files. */
    @Property(tries = 200)
    void thePngReadsBackAsTheSamePixels(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 10) int height,
            @ForAll @Size(400) List<@IntRange(min = 0, max = 0xffffff) Integer> colours)
            throws IOException {
        int[] pixels = colours.stream()
                .limit((long) width * height)
                .mapToInt(Integer::intValue)
                .toArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        PngFile.write(pixels, width, file);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        int[] back = read.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(back[i] & 0xffffff).isEqualTo(pixels[i]);
        }
    }

    /** Oracle: decimal arithmetic; the number printed is no more than half a hundredth away and as short as it can be. */
    @Property(tries = 1000)
    void numbersInSvgAreTheNearestHundredth(@ForAll @DoubleRange(min = -1e6, max = 1e6) double number) {
        String text = new SvgContext.Hundredths().format(number);
        BigDecimal printed = new BigDecimal(text);
        BigDecimal error = printed.subtract(new BigDecimal(number)).abs();
        assertThat(error).isLessThanOrEqualTo(new BigDecimal("0.005000001"));
        assertThat(text)
                .isEqualTo(
                        printed.signum() == 0
                                ? "0"
                                : printed.stripTrailingZeros().toPlainString());
    }

    /** Oracle: the same charts one after the other. */
    @Example
    void chartsDrawnSideBySideAreTheSame() {
        List<String> alone = chartsOfRuns(1).stream().map(ChartFiles::svg).toList();
        for (int round = 0; round < 5; round++) {
            List<String> together =
                    chartsOfRuns(4).parallelStream().map(ChartFiles::svg).toList();
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i)).isEqualTo(alone.get(i % alone.size()));
            }
        }
    }

    private static List<Chart> chartsOfRuns(int count) {
        return Collections.nCopies(count, "everything").stream()
                .flatMap(name -> Charts.of(Runs.fullRunWithTimelines(name)).charts().stream())
                .toList();
    }
}
