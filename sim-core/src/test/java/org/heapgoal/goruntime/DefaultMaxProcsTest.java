package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: min(CPUs, max(2, ⌈quota / period⌉)), worked by hand. */
class DefaultMaxProcsTest {
    @ParameterizedTest(name = "{0} CPUs, {1}/{2} µs → {3}")
    @CsvSource({
        "8, 50000, 100000, 2", // half a CPU: never below 2
        "8, 200000, 100000, 2",
        "8, 200001, 100000, 3", // 2.00001 is rounded up
        "8, 300000, 100000, 3",
        "4, 900000, 100000, 4", // quota above the machine
        "1, 50000, 100000, 1", // but not above the CPUs
        "8, 0, 100000, 2",
        "8, -1, 100000, 8", // no quota
        "8, 17592186044416, 1, 8" // the kernel's largest quota
    })
    void followsTheQuota(int cpus, long quota, long period, int expected) {
        assertThat(DefaultMaxProcs.of(GoVersion.GO_1_25, cpus, quota, period, Godebug.DEFAULT))
                .isEqualTo(expected);
    }

    @Test
    void ignoresTheQuotaBefore125AndWhenToldSo() {
        Godebug off = new Godebug(Map.of(GodebugSetting.CONTAINERMAXPROCS, 0));
        assertThat(DefaultMaxProcs.of(GoVersion.GO_1_24, 8, 100_000, 100_000, Godebug.DEFAULT))
                .isEqualTo(8);
        assertThat(DefaultMaxProcs.of(GoVersion.GO_1_25, 8, 100_000, 100_000, off))
                .isEqualTo(8);
    }
}
