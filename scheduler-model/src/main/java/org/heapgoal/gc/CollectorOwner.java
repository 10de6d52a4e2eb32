package org.heapgoal.gc;

import java.util.List;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/** What the collector asks of, and tells, the process around it. */
public interface CollectorOwner {
    /** Who decides what is reachable, at this instant. */
    Fate fate();

    /** All goroutines that exist, dead ones whose structure is kept included; in order of creation. */
    List<G> goroutines();

    /**
     * A stack was scanned while its goroutine was stopped: it may be halved now ({@code shrinkstack}).
     *
     * @param by the P of the marker, whose caches the stacks come from and go to
     */
    void mayShrinkStack(G g, P by);

    /**
     * The controller committed to a new goal: the scavenger's goals follow ({@code gcPaceScavenger}).
     *
     * @param lastHeapInUseBytes heap in use at the latest mark termination, taken just before that one's commit; 0 before
     *     the first
     */
    void paceScavenger(long lastHeapInUseBytes);

    /**
     * The scavenger should look for work ({@code scavenger.wake}); called with the world stopped.
     *
     * @param by the P that stopped the world: what is woken goes to its queue
     */
    void wakeScavenger(P by);

    /** The sweep list was drained: the system monitor is to wake the scavenger, and scavtrace prints its line. */
    void sweepDrained();

    /**
     * FreeOSMemory's part after the collection ({@code mheap.scavengeAll}).
     *
     * @return CPU nanoseconds it took
     */
    long scavengeAll();

    /** Nanoseconds of scavenging since the last call: at allocations, and in the background. */
    ScavengeTimes takeScavengeTimes();

    /** The process's memory at this instant, for the record of a cycle. */
    CycleRecord.Memory memory();

    /** A cycle is complete. */
    void onCycle(CycleRecord cycle);

    /** The runtime prints a line. */
    void print(String line);

    /** Two times. */
    record ScavengeTimes(long assistNanos, long backgroundNanos) {}
}
