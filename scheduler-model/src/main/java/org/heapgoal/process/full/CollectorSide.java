package org.heapgoal.process.full;

import java.util.List;
import org.heapgoal.gc.CollectorOwner;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/** Answers the collector: reachability comes from the program, goals and memory from the scavenger. */
final class CollectorSide implements CollectorOwner {
    private final GoProcess process;
    private final boolean scavtrace;

    CollectorSide(GoProcess process) {
        this.process = process;
        this.scavtrace = process.setup.godebug().on(GodebugSetting.SCAVTRACE);
    }

    @Override
    public Fate fate() {
        return process.mutator.fate();
    }

    @Override
    public List<G> goroutines() {
        return process.goroutines();
    }

    @Override
    public void mayShrinkStack(G g, P by) {
        process.mutator.mayShrinkStack(g, by);
    }

    @Override
    public void paceScavenger(long lastHeapInUseBytes) {
        process.scavenging.pace(lastHeapInUseBytes);
    }

    @Override
    public void wakeScavenger(P by) {
        process.backgroundScavenging.wake(by);
    }

    @Override
    public void sweepDrained() {
        if (printsScavtrace()) {
            print(process.scavenging.periodicLine(process.backgroundScavenging.takeControllerReset()));
        }
        process.backgroundScavenging.request();
    }

    @Override
    public long scavengeAll() {
        long released = process.scavenging.releaseAll();
        if (printsScavtrace()) {
            print(process.scavenging.forcedLine(released));
        }
        process.recorder.changed();
        return process.scavenging.lastNanos();
    }

    /** The line gives a share of the heap, so there must be one: with sbrk there is not, and a real process divides by 0. */
    private boolean printsScavtrace() {
        return scavtrace && process.scavenging.retained() > 0;
    }

    @Override
    public ScavengeTimes takeScavengeTimes() {
        return process.scavenging.takeTimes();
    }

    @Override
    public CycleRecord.Memory memory() {
        return new CycleRecord.Memory(process.account.mappedReady(), process.account.resident());
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        process.cycleEnded(cycle);
    }

    @Override
    public void print(String line) {
        process.recorder.print(line);
    }
}
