package org.heapgoal.scavenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.heapgoal.scavenger.BackgroundScavenger.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: one hundredth of the CPU time; sleep = work / 0.001 at first; times worked by hand. */
class BackgroundScavengerTest {
    private static final long PHYS_PAGE = 4096;
    private static final long QUANTUM = BackgroundScavenger.QUANTUM_BYTES;
    private static final long MIB = 1 << 20;

    private BackgroundScavenger scavenger = new BackgroundScavenger(PHYS_PAGE, 0);

    @BeforeEach
    void startParked() {
        assertThat(scavenger.phase()).isEqualTo(Phase.PARKED);
    }

    /** A heap with some memory to release at a fixed cost per physical page. */
    private static final class FixedCostWork implements BackgroundScavenger.Work {
        private final long nanosPerPage;
        private long available;
        private long stopAt;
        private long duration;
        private long total;

        FixedCostWork(long nanosPerPage) {
            this.nanosPerPage = nanosPerPage;
        }

        @Override
        public boolean shouldStop() {
            return available <= stopAt;
        }

        @Override
        public long scavenge(long bytes) {
            long released = Math.min(bytes, available);
            available -= released;
            duration = (released + PHYS_PAGE - 1) / PHYS_PAGE * nanosPerPage;
            total += duration;
            return released;
        }

        @Override
        public long lastDurationNanos() {
            return duration;
        }
    }

    private long released;
    private long slept;

    /** Runs and sleeps until the scavenger parks. */
    private void untilParked(FixedCostWork work, int maxProcs) {
        for (long bytes = scavenger.run(work); bytes > 0; bytes = scavenger.run(work)) {
            released += bytes;
            long request = scavenger.sleep(scavenger.workedNanos());
            slept += request;
            scavenger.woke(request, maxProcs);
        }
        assertThat(scavenger.phase()).isEqualTo(Phase.PARKED);
    }

    private double cpuFraction(FixedCostWork work) {
        return (double) work.total / (double) (work.total + slept);
    }

    /** 64 MiB less three pages at 10 µs a page: all of it goes, at 1 % ± 0.5 % of one CPU, every time. */
    @Test
    void everythingIsReleasedAtOnePercentOfTheCpu() {
        FixedCostWork work = new FixedCostWork(10_000);
        long amount = 64 * MIB - 3 * PHYS_PAGE;
        work.available = amount;
        untilParked(work, 1);
        assertThat(released).isEqualTo(amount);
        assertThat(cpuFraction(work)).isCloseTo(0.01, within(0.005));

        untilParked(work, 1);
        assertThat(released).as("nothing to do").isEqualTo(amount);

        work.available = amount;
        untilParked(work, 1);
        assertThat(released).isEqualTo(2 * amount);
        assertThat(cpuFraction(work)).isCloseTo(0.01, within(0.005));

        work.available = amount;
        work.stopAt = MIB - 3 * PHYS_PAGE;
        untilParked(work, 1);
        assertThat(released).as("63 MiB more").isEqualTo(2 * amount + 63 * MIB);
        assertThat(cpuFraction(work)).isCloseTo(0.01, within(0.005));
    }

    /** Of several CPUs the share is the same, so the scavenger sleeps correspondingly less. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "1, 50000", "4, 10000", "16, 10000"})
    void theShareHoldsForOtherCostsAndCpuCounts(int maxProcs, long nanosPerPage) {
        FixedCostWork work = new FixedCostWork(nanosPerPage);
        work.available = 256 * MIB;
        untilParked(work, maxProcs);
        slept = 0;
        work.total = 0;
        work.available = 1024 * MIB;
        untilParked(work, maxProcs);
        double fraction = (double) work.total / ((double) (work.total + slept) * maxProcs);
        assertThat(fraction).isCloseTo(0.01, within(0.0015));
    }

    /** 65536 bytes are 16 pages: 160 µs by the estimate, so seven pieces make up the millisecond. */
    @Test
    void workIsEstimatedWhereTheClockShowsNone() {
        scavenger.startRun();
        int pieces = 0;
        while (scavenger.wantsQuantum()) {
            scavenger.quantumDone(QUANTUM, 0);
            pieces++;
        }
        assertThat(pieces).isEqualTo(7);
        assertThat(scavenger.workedNanos()).isEqualTo(1_120_000);
        assertThat(scavenger.endRun()).isEqualTo(7 * QUANTUM);
        assertThat(scavenger.releasedBytes()).isEqualTo(7 * QUANTUM);
    }

