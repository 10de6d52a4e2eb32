package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.sim.random.Distribution;

/** Oracle: the distribution itself, at a million of its quantiles, through the allocator's own table of classes. */
final class SizeCutProperties {
    private static final SizeClasses CLASSES = SizeClasses.of(GoVersion.GO_1_25);

    @Property(tries = 200)
    void everySizeIsInAClassOfItsOwnAndSharesAddUpToOne(
            @ForAll @LongRange(min = 8, max = 1 << 20) long median,
            @ForAll @DoubleRange(min = 1.1, max = 6) double spread,
            @ForAll boolean pointerful) {
        List<WeightedSize> cut =
                SizeCut.cut(Distribution.LogNormal.ofMedian((double) median, spread), 8, 4 << 20, pointerful);
        long last = 0;
        long lastClass = 0;
        double sum = 0;
        for (WeightedSize size : cut) {
            int sizeClass = CLASSES.requestClass(size.bytes(), !pointerful);
            long orderedClass = sizeClass == SizeClasses.LARGE
                    ? SizeClasses.COUNT + SizeClasses.largePages(size.bytes())
                    : sizeClass;
            assertThat(size.bytes()).isGreaterThan(last).isBetween(8L, 4L << 20);
            assertThat(orderedClass).isGreaterThan(lastClass);
            last = size.bytes();
            lastClass = orderedClass;
            sum += size.weight();
        }
        assertThat(sum).isEqualTo(1, within(1e-6));
    }

    @Property(tries = 200)
    void theBoundOfAClassIsTheLargestRequestThatCostsTheSame(
            @ForAll @LongRange(min = 8, max = 32760) long bytes, @ForAll boolean pointerful) {
        assertThat(SizeCut.upperBound(bytes, pointerful))
                .isEqualTo(
                        CLASSES.roundUpSize(bytes, !pointerful) > 32760
                                ? 32760
                                : CLASSES.roundUpSize(bytes, !pointerful));
    }

    @Example
    void theMeanRequestAndTheMeanCostAreThoseOfTheDistribution() {
        Distribution sizes = Distribution.LogNormal.ofMedian(96, 2.5);
        double requested = 0;
        double taken = 0;
        int n = 1_000_000;
        for (int i = 0; i < n; i++) {
            double bytes = Math.max(1, Math.min(32768, sizes.quantile((i + 0.5) / n)));
            requested += bytes / n;
            taken += (double) CLASSES.allocatedBytes((long) Math.ceil(bytes), true) / n;
        }
        double cutRequested = 0;
        double cutTaken = 0;
        for (WeightedSize size : SizeCut.cut(sizes, 1, 32768, false)) {
            cutRequested += size.weight() * (double) size.bytes();
            cutTaken += size.weight() * (double) CLASSES.allocatedBytes(size.bytes(), true);
        }
        assertThat(cutRequested).isEqualTo(requested, within(requested * 0.005));
        assertThat(cutTaken).isEqualTo(taken, within(taken * 0.005));
    }

    @Example
    void halfOfAUniformDistributionLiesOnEachSideOfItsMiddle() {
        // 1 to 16 bytes without pointers: 7/15 of the requests fit 8 bytes, 8/15 need 16.
        assertThat(SizeCut.cut(new Distribution.Uniform(1, 16), 1, 16, false))
                .extracting(WeightedSize::weight)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-8 ? 0 : Double.compare(a, b))
                .containsExactly(7.0 / 15, 8.0 / 15);
    }

    @Example
    void nothingIsCutWhereNearlyNothingLies() {
        assertThat(SizeCut.cut(Distribution.LogNormal.ofMedian(64, 2), 1 << 20, 2 << 20, true))
                .isEmpty();
    }
}
