package org.heapgoal.process.full;

import java.util.function.Supplier;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;

/**
 * Passes on what the run records. The heap is sampled at multiples of 10 ms if it has changed since, and at both stops of
 * every cycle; a process that does nothing gives no samples.
 */
final class Recorder {
    private static final long SAMPLE_PERIOD_NANOS = 10_000_000;
    private static final EventKind SAMPLE = new EventKind("heap sample");

    private final VirtualClock clock;
    private final GcController controller;
    private final Supplier<MachineSample> machine;
    private final RunProbe probe;
    private final long maxCycles;
    private final Runnable cyclesReached;
    private final ModelEvent sampling;
    private long peakHeapLive;

    /**
     * A recorder.
     *
     * @param machine reads memory and CPU time of the process now
     * @param cyclesReached called when as many cycles as allowed are complete
     */
    Recorder(
            VirtualClock clock,
            GcController controller,
            Supplier<MachineSample> machine,
            RunProbe probe,
            long maxCycles,
            Runnable cyclesReached) {
        this.clock = clock;
        this.controller = controller;
        this.machine = machine;
        this.probe = probe;
        this.maxCycles = maxCycles;
        this.cyclesReached = cyclesReached;
        this.sampling = new ModelEvent(clock, SAMPLE, EventPriority.SAMPLING, 0) {
            @Override
            protected void fire() {
                sample();
            }
        };
    }

    /** heapLive or mapped memory has changed. */
    void changed() {
        long live = controller.heapLive();
        if (live > peakHeapLive) {
            peakHeapLive = live;
        }
        if (!sampling.isPending()) {
            long period = clock.nowNanos() / SAMPLE_PERIOD_NANOS;
            clock.scheduleAt(sampling, Math.min((period + 1) * SAMPLE_PERIOD_NANOS, VirtualClock.LAST_INSTANT_NANOS));
        }
    }

    /** The largest heapLive so far. */
    long peakHeapLive() {
        return peakHeapLive;
    }

    /** Records the heap now. */
    void sample() {
        probe.onSample(new HeapSample(
                clock.nowNanos(),
                controller.heapLive(),
                controller.heapGoal(),
                controller.trigger(),
                controller.memory().mappedReady()));
        probe.onMachineSample(machine.get());
    }

    /** A cycle is complete. */
    void cycle(CycleRecord cycle) {
        probe.onCycle(cycle);
        if (cycle.number() >= maxCycles) {
            cyclesReached.run();
        }
    }

    /** The runtime prints a line. */
    void print(String line) {
        probe.onTraceLine(clock.nowNanos(), line);
    }
}
