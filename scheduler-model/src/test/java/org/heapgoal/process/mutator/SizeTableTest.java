package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;
import org.junit.jupiter.api.Test;

/** Oracle: the multinomial distribution's moments and frequencies, and an allocator that takes tiny objects one by one. */
class SizeTableTest {
    private static final GoVersion VERSION = GoVersion.GO_1_25;

    private static SizeTable table(double pointers, double... sizesAndWeights) {
        WeightedSize[] sizes = new WeightedSize[sizesAndWeights.length / 2];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = new WeightedSize((long) sizesAndWeights[2 * i], sizesAndWeights[2 * i + 1]);
        }
        Site site = new Site(List.of(sizes), pointers, 0, new Lifetime.Immortal(), false);
        return new SizeTable(site, SizeClasses.of(VERSION), VERSION);
    }

    @Test
    void sizes_of_one_span_class_share_a_row() {
        SizeTable table = table(0, 40, 1, 48, 3, 100, 2, 40_000, 1, 41_000, 1);
        assertThat(table.rows).isEqualTo(4);
        assertThat(table.spanClass[0]).isEqualTo(SizeClasses.spanClass(SizeClasses.classFor(48), true));
        assertThat(table.requestedBytes[0]).isEqualTo(46);
        assertThat(Arrays.stream(table.spanClass).filter(row -> row == SizeTable.LARGE))
                .hasSize(2);
        assertThat(table.meanBytes).isEqualTo((40 + 144 + 200 + 81_000) / 8.0);
    }

    @Test
    void pointers_move_large_requests_to_the_class_with_room_for_a_header() {
        SizeTable table = table(0.5, 1024, 1);
        assertThat(table.elemBytes[0]).isEqualTo(1152);
        assertThat(table.scanAlloc[0]).isEqualTo(1152);
    }

    @Test
    void counts_are_multinomial() {
        double[] weights = {5, 3, 1.5, 0.5};
        SizeTable table = table(0, 64, 5, 96, 3, 256, 1.5, 2048, 0.5);
        NamedStream stream = new StreamFactory(3, 0).stream("counts");
        int draws = 4000;
        int objects = 300;
        double[] sum = new double[4];
        double[] squares = new double[4];
        double product01 = 0;
        int[] counts = new int[4];
        for (int i = 0; i < draws; i++) {
            table.draw(stream, objects, counts);
            assertThat(Arrays.stream(counts).sum()).isEqualTo(objects);
            for (int row = 0; row < 4; row++) {
                sum[row] += counts[row];
                squares[row] += (double) counts[row] * counts[row];
            }
            product01 += (double) counts[0] * counts[1];
        }
        for (int row = 0; row < 4; row++) {
            double p = weights[row] / 10;
            double mean = objects * p;
            double variance = mean * (1 - p);
            assertThat(sum[row] / draws).isCloseTo(mean, within(4 * Math.sqrt(variance / draws)));
            double seen = squares[row] / draws - (sum[row] / draws) * (sum[row] / draws);
            assertThat(seen).isCloseTo(variance, within(0.1 * variance));
        }
        // Cov(X, Y) = -n p q.
        double covariance = product01 / draws - sum[0] / draws * (sum[1] / draws);
        assertThat(covariance).isCloseTo(-objects * 0.5 * 0.3, within(0.1 * objects * 0.15));
    }

    @Test
    void few_objects_are_drawn_one_by_one_with_the_same_shares() {
        SizeTable table = table(0, 64, 5, 96, 3, 256, 1.5, 2048, 0.5);
        NamedStream stream = new StreamFactory(3, 0).stream("few");
        int draws = 20_000;
        long[] seen = new long[4];
        int[] counts = new int[4];
        for (int i = 0; i < draws; i++) {
            table.draw(stream, 2, counts);
            for (int row = 0; row < 4; row++) {
                seen[row] += counts[row];
            }
        }
        double chiSquare = 0;
        double[] shares = {0.5, 0.3, 0.15, 0.05};
        for (int row = 0; row < 4; row++) {
            double expected = 2 * draws * shares[row];
            chiSquare += (seen[row] - expected) * (seen[row] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(new ChiSquaredDistribution(null, 3).inverseCumulativeProbability(0.9999));
    }

    @Test
    void objects_without_bytes_take_nothing() {
        SizeTable table = table(0, 0, 1, 64, 1);
        NamedStream stream = new StreamFactory(3, 0).stream("zero");
        int[] counts = new int[1];
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            table.draw(stream, 100, counts);
            sum += counts[0];
        }
        assertThat((double) sum).isCloseTo(50_000, within(4 * Math.sqrt(25_000)));
    }

    @Test
    void tiny_objects_take_blocks_as_often_as_the_tiny_allocator_does() {
        // 8 bytes fit twice, 5 bytes three times (5 + 5 + 5), 12 bytes once, 2 bytes eight times.
        assertThat(table(0, 8, 1).blocksPerTiny).isCloseTo(1 / 2.0, within(1e-9));
        assertThat(table(0, 5, 1).blocksPerTiny).isCloseTo(1 / 3.0, within(1e-4));
        assertThat(table(0, 12, 1).blocksPerTiny).isCloseTo(1, within(1e-9));
        assertThat(table(0, 2, 1).blocksPerTiny).isCloseTo(1 / 8.0, within(1e-9));
        long[] sizes = {1, 4, 8, 10};
        double[] upTo = {0.2, 0.5, 0.8, 1};
        NamedStream stream = new StreamFactory(3, 0).stream("tiny");
        int offset = 16;
        int blocks = 0;
        int objects = 200_000;
        for (int i = 0; i < objects; i++) {
            double u = stream.nextDouble();
            int which = 0;
            while (u >= upTo[which]) {
                which++;
            }
            int size = (int) sizes[which];
            int align = size % 8 == 0 ? 8 : size % 4 == 0 ? 4 : size % 2 == 0 ? 2 : 1;
            int at = (offset + align - 1) / align * align;
            if (at + size <= 16) {
                offset = at + size;
            } else {
                blocks++;
                offset = Math.min(offset, size);
            }
        }
        assertThat(table(0, 1, 2, 4, 3, 8, 3, 10, 2).blocksPerTiny).isCloseTo((double) blocks / objects, within(0.005));
    }
}
