package org.heapgoal.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.SummaryMetric;
import org.junit.jupiter.api.Test;

/** That the benchmarks measure what they say. */
final class BenchmarkLoadsTest {
    /** Oracle: steps/run and final-live-bytes as the Go harness's benchmark prints them for the real pacer (go1.26.8). */
    @Test
    void theSteadyRunIsTheOneTheGoBenchmarkMeasures() {
        SteadyRun steady = new SteadyRun();
        assertThat(steady.countSteps()).isEqualTo(814);
        assertThat(steady.run()).isEqualTo(20_886_438L);
    }

    /** Oracle: the stated number, within the difference of the Ps' stretches from the average. */
    @Test
    void theStretchLoadGetsThroughTheStatedNumber() {
        for (int procs : new int[] {1, 4, 16}) {
            StretchLoad load = new StretchLoad(procs);
            long first = load.run();
            assertThat((double) (load.run() - first))
                    .isBetween(0.9 * StretchLoad.STRETCHES, 1.01 * StretchLoad.STRETCHES);
        }
    }

    /** Oracle: 60 s · 105 MiB/s over a runway of about 60 MiB gives 105 cycles, and a few more while the heap grows. */
    @Test
    void theWhatIfLoadLooksLikeAMinutesLog() {
        double cycles = WhatIfGrid.run(WhatIfGrid.load(), WhatIfGrid.BASE).valueOrNaN(SummaryMetric.NUM_GC);
        assertThat(cycles).isBetween(95.0, 120.0);
    }

    @Test
    void theGridHasAThousandDifferentSettingsWithTheBaseAmongThem() {
        assertThat(WhatIfGrid.settings())
                .hasSize(WhatIfGrid.SETTINGS)
                .doesNotHaveDuplicates()
                .contains(WhatIfGrid.BASE);
    }

    /** Oracle: the same simulations one after the other; every seventh setting, so that all values take part. */
    @Test
    void twoThreadsComputeTheSameFigures() throws InterruptedException, ExecutionException {
        List<GcSettings> all = WhatIfGrid.settings();
        WhatIfBenchmark benchmark = new WhatIfBenchmark(IntStream.iterate(0, i -> i < all.size(), i -> i + 7)
                .mapToObj(all::get)
                .toList());
        try {
            assertThat(benchmark.twoThreads()).hasSize(143).containsExactly(benchmark.oneThread());
        } finally {
            benchmark.stop();
        }
    }
}
