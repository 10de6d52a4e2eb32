package org.heapgoal.heap.span;

import org.heapgoal.goruntime.GoVersion;

/**
 * What the runtime itself allocates: structures for Ps, threads and goroutines, which are objects of the heap that stay
 * reachable, and what a process has when main begins.
 *
 * <p>Numbers are those of an empty program on linux/amd64 with GOMAXPROCS=1, counted in the spans of Go 1.23.5 and 1.26.8 when main
 * begins ({@code validation/start}); versions up to 1.23 get the former and later ones the latter, with their own sizes of
 * structures. Left out are the eight to ten objects, of 1 to 3 KiB together, that the first cycle frees, and one of 768 bytes
 * that programs with package os do not have.
 *
 * @param heap the heap they go to
 * @param version decides on the sizes of structures
 */
record RuntimeObjects(Heap heap, GoVersion version, OffHeapMemory memory) {
    /** Object size, number without pointers, number with pointers: 1.26. */
    private static final int[][] AT_START = {
        {8, 0, 4},
        {16, 16, 2},
        {24, 6, 1},
        {32, 8, 0},
        {48, 5, 0},
        {64, 6, 0},
        {80, 2, 0},
        {96, 0, 1},
        {112, 1, 1},
        {224, 1, 0},
        {1144, 0, 1}
    };

    /** The same, 1.23. */
    private static final int[][] AT_START_OF_1_23 = {
        {8, 0, 1},
        {16, 16, 2},
        {24, 6, 1},
        {32, 8, 0},
        {48, 5, 0},
        {64, 6, 0},
        {80, 2, 0},
        {96, 0, 2},
        {112, 1, 0},
        {224, 1, 0},
        {888, 0, 1}
    };

    private static final int TINY_AT_START = 5;

    private static final int PROFILE_STACK_BYTES = 1080;
    private static final int SYSTEM_STACK_BYTES = 16 << 10;
    private static final int SIGNAL_STACK_BYTES = 32 << 10;

    /** The table of profiling buckets, which up to 1.23 comes with the first profile; and the buckets of the start. */
    private static final int BUCKET_TABLE_BYTES = 179_999 * 8;

    private static final int FIRST_BUCKETS_BYTES = 2508;
    private static final int FIRST_BUCKETS_BYTES_OF_1_23 = 2222;

    /** Mapped directly and counted in OtherSys; and handles of weak pointers, in GCSys. */
    private static final int OTHER_BYTES = 64 << 10;

    private static final int WEAK_HANDLE_BYTES = 256;

    /** What a process has when main begins, Ps, goroutines and threads but the first left out. */
    void start(int p) {
        boolean recent = version.atLeast(GoVersion.GO_1_24);
        if (recent) {
            memory.map(memory.buckHash, BUCKET_TABLE_BYTES);
        }
        memory.map(memory.other, OTHER_BYTES);
        memory.persistent(memory.buckHash, recent ? FIRST_BUCKETS_BYTES : FIRST_BUCKETS_BYTES_OF_1_23, 8);
        memory.persistent(memory.gcMisc, WEAK_HANDLE_BYTES, 8);
        for (int[] entry : recent ? AT_START : AT_START_OF_1_23) {
            heap.allocRuntime(p, entry[0], true, entry[1]);
            heap.allocRuntime(p, entry[0], false, entry[2]);
        }
        heap.countTiny(p, TINY_AT_START);
        signalStack(p);
    }

    /** A P's structure. */
    void proc(int p) {
        heap.allocRuntime(p, sizes().p(), false, 1);
    }

    /** A goroutine's structure. */
    void goroutine(int p) {
        heap.allocRuntime(p, sizes().g(), false, 1);
    }

    /** A thread other than the first: its structure, its two system goroutines, their stacks ({@code allocm}). */
    void thread(int p) {
        heap.allocRuntime(p, sizes().m(), false, 1);
        goroutine(p);
        heap.allocStack(p, SYSTEM_STACK_BYTES);
        signalStack(p);
    }

    private void signalStack(int p) {
        goroutine(p);
        heap.allocStack(p, SIGNAL_STACK_BYTES);
        if (version.atLeast(GoVersion.GO_1_23)) {
            heap.allocRuntime(p, PROFILE_STACK_BYTES, true, 2);
        }
    }

    private OffHeapMemory.StructureSizes sizes() {
        return OffHeapMemory.StructureSizes.of(version);
    }
}
