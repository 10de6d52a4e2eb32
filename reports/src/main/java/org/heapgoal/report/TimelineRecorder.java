package org.heapgoal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.PauseLengths;
import org.heapgoal.recording.RequestLatencies;
import org.heapgoal.recording.RunProbe;
import org.jspecify.annotations.Nullable;

/** Keeps what {@link Timelines} holds while a run goes on. */
final class TimelineRecorder implements RunProbe {
    private static final int KEPT = 6_000;
    private static final int BUCKETS = 1_024;

    private final TimeBuckets<CpuKind> cpu;
    private final Thinner<MachineSample> memory =
            new Thinner<>(MachineSample::timeNanos, memoryQuantities(), KEPT, BUCKETS);
    private final Thinner<CycleRecord> pacing =
            new Thinner<>(cycle -> cycle.timing().endNanos(), pacingQuantities(), KEPT, BUCKETS);
    private final TimeBuckets<Stretch> stretches = new TimeBuckets<>(Stretch.class, BUCKETS);
    private final PauseLengths pauses = new PauseLengths();
    private @Nullable MachineSample previous;
    private long previousEndNanos;
    private Optional<ActivityWindow> activity = Optional.empty();

    /** A recorder that adds idle Ps and scavenging to these amounts of CPU time. */
    TimelineRecorder(TimeBuckets<CpuKind> cpu) {
        this.cpu = cpu;
    }

    private static List<Comparator<MachineSample>> memoryQuantities() {
        List<Comparator<MachineSample>> quantities = new ArrayList<>();
        quantities.add(Comparator.comparingLong(sample -> sample.memory().resident()));
        for (MemoryClass use : MemoryClass.values()) {
            quantities.add(Comparator.comparingLong(sample -> use.of(sample.memory())));
        }
        return quantities;
    }

    private static List<Comparator<CycleRecord>> pacingQuantities() {
        List<Comparator<CycleRecord>> quantities = new ArrayList<>();
        for (PacerMetric metric : PacerMetric.values()) {
            quantities.add(Comparator.comparingDouble(metric::of));
        }
        quantities.add(Comparator.comparingLong(cycle -> cycle.heap().goal()));
        quantities.add(Comparator.comparingLong(cycle -> cycle.heap().marked()));
        return quantities;
    }

    @Override
    public void onMachineSample(MachineSample sample) {
        memory.add(sample);
        MachineSample before = previous;
        long from = before == null ? 0 : before.timeNanos();
        long to = sample.timeNanos();
        long idle =
                sample.cpu().idleNanos() - (before == null ? 0 : before.cpu().idleNanos());
        long scavenge = sample.cpu().scavengeNanos()
                - (before == null ? 0 : before.cpu().scavengeNanos());
        long limiter = sample.limiterOnNanos() - (before == null ? 0 : before.limiterOnNanos());
        cpu.add(CpuKind.IDLE, from, to, idle);
        cpu.add(CpuKind.SCAVENGE, from, to, scavenge);
        if (limiter > 0) {
            stretches.add(Stretch.LIMITER_ON, from, to, limiter);
        }
        previous = sample;
    }

    @Override
    public void onActivity(ActivityWindow window) {
        activity = Optional.of(window);
    }

    /** Levels without samples of the machine tell of the limiter only where it stood when a cycle ended. */
    @Override
    public void onCycle(CycleRecord cycle) {
        pacing.add(cycle);
        pauses.add(cycle.timing().pauseNanos());
        long start = cycle.timing().startNanos();
        long end = cycle.timing().endNanos();
        if (end > start) {
            stretches.add(Stretch.GC_CYCLE, start, end, end - start);
        }
        if (previous == null && cycle.pacing().limiterEnabled() && end > previousEndNanos) {
            stretches.add(Stretch.LIMITER_ON, previousEndNanos, end, end - previousEndNanos);
        }
        previousEndNanos = Math.max(previousEndNanos, end);
    }

    /** What was kept. */
    Timelines timelines(RequestLatencies requests) {
        return new Timelines(
                memory.thinned(),
                pacing.thinned(),
                stretches.copy(),
                pauses.percentiles(),
                requests.profile(),
                activity);
    }
}
