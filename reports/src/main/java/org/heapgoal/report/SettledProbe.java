package org.heapgoal.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;

/**
 * Works out a run's rates and means without its warm-up, which {@link WarmUp} finds in the heap goals of its cycles. Keeps
 * sums of batches; where they become too many, each two become one, so memory is bounded.
 */
public final class SettledProbe implements RunProbe {
    private static final int MOST_BATCHES = 2_048;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The figures that leave the warm-up out. */
    public static final List<SummaryMetric> FIGURES = List.of(
            SummaryMetric.GC_PER_SECOND,
            SummaryMetric.GC_CPU_FRACTION,
            SummaryMetric.MEAN_HEAP_GOAL,
            SummaryMetric.MEAN_HEAP_LIVE_AT_START,
            SummaryMetric.MEAN_HEAP_MARKED);

    private final List<Batch> batches = new ArrayList<>();
    private Batch open = new Batch();
    private int batchSize = WarmUp.BATCH;

    /** Sums over consecutive cycles. */
    private static final class Batch {
        private long cycles;
        private double goals;
        private double heapsAtStart;
        private double marked;
        private double gcNanos;
        private double endNanos;
        private int maxProcs;

        private void add(CycleRecord cycle) {
            cycles++;
            goals += (double) cycle.heap().goal();
            heapsAtStart += (double) cycle.heap().liveAtStart();
            marked += (double) cycle.heap().marked();
            gcNanos +=
                    (double) cycle.cpu().busyNanos() + (double) cycle.timing().pauseNanos() * cycle.maxProcs();
            endNanos = (double) cycle.timing().endNanos();
            maxProcs = cycle.maxProcs();
        }

        private void add(Batch later) {
            cycles += later.cycles;
            goals += later.goals;
            heapsAtStart += later.heapsAtStart;
            marked += later.marked;
            gcNanos += later.gcNanos;
            endNanos = later.endNanos;
            maxProcs = later.maxProcs;
        }
    }

    /** A probe that has seen nothing. */
    public SettledProbe() {}

    @Override
    public void onCycle(CycleRecord cycle) {
        open.add(cycle);
        if (open.cycles < batchSize) {
            return;
        }
        batches.add(open);
        open = new Batch();
        if (batches.size() == MOST_BATCHES) {
            for (int i = 0; i < MOST_BATCHES / 2; i++) {
                Batch joined = batches.get(2 * i);
                joined.add(batches.get(2 * i + 1));
                batches.set(i, joined);
            }
            batches.subList(MOST_BATCHES / 2, MOST_BATCHES).clear();
            batchSize *= 2;
        }
    }

    /**
     * The run's figures, those of {@link #FIGURES} without the warm-up. Where nothing is left out they are the whole run's.
     *
     * @param whole the figures of the whole run
     */
    public Replications.Settled settled(RunSummary whole) {
        int cut = WarmUp.batches(batches.stream()
                .mapToDouble(batch -> batch.goals / (double) batch.cycles)
                .toArray());
        if (cut == 0) {
            return new Replications.Settled(whole, 0);
        }
        Batch rest = new Batch();
        batches.subList(cut, batches.size()).forEach(rest::add);
        if (open.cycles > 0) {
            rest.add(open);
        }
        double seconds = (rest.endNanos - batches.get(cut - 1).endNanos) / NANOS_PER_SECOND;
        EnumMap<SummaryMetric, Double> figures = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            whole.get(metric).ifPresent(value -> figures.put(metric, value));
        }
        double cycles = (double) rest.cycles;
        figures.replace(SummaryMetric.GC_PER_SECOND, cycles / seconds);
        figures.replace(SummaryMetric.GC_CPU_FRACTION, rest.gcNanos / NANOS_PER_SECOND / (seconds * rest.maxProcs));
        figures.replace(SummaryMetric.MEAN_HEAP_GOAL, rest.goals / cycles);
        figures.replace(SummaryMetric.MEAN_HEAP_LIVE_AT_START, rest.heapsAtStart / cycles);
        figures.replace(SummaryMetric.MEAN_HEAP_MARKED, rest.marked / cycles);
        return new Replications.Settled(new RunSummary(figures), (long) cut * batchSize);
    }
}
