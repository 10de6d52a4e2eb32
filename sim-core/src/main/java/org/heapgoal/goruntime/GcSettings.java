package org.heapgoal.goruntime;

import org.heapgoal.sim.units.ByteSize;

/**
 * The three knobs a Go program's operator turns.
 *
 * @param gcPercent GOGC in percent, at least 0, or {@link #GC_PERCENT_OFF}
 * @param memoryLimitBytes GOMEMLIMIT in bytes, at least 0; {@link #NO_MEMORY_LIMIT} when off
 * @param maxProcs GOMAXPROCS, at least 1
 */
public record GcSettings(int gcPercent, long memoryLimitBytes, int maxProcs) {
    /** {@link #gcPercent} of a program run with GOGC=off. */
    public static final int GC_PERCENT_OFF = -1;

    /** {@link #memoryLimitBytes} of a program run without GOMEMLIMIT: the largest signed 64-bit number. */
    public static final long NO_MEMORY_LIMIT = Long.MAX_VALUE;

    /** Checks the ranges. */
    public GcSettings {
        if (gcPercent < GC_PERCENT_OFF) {
            throw new IllegalArgumentException("gcPercent " + gcPercent + " is below -1");
        }
        if (memoryLimitBytes < 0) {
            throw new IllegalArgumentException("memoryLimitBytes " + memoryLimitBytes + " is negative");
        }
        if (maxProcs < 1) {
            throw new IllegalArgumentException("maxProcs " + maxProcs + " is below 1");
        }
    }

    /** Whether GOGC is off. */
    public boolean gcPercentOff() {
        return gcPercent == GC_PERCENT_OFF;
    }

    /** Whether a memory limit is set. */
    public boolean hasMemoryLimit() {
        return memoryLimitBytes != NO_MEMORY_LIMIT;
    }

    /** The value of GOGC as it is written behind the equals sign: {@code 200} or {@code off}. */
    public String gogcText() {
        return gcPercentOff() ? "off" : Integer.toString(gcPercent);
    }

    /** The value of GOMEMLIMIT as it is written behind the equals sign: {@code 900MiB} or {@code off}. */
    public String memoryLimitText() {
        return ByteSize.printOrOff(memoryLimitBytes);
    }

    /** All three as environment variables: {@code GOGC=100 GOMEMLIMIT=off GOMAXPROCS=4}. */
    public String environmentText() {
        return "GOGC=" + gogcText() + " GOMEMLIMIT=" + memoryLimitText() + " GOMAXPROCS=" + maxProcs;
    }

    /** The same settings with another GOGC. */
    public GcSettings withGcPercent(int percent) {
        return new GcSettings(percent, memoryLimitBytes, maxProcs);
    }
}
