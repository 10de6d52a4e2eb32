package org.heapgoal.gc;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.MemStats;

/** The last 256 cycles' pauses and all pauses' sum, as MemStats has them ({@code mstats.go: PauseNs, PauseEnd}). */
final class PauseRing {
    private static final int SIZE = 256;

    private final long[] nanos = new long[SIZE];
    private final long[] ends = new long[SIZE];
    private long totalNanos;
    private long cycles;
    private long lastEndNanos;

    /** A cycle's pauses, and when the cycle ended. */
    void add(long pauseNanos, long endNanos) {
        int slot = (int) (cycles % SIZE);
        nanos[slot] = pauseNanos;
        ends[slot] = endNanos;
        totalNanos += pauseNanos;
        lastEndNanos = endNanos;
        cycles++;
    }

    /** When the last cycle ended; 0 before the first. */
    long lastEndNanos() {
        return lastEndNanos;
    }

    long totalNanos() {
        return totalNanos;
    }

    /** MemStats' fields with those that the ring does not know. */
    MemStats.Gc memStats(long nextGc, long numForcedGc, double gcCpuFraction) {
        return new MemStats.Gc(
                nextGc, lastEndNanos, totalNanos, boxed(nanos), boxed(ends), cycles, numForcedGc, gcCpuFraction);
    }

    private static List<Long> boxed(long[] values) {
        List<Long> list = new ArrayList<>(SIZE);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    void verify() {
        long sum = 0;
        for (int slot = 0; slot < SIZE; slot++) {
            sum += nanos[slot];
            if (slot >= cycles && (nanos[slot] != 0 || ends[slot] != 0)) {
                throw new IllegalStateException("pause ring: slot " + slot + " is used after " + cycles + " cycles");
            }
        }
        if (cycles <= SIZE ? sum != totalNanos : sum > totalNanos) {
            throw new IllegalStateException(
                    "pause ring: entries sum to " + sum + " ns, PauseTotalNs is " + totalNanos + " ns");
        }
        if (cycles > 0 && ends[(int) ((cycles + SIZE - 1) % SIZE)] != lastEndNanos) {
            throw new IllegalStateException("pause ring: the newest end is not LastGC " + lastEndNanos);
        }
    }
}
