package org.heapgoal.heap.span;

import org.heapgoal.goruntime.GoVersion;

/**
 * What the runtime itself allocates: structures for Ps, threads and goroutines, which are objects of the heap that stay
 * reachable, and what a process has when main begins.
 *
 * <p>Numbers are those that {@code ReadMemStats} tells at the start of an empty program built with Go 1.26 for
 * linux/amd64 and run with GOMAXPROCS=1; other versions get the same objects with their own sizes of structures. Which of
 * the objects hold pointers is not visible there; the split below gives the number of span classes that the program's
 * GCSys and HeapInuse imply.
 *
 * @param heap the heap they go to
 * @param version decides on the sizes of structures
 */
record RuntimeObjects(Heap heap, GoVersion version, OffHeapMemory memory) {
    /** Object size, number without pointers, number with pointers. */
    private static final int[][] AT_START = {
        {8, 5, 5},
        {16, 8, 11},
        {24, 3, 5},
        {32, 4, 5},
        {48, 3, 5},
        {64, 3, 5},
        {80, 0, 2},
        {96, 2, 2},
        {112, 0, 2},
        {128, 0, 1},
        {160, 0, 1},
        {224, 0, 1},
        {256, 0, 1},
        {512, 1, 0},
        {632, 0, 2},
        {1152, 3, 0}
    };

    private static final int TINY_AT_START = 4;

    private static final int M_BYTES = 1824;
    private static final int PROFILE_STACK_BYTES = 1080;
    private static final int SYSTEM_STACK_BYTES = 16 << 10;
    private static final int SIGNAL_STACK_BYTES = 32 << 10;

    /** The table of profiling buckets, and the buckets of the start. */
    private static final int BUCKET_TABLE_BYTES = 179_999 * 8;

    private static final int FIRST_BUCKETS_BYTES = 2614;

    /** Mapped directly and counted in OtherSys; and handles of weak pointers, in GCSys. */
    private static final int OTHER_BYTES = 64 << 10;

    private static final int WEAK_HANDLE_BYTES = 256;

    /** What a process has when main begins, Ps, goroutines and threads but the first left out. */
    void start(int p) {
        memory.map(memory.buckHash, BUCKET_TABLE_BYTES);
        memory.map(memory.other, OTHER_BYTES);
        memory.persistent(memory.buckHash, FIRST_BUCKETS_BYTES, 8);
        memory.persistent(memory.gcMisc, WEAK_HANDLE_BYTES, 8);
        for (int[] entry : AT_START) {
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
        heap.allocRuntime(p, M_BYTES, false, 1);
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
