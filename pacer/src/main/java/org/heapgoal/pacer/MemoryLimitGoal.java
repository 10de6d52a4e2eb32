package org.heapgoal.pacer;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.GoalRule;

/** The heap goal that keeps the whole process under its memory limit. Pure functions. */
public final class MemoryLimitGoal {
    private MemoryLimitGoal() {}

    /**
     * The goal under the limit: the limit less everything that is not heap, less what already exceeds it, less the
     * headroom, but never below the live heap. Source: {@code mgcpacer.go: memoryLimitHeapGoal}.
     *
     * @param memory the process's memory
     * @param memoryLimit the limit in bytes, not negative
     * @param heapMarked the live heap
     * @param headroom what is left free under the limit
     * @throws IllegalStateException if the counters claim more free and allocated heap than there is memory; the runtime
     *     would wait for them to agree
     */
    public static long goal(MemoryInputs memory, long memoryLimit, long heapMarked, LimitHeadroom headroom) {
        long room = room(memory, memoryLimit);
        if (room == 0) {
            return heapMarked;
        }
        return maxUnsigned(lessHeadroom(room, headroom), heapMarked);
    }

    /** Which rule's number {@link #goal} returns; the limit's where it equals the live heap. */
    static GoalRule rule(MemoryInputs memory, long memoryLimit, long heapMarked, LimitHeadroom headroom) {
        long room = room(memory, memoryLimit);
        if (room == 0 || Long.compareUnsigned(lessHeadroom(room, headroom), heapMarked) < 0) {
            return GoalRule.CLAMPED_TO_LIVE_HEAP;
        }
        return memoryLimit == GcSettings.NO_MEMORY_LIMIT ? GoalRule.UNLIMITED : GoalRule.MEMORY_LIMIT;
    }

    /** What the limit leaves for the heap; 0 if memory that is not heap fills it. */
    private static long room(MemoryInputs memory, long memoryLimit) {
        long heapFree = memory.heapFree();
        long heapAlloc = memory.heapAlloc();
        long mappedReady = memory.mappedReady();
        if (Long.compareUnsigned(heapFree + heapAlloc, mappedReady) > 0) {
            throw new IllegalStateException("inconsistent memory counters: heapFree " + Long.toUnsignedString(heapFree)
                    + " + heap objects " + Long.toUnsignedString(heapAlloc) + " exceed mappedReady "
                    + Long.toUnsignedString(mappedReady));
        }
        long nonHeap = mappedReady - heapFree - heapAlloc;
        long overage = Long.compareUnsigned(mappedReady, memoryLimit) > 0 ? mappedReady - memoryLimit : 0;
        if (Long.compareUnsigned(nonHeap + overage, memoryLimit) >= 0) {
            return 0;
        }
        return memoryLimit - (nonHeap + overage);
    }

    private static long lessHeadroom(long room, LimitHeadroom headroom) {
        long free = headroom.of(room);
        if (Long.compareUnsigned(room, free) < 0 || Long.compareUnsigned(room - free, free) < 0) {
            return free;
        }
        return room - free;
    }

    private static long maxUnsigned(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }
}