    @Test
    void aShortPieceEndsTheRun() {
        scavenger.startRun();
        scavenger.quantumDone(QUANTUM - PHYS_PAGE, 10);
        assertThat(scavenger.wantsQuantum()).isFalse();
        assertThat(scavenger.endRun()).isEqualTo(QUANTUM - PHYS_PAGE);
        assertThat(scavenger.phase()).isEqualTo(Phase.WORKED);
    }

    @Test
    void aRunWithoutResultParks() {
        scavenger.startRun();
        scavenger.quantumDone(0, 500);
        assertThat(scavenger.endRun()).isZero();
        assertThat(scavenger.phase()).isEqualTo(Phase.PARKED);
    }

    /** Less than a millisecond counts as one: 1e6 / 0.001 = 1 s. */
    @Test
    void theFirstSleepIsAThousandTimesTheWork() {
        runOnce(5_000_000);
        assertThat(scavenger.sleep(5e6)).isEqualTo(5_000_000_000L);
        scavenger.woke(1, 1);
        runOnce(10);
        assertThat(scavenger.sleep(10)).isEqualTo((long) (1e6 / scavenger.sleepRatio()));
    }

    /** The work of using the memory again is paid in advance: 1e6 · 1.7 / 0.001. */
    @Test
    void costlyReuseLengthensTheSleep() {
        scavenger = new BackgroundScavenger(PHYS_PAGE, 0.7);
        runOnce(1_000_000);
        assertThat(scavenger.sleep(1e6)).isEqualTo(1_700_000_000L);
        assertThat(scavenger.workedNanos()).isEqualTo(1.7e6);
    }

    /** Woken at once, φ = 1; raw = 0.3375·(0.01 − 1) is below the bound, so the ratio stays at its lowest. */
    @Test
    void beingWokenEarlyDoesNotMakeItWorkMore() {
        runOnce(1_000_000);
        scavenger.sleep(1e6);
        scavenger.woke(0, 1);
        assertThat(scavenger.sleepRatio()).isEqualTo(0.001);
        assertThat(scavenger.takeControllerReset()).isFalse();
    }

    @Test
    void aFailedControllerIsLeftAloneForFiveSeconds() {
        runOnce(1_000_000);
        scavenger.sleep(Double.POSITIVE_INFINITY);
        scavenger.woke(1, 1);
        assertThat(scavenger.cooldownNanos()).isEqualTo(5_000_000_000L);
        assertThat(scavenger.takeControllerReset()).isTrue();
        assertThat(scavenger.takeControllerReset()).as("told once").isFalse();

        for (int i = 1; i <= 4; i++) {
            runOnce(1_000_000);
            assertThat(scavenger.sleep(1e6)).isEqualTo(1_000_000_000L);
            scavenger.woke(1_000_000_000L, 1);
            assertThat(scavenger.cooldownNanos()).isEqualTo(5_000_000_000L - i * 1_001_000_000L);
        }
        runOnce(1_000_000);
        scavenger.sleep(1e6);
        scavenger.woke(1_000_000_000L, 1);
        assertThat(scavenger.cooldownNanos()).isZero();
        assertThat(scavenger.sleepRatio()).isEqualTo(0.001);

        runOnce(1_000_000);
        scavenger.sleep(1e6);
        scavenger.woke(1_000_000_000L, 1);
        assertThat(scavenger.sleepRatio()).as("the controller works again").isGreaterThan(0.001);
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> scavenger.endRun()).hasMessageContaining("PARKED, not RUNNING");
        assertThatThrownBy(() -> scavenger.woke(1, 1)).hasMessageContaining("PARKED, not SLEEPING");
        scavenger.startRun();
        assertThatThrownBy(() -> scavenger.startRun()).hasMessageContaining("RUNNING");
        scavenger.quantumDone(100, 1);
        assertThatThrownBy(() -> scavenger.endRun()).hasMessageContaining("less than a physical page");
        assertThatThrownBy(() -> new BackgroundScavenger(0, 0)).hasMessageContaining("physPageBytes 0");
        assertThatThrownBy(() -> new BackgroundScavenger(4096, -1)).hasMessageContaining("costRatio -1.0");
    }

    private void runOnce(long durationNanos) {
        scavenger.startRun();
        scavenger.quantumDone(QUANTUM, durationNanos);
        scavenger.endRun();
    }
}
