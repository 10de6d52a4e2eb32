package org.heapgoal.gc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartingStackTest {
    @Test
    void theAverageWithTheGuardIsRoundedUpToAPowerOfTwo() {
        assertThat(StartingStack.bytes(0, 0)).isEqualTo(2048);
        // 1120 + 928 is just 2 KiB, a byte more on average is not.
        assertThat(StartingStack.bytes(1120, 1)).isEqualTo(2048);
        assertThat(StartingStack.bytes(2242, 2)).isEqualTo(4096);
        assertThat(StartingStack.bytes(100 * 10_000, 100)).isEqualTo(16_384);
    }
}
