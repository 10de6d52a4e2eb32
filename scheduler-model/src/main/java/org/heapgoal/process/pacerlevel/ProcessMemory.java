package org.heapgoal.process.pacerlevel;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.pacer.GcController;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.scavenger.ScavengeGoals;
import org.heapgoal.sim.units.Amd64;

/**
 * What the process has mapped, in proportion to its heap: heap in use is the heap times the fragmentation ratio, and freed
 * pages stay mapped until a scavenge goal or the memory limit asks for them. Sweeping frees everything at mark
 * termination, and scavenging happens at once.
 *
 * <p>Between calls the retained heap is at least the heap in use that was last {@link #settle}d.
 */
final class ProcessMemory {
    private static final long PHYSICAL_PAGE_BYTES = 4096;

    private final TimedLoad.Memory shape;
    private final GcSettings settings;
    private final GoVersion version;
    private final GcController controller;
    private long retained;
    private long stackBytes;
    private long totalAlloc;
    private long lastHeapInUse;
    private long mapped;
    private long peakMapped;

    ProcessMemory(TimedLoad.Memory shape, GcSettings settings, GoVersion version, GcController controller) {
        this.shape = shape;
        this.settings = settings;
        this.version = version;
        this.controller = controller;
    }

    void setStackBytes(long bytes) {
        stackBytes = bytes;
    }

    /** Counts allocated bytes. */
    void allocated(long bytes) {
        totalAlloc += bytes;
    }

    /** Bytes allocated since the start. */
    long totalAlloc() {
        return totalAlloc;
    }

    long peakMapped() {
        return peakMapped;
    }

    /** Memory as of the last {@link #settle}. */
    CycleRecord.Memory record() {
        return new CycleRecord.Memory(mapped, mapped + shape.outsideGoBytes());
    }

    long mapped() {
        return mapped;
    }

    /** Tells the controller the counters as they would be at a heap of this size, and changes nothing else. */
    void preview(long heapLive) {
        long inUse = inUse(heapLive);
        long kept = kept(inUse);
        // totalAlloc counts from the start of the run; only its difference from totalFree matters.
        controller.memory().set(kept - inUse, mappedWith(kept), heapLive, 0);
    }

    /** The heap has this size now. */
    void settle(long heapLive) {
        long inUse = inUse(heapLive);
        retained = kept(inUse);
        mapped = mappedWith(retained);
        peakMapped = Math.max(peakMapped, mapped);
        controller.memory().set(retained - inUse, mapped, heapLive, 0);
    }

    /** Mark termination before anything is swept: what the scavenger takes as the heap's need. */
    void markTerminated(long heapLive) {
        lastHeapInUse = inUse(heapLive);
    }

    /** The controller has committed; the scavenger gives back what is above its goals. */
    void scavenge(long heapLive) {
        settle(heapLive);
        ScavengeGoals goals = ScavengeGoals.pace(
                version,
                PHYSICAL_PAGE_BYTES,
                new ScavengeGoals.Inputs(
                        settings.memoryLimitBytes(),
                        mapped,
                        controller.heapGoal(),
                        controller.lastHeapGoal(),
                        lastHeapInUse,
                        retained));
        long inUse = inUse(heapLive);
        if (goals.gcPercentGoalBytes() != ScavengeGoals.NO_GOAL) {
            retained = Math.max(inUse, Math.min(retained, goals.gcPercentGoalBytes()));
        }
        if (goals.memoryLimitGoalBytes() != ScavengeGoals.NO_GOAL) {
            retained = Math.max(inUse, Math.min(retained, heapThatMaps(goals.memoryLimitGoalBytes())));
        }
        settle(heapLive);
    }

    private long inUse(long heapLive) {
        return Math.max(heapLive, Amd64.toInt64((double) heapLive * shape.fragmentationRatio()));
    }

    /** Retained heap once this much is in use: free pages go first where the limit would be passed. */
    private long kept(long inUse) {
        long wanted = Math.max(retained, inUse);
        if (!settings.hasMemoryLimit()) {
            return wanted;
        }
        return Math.max(inUse, Math.min(wanted, heapThatMaps(settings.memoryLimitBytes())));
    }

    private long mappedWith(long heap) {
        return heap + Amd64.toInt64((double) heap * shape.metadataPerHeapByte()) + shape.nonHeapBytes() + stackBytes;
    }

    /** The largest heap with which the process maps no more than this; 0 if everything else is more already. */
    private long heapThatMaps(long bytes) {
        long room = bytes - shape.nonHeapBytes() - stackBytes;
        return room <= 0 ? 0 : Amd64.toInt64((double) room / (1 + shape.metadataPerHeapByte()));
    }
}
