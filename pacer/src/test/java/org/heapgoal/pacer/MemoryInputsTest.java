package org.heapgoal.pacer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryInputsTest {
    @Test
    void countersAddUp() {
        MemoryInputs memory = new MemoryInputs();
        memory.addHeapInUse(30);
        memory.addHeapInUse(-10);
        memory.addHeapFree(7);
        memory.addHeapReleased(5);
        memory.addTotalAlloc(100);
        memory.addTotalFree(40);
        memory.addMappedReady(90);
        memory.addMappedReady(-3);
        assertThat(memory.heapInUse()).isEqualTo(20);
        assertThat(memory.heapFree()).isEqualTo(7);
        assertThat(memory.heapReleased()).isEqualTo(5);
        assertThat(memory.heapAlloc()).isEqualTo(60);
        assertThat(memory.mappedReady()).isEqualTo(87);
    }

    @Test
    void aHeapCounterBelowZeroIsFatal() {
        MemoryInputs memory = new MemoryInputs();
        memory.addHeapFree(5);
        assertThatThrownBy(() -> memory.addHeapFree(-6))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("heapFree 5 changed by -6 leaves its range");
        assertThatThrownBy(() -> memory.addHeapInUse(-1)).hasMessageContaining("heapInUse");
        assertThatThrownBy(() -> memory.addHeapReleased(-1)).hasMessageContaining("heapReleased");
        assertThat(memory.heapFree()).isEqualTo(5);
    }
}
