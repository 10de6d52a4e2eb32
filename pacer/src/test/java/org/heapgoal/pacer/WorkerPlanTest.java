package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: a quarter of P rounded to whole workers, with the rest for fractional ones where that is off by over 30 %. */
class WorkerPlanTest {
    @ParameterizedTest
    @CsvSource({
        "1,0,0.25",
        "2,0,0.25",
        "3,0,0.25",
        "4,1,0",
        "5,1,0",
        "7,2,0",
        "8,2,0",
        "9,2,0",
        "10,3,0",
        "11,3,0",
        "12,3,0",
        "13,3,0",
        "14,4,0",
        "15,4,0",
        "16,4,0",
        "17,4,0"
    })
    void aQuarterOfThePsMarks(int procs, int dedicated, double fractional) {
        assertThat(WorkerPlan.concurrent(procs)).isEqualTo(new WorkerPlan(dedicated, fractional));
    }

    @Test
    void sixPsGetOneDedicatedWorkerAndTheRestOfTheirQuarterInFractions() {
        // 6 · 0.25 = 1.5 rounds to 2, which is 33 % too many; 1 is kept and (1.5 − 1) / 6 of each P is left over.
        assertThat(WorkerPlan.concurrent(6)).isEqualTo(new WorkerPlan(1, 0.5 / 6));
    }

    @Test
    void everyPMarksWhenTheWorldIsStopped() {
        assertThat(WorkerPlan.stopTheWorld(6)).isEqualTo(new WorkerPlan(6, 0));
    }

    @Test
    void aPeriodicCycleGetsAnIdleWorkerOnlyIfNothingElseIsSureToRun() {
        assertThat(WorkerPlan.concurrent(3).maxIdleWorkers(3, true)).isEqualTo(1);
        assertThat(WorkerPlan.concurrent(4).maxIdleWorkers(4, true)).isZero();
        assertThat(WorkerPlan.concurrent(12).maxIdleWorkers(12, false)).isEqualTo(9);
        assertThat(WorkerPlan.stopTheWorld(12).maxIdleWorkers(12, false)).isZero();
    }
}
