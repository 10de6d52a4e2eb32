package org.heapgoal.heap.span;

import java.util.Arrays;
import org.heapgoal.goruntime.GoVersion;

/**
 * Memory that the runtime gets from the system outside the page heap, under the names of MemStats
 * ({@code malloc.go: persistentalloc}, {@code mfixalloc.go}, {@code mem.go: sysAlloc}).
 *
 * <p>Persistent memory is cut from chunks that count in OtherSys until a piece is handed out; every P has a chunk of its
 * own, and what happens without a P uses another. Nothing is ever given back.
 */
final class OffHeapMemory {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final int DIRECT_BYTES = 64 << 10;
    private static final int CHUNK_LINK_BYTES = 8;
    private static final int NO_CHUNK = -1;

    /** One of MemStats' sums ({@code mstats.go: sysMemStat}). */
    static final class Account {
        private long bytes;

        /** Bytes obtained from the system for it. */
        long bytes() {
            return bytes;
        }
    }

    /** MSpanSys. */
    final Account mspan = new Account();

    /** MCacheSys. */
    final Account mcache = new Account();

    /** The part of GCSys that is not work buffers. */
    final Account gcMisc = new Account();

    /** BuckHashSys. */
    final Account buckHash = new Account();

    /** OtherSys. */
    final Account other = new Account();

    /** The part of StackSys that does not come from the heap. */
    final Account stacks = new Account();

    private final MemoryAccount ledger;

    /** How much of each P's chunk is used, index p + 1; {@link #NO_CHUNK} before the first. */
    private int[] chunkUsed = {NO_CHUNK};

    private int currentP = Heap.NO_P;
    private long faultedBytes;

    OffHeapMemory(MemoryAccount ledger) {
        this.ledger = ledger;
    }

    /** Names the P on which persistent memory is allocated from now on. */
    void runOn(int p) {
        currentP = p;
        if (p + 1 >= chunkUsed.length) {
            int old = chunkUsed.length;
            chunkUsed = Arrays.copyOf(chunkUsed, p + 2);
            Arrays.fill(chunkUsed, old, p + 2, NO_CHUNK);
        }
    }

    /** The P named last. */
    int runsOn() {
        return currentP;
    }

    /** Bytes of all accounts. */
    long total() {
        return mspan.bytes + mcache.bytes + gcMisc.bytes + buckHash.bytes + other.bytes + stacks.bytes;
    }

    /** Gets memory directly from the system. */
    void map(Account account, long size) {
        account.bytes += size;
        ledger.addMappedReady(size);
    }

    /** Gives memory back to the system. */
    void unmap(Account account, long size) {
        account.bytes -= size;
        ledger.addMappedReady(-size);
    }

    /** Makes memory inaccessible; it stays in its account ({@code sysFault}). */
    void fault(long size) {
        faultedBytes += size;
        ledger.addMappedReady(-size);
    }

    /** Bytes made inaccessible. */
    long faultedBytes() {
        return faultedBytes;
    }

    /**
     * Gets memory that is never freed.
     *
     * @param align a power of two
     */
    void persistent(Account account, int size, int align) {
        if (size >= DIRECT_BYTES) {
            map(account, size);
            return;
        }
        int used = chunkUsed[currentP + 1];
        int from = used == NO_CHUNK ? CHUNK_BYTES : alignUp(used, align);
        if (from + size > CHUNK_BYTES) {
            map(other, CHUNK_BYTES);
            from = alignUp(CHUNK_LINK_BYTES, align);
        }
        chunkUsed[currentP + 1] = from + size;
        other.bytes -= size;
        account.bytes += size;
    }

    private static int alignUp(int offset, int align) {
        return (offset + align - 1) & -align;
    }

    /** Objects of one size, cut from persistent memory, used again after they were freed ({@code mfixalloc.go}). */
    static final class Fixed {
        private static final int PIECE_BYTES = 16 << 10;

        private final OffHeapMemory memory;
        private final Account account;
        private final int size;
        private long inUse;
        private long unused;

        Fixed(OffHeapMemory memory, Account account, int size) {
            this.memory = memory;
            this.account = account;
            this.size = size;
        }

        void take() {
            if (unused == 0) {
                int pieces = PIECE_BYTES / size;
                memory.persistent(account, pieces * size, 8);
                unused = pieces;
            }
            unused--;
            inUse++;
        }

        void giveBack() {
            unused++;
            inUse--;
        }

        /** Number of objects in use. */
        long inUse() {
            return inUse;
        }

        /** Bytes of the objects in use. */
        long inUseBytes() {
            return inUse * size;
        }
    }

    /** Sizes of runtime structures in bytes, as the debugging data of programs built with a Go version tell. */
    record StructureSizes(int mspan, int mcache, int heapArena, int p, int m, int g) {
        static StructureSizes of(GoVersion version) {
            if (version.atLeast(GoVersion.GO_1_26)) {
                return new StructureSizes(160, 2296, 69648, 15920, 1824, 456);
            }
            return version.atLeast(GoVersion.GO_1_24)
                    ? new StructureSizes(160, 1208, 69648, 9512, 1824, 440)
                    : new StructureSizes(160, 1200, 68624, 8944, 1760, 432);
        }
    }
}
