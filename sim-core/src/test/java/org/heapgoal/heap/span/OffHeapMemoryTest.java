package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Oracle: the sizes and rules of {@code malloc.go}, {@code mfixalloc.go} and {@code mspanset.go}, worked by hand. */
class OffHeapMemoryTest {
    private final Ledger ledger = new Ledger();
    private final OffHeapMemory memory = new OffHeapMemory(ledger);

    @Test
    void persistentMemoryIsCutFromChunksThatCountAsOtherUntilThen() {
        memory.persistent(memory.gcMisc, 1000, 8);
        assertThat(memory.gcMisc.bytes()).isEqualTo(1000);
        assertThat(memory.other.bytes()).isEqualTo(262_144 - 1000);
        memory.persistent(memory.gcMisc, 65_536, 8);
        assertThat(memory.gcMisc.bytes())
                .as("large pieces are mapped by themselves")
                .isEqualTo(66_536);
        assertThat(memory.other.bytes()).isEqualTo(262_144 - 1000);
        memory.runOn(3);
        memory.persistent(memory.mspan, 8, 8);
        assertThat(memory.other.bytes()).as("each P has a chunk").isEqualTo(2 * 262_144 - 1008);
        assertThat(ledger.mappedReady).isEqualTo(memory.total()).isEqualTo(2 * 262_144 + 65_536);
    }

    @Test
    void aChunkHoldsWhatFitsBehindItsLink() {
        // 8 bytes link the chunk to the next; 64 pieces of 4,096 would need all of it.
        for (int i = 0; i < 63; i++) {
            memory.persistent(memory.gcMisc, 4096, 8);
        }
        assertThat(ledger.mappedReady).isEqualTo(262_144);
        memory.persistent(memory.gcMisc, 4096, 8);
        assertThat(ledger.mappedReady).isEqualTo(2 * 262_144);
    }

    @Test
    void fixedSizeStructuresComeInPiecesOf16KiB() {
        OffHeapMemory.Fixed spans = new OffHeapMemory.Fixed(memory, memory.mspan, 160);
        for (int i = 0; i < 102; i++) {
            spans.take();
            assertThat(memory.mspan.bytes()).isEqualTo(16_320);
        }
        spans.giveBack();
        spans.take();
        assertThat(memory.mspan.bytes()).isEqualTo(16_320);
        spans.take();
        assertThat(memory.mspan.bytes()).isEqualTo(2 * 16_320);
        assertThat(spans.inUseBytes()).isEqualTo(103 * 160);
    }

    @Test
    void markBitsOfACycleAreFreeTwoCyclesLater() {
        MarkBits bits = new MarkBits(memory);
        // 65,520 usable bytes hold the 128 bytes of a span with 1,024 slots 511 times.
        for (int cycle = 0; cycle < 6; cycle++) {
            for (int i = 0; i < 512; i++) {
                bits.take(1024);
            }
            bits.nextEpoch();
            assertThat(memory.gcMisc.bytes()).isEqualTo(65_536L * 2 * Math.min(cycle + 1, 3));
        }
    }

    @Test
    void spansLeaveASetInTheOrderInWhichTheyCame() {
        SpanSets sets = new SpanSets(1, new SpanSets.Blocks(memory));
        for (int round = 0; round < 3; round++) {
            for (int span = 0; span < 700; span++) {
                sets.push(0, span);
            }
            for (int span = 0; span < 600; span++) {
                assertThat(sets.pop(0)).isEqualTo(span);
            }
            assertThatThrownBy(() -> sets.reset(0)).hasMessageContaining("100 spans");
            assertThat(sets.toArray(0)).hasSize(100).startsWith(600).endsWith(699);
            while (!sets.isEmpty(0)) {
                sets.pop(0);
            }
            assertThat(sets.pop(0)).isEqualTo(SpanTable.NONE);
            sets.reset(0);
        }
        // 700 spans need two blocks and the list of blocks, which are kept.
        assertThat(memory.gcMisc.bytes()).isEqualTo(2048 + 2 * 4608);
    }

    @Test
    void blocksPassFromOneSetToTheOther() {
        SpanSets sets = new SpanSets(2, new SpanSets.Blocks(memory));
        sets.push(0, 1);
        sets.pop(0);
        sets.push(1, 2);
        assertThat(memory.gcMisc.bytes()).as("two blocks").isEqualTo(2 * (2048 + 4608));
        sets.reset(0);
        sets.pop(1);
        sets.reset(1);
        sets.push(0, 3);
        sets.push(1, 4);
        assertThat(memory.gcMisc.bytes()).isEqualTo(2 * (2048 + 4608));
    }
}
