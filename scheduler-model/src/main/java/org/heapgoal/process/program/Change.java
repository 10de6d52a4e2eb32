package org.heapgoal.process.program;

/** What changes at an instant. */
public sealed interface Change {
    /** When, nanoseconds after the process's start. */
    long atNanos();

    /** Multiplies the rate of every open source of a program, from now on, by a factor of its rate as declared. */
    record Rate(long atNanos, String program, double factor) implements Change {
        /** Checks the ranges. */
        public Rate {
            Ranges.instant(atNanos);
            Ranges.factor(factor);
        }
    }

    /** Multiplies the bytes that a site allocates, from now on, by a factor of what steps declare. */
    record Volume(long atNanos, String site, double factor) implements Change {
        /** Checks the ranges. */
        public Volume {
            Ranges.instant(atNanos);
            Ranges.factor(factor);
        }
    }

    /** A cache's capacity from now on. */
    record CacheCapacity(long atNanos, String cache, long capacityBytes) implements Change {
        /** Checks the ranges. */
        public CacheCapacity {
            Ranges.instant(atNanos);
            Ranges.sizeBytes("a cache's capacity", capacityBytes);
        }
    }

    /** Drops a named group: its objects are garbage from now on. */
    record Drop(long atNanos, String group) implements Change {
        /** Checks the range. */
        public Drop {
            Ranges.instant(atNanos);
        }
    }

    /** A call into the runtime, made by a goroutine of its own. */
    record Call(long atNanos, RuntimeCall call) implements Change {
        /** Checks the range. */
        public Call {
            Ranges.instant(atNanos);
        }
    }

    /** The container's CPU quota from now on; 0 for none. */
    record CpuQuota(long atNanos, double cpus) implements Change {
        /** Checks the ranges. */
        public CpuQuota {
            Ranges.instant(atNanos);
            Ranges.notNegative("a CPU quota", cpus);
        }
    }
}
