package org.heapgoal.process.mutator;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.sim.units.Amd64;

/**
 * Where the pointers of an object are, as far as the runtime's figures depend on it: each element begins with pointers up
 * to some offset and holds none after it ({@code mbitmap.go: writeHeapBitsSmall, heapSetTypeSmallHeader, typePointers.next},
 * {@code mgcmark.go: scanobject}). Sizes are bytes.
 */
final class PointerPattern {
    private static final int WORD = 8;
    private static final long OBLET = 128 << 10;

    private final SizeClasses sizes;
    private final boolean headers;
    private final double pointerFraction;
    private final int elementBytes;

    PointerPattern(SizeClasses sizes, GoVersion version, double pointerFraction, int elementBytes) {
        this.sizes = sizes;
        this.headers = version.atLeast(GoVersion.GO_1_22);
        this.pointerFraction = pointerFraction;
        this.elementBytes = elementBytes;
    }

    /** What an object adds to scanAlloc. */
    long scanAlloc(long bytes) {
        if (!headers) {
            return lastPointerEnd(bytes);
        }
        if (bytes <= SizeClasses.MAX_BITMAP_BYTES) {
            return element(bytes) == WORD ? WORD : lastPointerEnd(bytes);
        }
        return sizes.allocatedBytes(bytes, false);
    }

    /** Scan work of marking an object. */
    long scanWork(long bytes) {
        if (!headers || bytes <= SizeClasses.MAX_BITMAP_BYTES) {
            return lastPointerEnd(bytes);
        }
        long limit = sizes.allocatedBytes(bytes, false);
        if (bytes <= sizes.maxSmallRequestBytes()) {
            return repeatedEnd(bytes, SizeClasses.HEADER_BYTES, limit);
        }
        return limit <= OBLET ? repeatedEnd(bytes, 0, limit) : obletWork(bytes, limit);
    }

    /** End of the last pointer when the pattern is laid out over the requested size. */
    private long lastPointerEnd(long bytes) {
        long element = element(bytes);
        return Math.max(0, bytes / element - 1) * element + prefix(element);
    }

    /** End of the last pointer below a limit when the pattern goes on up to it. */
    private long repeatedEnd(long bytes, long start, long limit) {
        long element = element(bytes);
        long lastStart = start + (limit - 1 - start) / element * element;
        return Math.min(lastStart + prefix(element), limit);
    }

    private long obletWork(long bytes, long limit) {
        long work = 0;
        for (long from = 0; from < limit; from += OBLET) {
            long end = repeatedEnd(bytes, 0, Math.min(from + OBLET, limit));
            work += Math.max(0, end - from);
        }
        return work;
    }

    /** Size of the element type: whole words, since it holds pointers. */
    private long element(long bytes) {
        long element = elementBytes == 0 ? bytes : Math.min(elementBytes, bytes);
        return Math.max(WORD, (element + WORD - 1) / WORD * WORD);
    }

    /** The part of an element up to its last pointer: at least one word. */
    private long prefix(long element) {
        long words = element / WORD;
        long exact = Amd64.toInt64(StrictMath.ceil(pointerFraction * words));
        return Math.max(1, Math.min(exact, words)) * WORD;
    }
}
