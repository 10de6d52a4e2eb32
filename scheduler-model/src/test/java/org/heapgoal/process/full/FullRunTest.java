package org.heapgoal.process.full;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.program.Lifetime;
import org.junit.jupiter.api.Test;

class FullRunTest {
    private static TestRun allocating(int goroutines) {
        return new TestRun()
                .site("garbage", new Lifetime.Transient(), 0.5, 16, 48, 128, 1024)
                .program("worker", TestRun.allocate("garbage", 1_000_000, 256 << 10))
                .fixed("worker", goroutines);
    }

    @Test
    void goroutinesThatAllocateMakeTheHeapGoUpAndDownBetweenGoalAndLiveHeap() {
        Recording recording = allocating(4).godebug(GodebugSetting.GCTRACE, 1).run();
        recording.lines.forEach(System.out::println);
        System.out.println(recording.totals + " " + recording.result + " " + recording.last());
        assertThat(recording.cycles).isNotEmpty();
    }
}
