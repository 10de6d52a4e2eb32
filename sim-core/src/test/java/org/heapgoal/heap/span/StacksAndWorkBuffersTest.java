package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Oracle: the rules of stack pools and work buffers ({@code stack.go}, {@code mgcwork.go}), worked by hand. */
class StacksAndWorkBuffersTest implements HeapOwner, Fate {
    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);
    private static final int SPAN = 32 << 10;

    private final Ledger ledger = new Ledger();
    private final Heap heap = new Heap(GoVersion.GO_1_25, false, OsPages.LINUX_AMD64, ledger, this, cohort -> {});

    @BeforeEach
    void addP() {
        heap.addP(0);
    }

    @AfterEach
    void accountsAgree() {
        heap.verify();
    }

    @Test
    void aPTakes16KiBOfAnOrderAtATimeFromSpansOf32KiB() {
        for (int i = 0; i < 16; i++) {
            heap.allocStack(0, 2048);
            assertThat(inUse()).isEqualTo(SPAN);
        }
        heap.allocStack(0, 2048);
        assertThat(inUse()).as("the seventeenth needs a second span").isEqualTo(2 * SPAN);
        heap.allocStack(0, 4096);
        assertThat(inUse()).as("another order").isEqualTo(3 * SPAN);
    }

    @Test
    void aPKeepsUpTo32KiBOfAnOrderAndGivesBackHalfWhenFull() {
        List<Integer> stacks = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            stacks.add(heap.allocStack(0, 2048));
        }
        assertThat(inUse()).isEqualTo(4 * SPAN);
        // Stacks come from the newest span; the first two full ones are given back as a whole.
        for (int i = 0; i < 16; i++) {
            heap.freeStack(0, 2048, stacks.get(i), false);
        }
        assertThat(inUse()).as("all 16 are in the P's cache").isEqualTo(4 * SPAN);
        heap.freeStack(0, 2048, stacks.get(16), false);
        assertThat(inUse()).as("half of them went back, their span has 8 more").isEqualTo(4 * SPAN);
        for (int i = 17; i < 64; i++) {
            heap.freeStack(0, 2048, stacks.get(i), false);
        }
        heap.flush(0);
        assertThat(inUse()).isZero();
    }

    @Test
    void spansThatBecomeEmptyWhileMarkingWaitForItsEnd() {
        int small = heap.allocStack(Heap.NO_P, 2048);
        int large = heap.allocStack(Heap.NO_P, 64 << 10);
        heap.finishSweep();
        heap.snapshot(this);
        heap.freeStack(Heap.NO_P, 2048, small, true);
        heap.freeStack(Heap.NO_P, 64 << 10, large, true);
        assertThat(inUse()).isEqualTo(SPAN + (64 << 10));
        assertThat(heap.allocStack(0, 64 << 10)).as("a large one is used again").isEqualTo(large);
        heap.freeStack(0, 64 << 10, large, true);
        heap.prepareForSweep();
        heap.freeStackSpans();
        assertThat(inUse()).isZero();
    }

    @Test
    void stacksFrom32KiBOnHaveSpansOfTheirOwnFreedAtOnce() {
        int stack = heap.allocStack(0, SPAN);
        assertThat(inUse()).isEqualTo(SPAN);
        heap.freeStack(0, SPAN, stack, false);
        assertThat(inUse()).isZero();
        assertThat(ledger.heapFree).isEqualTo(SPAN);
        assertThatThrownBy(() -> heap.allocStack(0, 3000)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> heap.freeStack(0, SPAN, stack, false)).hasMessageContaining("no stacks");
    }

    @Test
    void aThreadHasASystemStackAndASignalStack() {
        heap.chargeThread(0);
        // 16 KiB from a span of 32 KiB, and 32 KiB.
        assertThat(inUse()).isEqualTo(2 * SPAN);
    }

    @Test
    void sixteenWorkBuffersComeFromOneSpanAndSpansAreFreedSixtyFourAtATime() {
        heap.finishSweep();
        heap.snapshot(this);
        heap.useWorkbufs(0, 17);
        assertThat(heap.workbufBytes()).isEqualTo(2 * SPAN);
        heap.useWorkbufs(0, 16);
        assertThat(heap.workbufBytes()).as("kept while marking").isEqualTo(2 * SPAN);
        heap.useWorkbufs(0, 16 * 130);
        assertThat(heap.freeWorkbufSpans()).as("not while marking").isFalse();
        assertThat(heap.workbufBytes()).isEqualTo(130 * SPAN);
        long gcSys = heap.memStats(NO_GC).offHeap().gcSys();
        heap.prepareForSweep();
        assertThat(heap.freeWorkbufSpans()).isTrue();
        assertThat(heap.workbufBytes()).isEqualTo(66 * SPAN);
        assertThat(heap.memStats(NO_GC).offHeap().gcSys()).isEqualTo(gcSys - 64 * SPAN);
        assertThat(heap.freeWorkbufSpans()).isTrue();
        assertThat(heap.freeWorkbufSpans()).isFalse();
        assertThat(heap.workbufBytes()).isZero();
    }

    private long inUse() {
        return heap.memStats(NO_GC).offHeap().stackInuse();
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {}

    @Override
    public void heapLive(long liveDelta, long scanDelta) {}

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {}

    @Override
    public double survival(int cohort) {
        return 0;
    }

    @Override
    public int survivors(int cohort, int objects, double probability) {
        return 0;
    }

    @Override
    public int successor(int cohort) {
        return -1;
    }
}
