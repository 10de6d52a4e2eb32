package org.heapgoal.process.program;

/** A call into package runtime or runtime/debug. */
public sealed interface RuntimeCall {
    /** runtime.GC. */
    record CollectGarbage() implements RuntimeCall {}

    /** debug.SetGCPercent. */
    record SetGcPercent(int percent) implements RuntimeCall {}

    /** debug.SetMemoryLimit. */
    record SetMemoryLimit(long bytes) implements RuntimeCall {}

    /** debug.FreeOSMemory. */
    record FreeOsMemory() implements RuntimeCall {}

    /** runtime.ReadMemStats. */
    record ReadMemStats() implements RuntimeCall {}

    /** runtime.GOMAXPROCS with a number above 0. */
    record SetMaxProcs(int procs) implements RuntimeCall {
        /** Checks the range. */
        public SetMaxProcs {
            Ranges.atLeast("GOMAXPROCS", procs, 1);
        }
    }

    /** runtime.Gosched. */
    record Yield() implements RuntimeCall {}
}
