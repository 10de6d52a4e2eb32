package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.pacer.MemoryInputs;
import org.junit.jupiter.api.Test;

/** Memory that grows with the heap; the oracle is arithmetic on its size. */
class ProcessAccountTest {
    @Test
    void memoryBesideTheHeapGrowsWithItsPeakAndStaysWhenItShrinks() {
        ProcessAccount account = new ProcessAccount(new MemoryInputs(), 0, Long.MAX_VALUE, 0.25, () -> {});
        account.addHeapInUse(1_000);
        assertThat(account.mappedReady()).isEqualTo(250);
        account.addHeapInUse(-600);
        account.addHeapInUse(500);
        assertThat(account.mappedReady()).isEqualTo(250);
        account.addHeapInUse(300);
        // A quarter of 1,200.
        assertThat(account.mappedReady()).isEqualTo(300);
        assertThat(account.peakMapped()).isEqualTo(300);
    }

    @Test
    void withoutItTheHeapAloneDecides() {
        ProcessAccount account = new ProcessAccount(new MemoryInputs(), 0, Long.MAX_VALUE, 0, () -> {});
        account.addHeapInUse(1_000);
        assertThat(account.mappedReady()).isZero();
    }
}
