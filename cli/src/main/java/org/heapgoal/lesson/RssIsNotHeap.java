package org.heapgoal.lesson;

import java.util.List;
import org.heapgoal.recording.CycleRecord;

/** Lesson 8: freed memory goes back to the system late and slowly, and not below what the next cycle may need. */
final class RssIsNotHeap implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BEFORE = 500 * MIB;
    private static final double TENTH = 0.1;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double keep = figures.put("keep", Quantity.SIZE, variant.pick(100, 150, 80, 200, 120) * MIB);
        figures.put("burst", Quantity.SIZE, BEFORE - keep);
        figures.put("procs", Quantity.COUNT, variant.pick(4, 8));
        double rate = figures.put("rate", Quantity.RATE, variant.pick(50, 80, 40) * MIB);
        figures.put("step", Quantity.SIZE, rate / 100);
        figures.put("before", Quantity.SIZE, BEFORE);
        // A little less than reaches the trigger, so that the burst is dropped while the heap is nearly full.
        figures.put("garbage", Quantity.SIZE, BEFORE - 20 * MIB);
        figures.put("goalBefore", Quantity.SIZE, () ->
                (double) burstCycle(bench).heap().goal());
        figures.put("goalAfter", Quantity.SIZE, () ->
                (double) bench.run().cycle(-1).heap().goal());
        figures.put("liveAfter", Quantity.SIZE, () ->
                (double) burstCycle(bench).heap().marked());
        figures.put("peak", Quantity.SIZE, () -> (double) bench.run().totals().peakMappedBytes());
        figures.put("after", Quantity.SIZE, () -> (double) end(bench).mappedBytes());
        figures.put("released", Quantity.SIZE, () -> figures.value("peak") - figures.value("after"));
        figures.put("ninety", Quantity.TIME, () -> secondsUntilReleased(bench, figures));
        figures.put(
                "wait",
                Quantity.TIME,
                () -> seconds(nextCycle(bench).timing().endNanos()
                        - burstCycle(bench).timing().endNanos()));
        figures.put("release", Quantity.TIME, () -> figures.value("ninety") - figures.value("wait"));
        figures.put("atOnce", Quantity.TIME, 0);
    }

    /** The cycle that found the burst dead: the last one with a goal of the time before. */
    private static CycleRecord burstCycle(Bench bench) {
        return bench.run().cycles().stream()
                .filter(cycle -> cycle.heap().goal() > BEFORE)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static CycleRecord nextCycle(Bench bench) {
        return bench.run().cycles().stream()
                .filter(cycle -> cycle.number() == burstCycle(bench).number() + 1)
                .findFirst()
                .orElseThrow();
    }

    private static Recorded.Memory end(Bench bench) {
        List<Recorded.Memory> memory = bench.run().memory();
        return memory.get(memory.size() - 1);
    }

    /** From the end of the cycle that found the burst dead until nine tenths of what will be released are. */
    private static double secondsUntilReleased(Bench bench, Figures figures) {
        long cycleEnd = burstCycle(bench).timing().endNanos();
        double threshold = figures.value("after") + TENTH * figures.value("released");
        for (Recorded.Memory now : bench.run().memory()) {
            if (now.timeNanos() > cycleEnd && (double) now.mappedBytes() <= threshold) {
                return seconds(now.timeNanos() - cycleEnd);
            }
        }
        throw new IllegalStateException("nothing was released");
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
