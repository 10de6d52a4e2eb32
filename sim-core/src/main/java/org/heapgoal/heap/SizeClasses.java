package org.heapgoal.heap;

import org.heapgoal.goruntime.GoVersion;

/**
 * The allocator's size classes: which class serves a request, what the request then costs, and how many objects a span
 * of the class holds in a given Go version.
 *
 * <p>The classes themselves are the same from Go 1.19 to 1.26. What differs is the room that a span gives up for
 * pointer bitmaps and mark bits, and the header in front of large pointerful objects, both since Go 1.22.
 *
 * <p>Immutable.
 */
public final class SizeClasses {
    /** Size of a runtime page in bytes ({@code sizeclasses.go: PageShift}). */
    public static final int PAGE_BYTES = 8192;

    /** Number of classes, the class of large objects included. */
    public static final int COUNT = 68;

    /** The class of large objects, which have a span of their own. */
    public static final int LARGE = 0;

    /** Size of the largest class in bytes. */
    public static final int MAX_SMALL_BYTES = 32768;

    /** Size in bytes of the blocks that the tiny allocator fills with pointer-free objects smaller than that. */
    public static final int TINY_BYTES = 16;

    /** The class of tiny blocks. */
    public static final int TINY_CLASS = 2;

    /** Size in bytes of the type header in front of pointerful objects above {@link #MAX_BITMAP_BYTES}. */
    public static final int HEADER_BYTES = 8;

    /** The largest object in bytes whose pointers are described by a bitmap at the end of its span. */
    public static final int MAX_BITMAP_BYTES = 512;

    /** Object size in bytes and pages per span of the classes 1 to 67, in order. */
    private static final String TABLE = """
            8/1     16/1    24/1    32/1    48/1    64/1    80/1    96/1    112/1   128/1
            144/1   160/1   176/1   192/1   208/1   224/1   240/1   256/1   288/1   320/1
            352/1   384/1   416/1   448/1   480/1   512/1   576/1   640/1   704/1   768/1
            896/1   1024/1  1152/1  1280/1  1408/2  1536/1  1792/2  2048/1  2304/2  2688/1
            3072/3  3200/2  3456/3  4096/1  4864/3  5376/2  6144/3  6528/4  6784/5  6912/6
            8192/1  9472/7  9728/6  10240/5 10880/4 12288/3 13568/5 14336/7 16384/2 18432/9
            19072/7 20480/5 21760/8 24576/3 27264/10 28672/7 32768/4
            """;

    private static final int GREEN_TEA_MARK_BYTES = 128;
    private static final int LOOKUP_GRAIN_BYTES = 8;

    private static final int[] OBJECT_BYTES = new int[COUNT];
    private static final int[] SPAN_PAGES = new int[COUNT];

    /** The class of every request rounded up to a multiple of eight bytes: all class sizes are such multiples. */
    private static final byte[] CLASS_BY_GRAIN = new byte[MAX_SMALL_BYTES / LOOKUP_GRAIN_BYTES + 1];

    static {
        int sizeClass = 0;
        for (String entry : TABLE.trim().split("\\s+", -1)) {
            int slash = entry.indexOf('/');
            sizeClass++;
            OBJECT_BYTES[sizeClass] = Integer.parseInt(entry.substring(0, slash));
            SPAN_PAGES[sizeClass] = Integer.parseInt(entry.substring(slash + 1));
            int from = OBJECT_BYTES[sizeClass - 1] / LOOKUP_GRAIN_BYTES + 1;
            for (int grain = from; grain <= OBJECT_BYTES[sizeClass] / LOOKUP_GRAIN_BYTES; grain++) {
                CLASS_BY_GRAIN[grain] = (byte) sizeClass;
            }
        }
    }

    private final boolean inSpanBitmaps;
    private final int[] noscanObjects = new int[COUNT];
    private final int[] scanObjects = new int[COUNT];

    /**
     * The classes as a Go version uses them.
     *
     * @param version the Go version
     * @param greenTea whether the Green Tea collector is built in: the default from 1.26, an experiment in 1.25
     * @throws IllegalArgumentException if Green Tea is asked for before 1.25
     */
    public SizeClasses(GoVersion version, boolean greenTea) {
        if (greenTea && !version.atLeast(GoVersion.GO_1_25)) {
            throw new IllegalArgumentException("Go " + version.label() + " has no Green Tea collector; 1.25 has");
        }
        inSpanBitmaps = version.atLeast(GoVersion.GO_1_22);
        for (int sizeClass = 1; sizeClass < COUNT; sizeClass++) {
            noscanObjects[sizeClass] = objects(sizeClass, true, greenTea);
            scanObjects[sizeClass] = objects(sizeClass, false, greenTea);
        }
    }

    /** The classes as a Go version uses them with its default collector: Green Tea from 1.26. */
    public static SizeClasses of(GoVersion version) {
        return new SizeClasses(version, version.atLeast(GoVersion.GO_1_26));
    }

    /**
     * The smallest class whose objects hold the given number of bytes.
     *
     * @param bytes 1 to {@link #MAX_SMALL_BYTES}
     */
    public static int classFor(long bytes) {
        if (bytes < 1 || bytes > MAX_SMALL_BYTES) {
            throw new IllegalArgumentException("no size class for " + bytes + " bytes: 1 to " + MAX_SMALL_BYTES);
        }
        return CLASS_BY_GRAIN[((int) bytes + LOOKUP_GRAIN_BYTES - 1) / LOOKUP_GRAIN_BYTES];
    }

    /** Size in bytes of the objects of a class, 1 to 67. */
    public static int objectBytes(int sizeClass) {
        return OBJECT_BYTES[checked(sizeClass)];
    }

    /** Number of pages in a span of a class, 1 to 67. */
    public static int spanPages(int sizeClass) {
        return SPAN_PAGES[checked(sizeClass)];
    }

    /** The span class of a size class ({@code mheap.go: makeSpanClass}). */
    public static int spanClass(int sizeClass, boolean noscan) {
        return (sizeClass << 1) | (noscan ? 1 : 0);
    }

    /** Number of pages of a large object, rounded up. */
    public static long largePages(long bytes) {
        return Math.addExact(bytes, PAGE_BYTES - 1) / PAGE_BYTES;
    }

    /** The largest request in bytes that is served from a size class. */
    public int maxSmallRequestBytes() {
        return inSpanBitmaps ? MAX_SMALL_BYTES - HEADER_BYTES : MAX_SMALL_BYTES;
    }

    /** Whether a request gets a header in front of the object ({@code malloc.go: mallocgcSmallScanHeader}). */
    public boolean hasHeader(long bytes, boolean noscan) {
        return inSpanBitmaps && !noscan && bytes > MAX_BITMAP_BYTES && bytes <= maxSmallRequestBytes();
    }

    /**
     * The class that serves a request, its header counted ({@code malloc.go: mallocgc}).
     *
     * @param bytes size of the request, at least 1
     * @param noscan whether the object is free of pointers
     * @return a class of 1 to 67, or {@link #LARGE}
     */
    public int requestClass(long bytes, boolean noscan) {
        if (bytes > maxSmallRequestBytes()) {
            return LARGE;
        }
        return classFor(hasHeader(bytes, noscan) ? bytes + HEADER_BYTES : bytes);
    }

    /**
     * What a request takes from the heap: the size of its class, or whole pages. The tiny allocator, which may serve a
     * request from a block it already has, is not considered.
     *
     * @param bytes size of the request, at least 1
     */
    public long allocatedBytes(long bytes, boolean noscan) {
        int sizeClass = requestClass(bytes, noscan);
        return sizeClass == LARGE ? largePages(bytes) * PAGE_BYTES : OBJECT_BYTES[sizeClass];
    }

    /**
     * The largest request that costs no more than the given one, which is how far a growing slice is extended
     * ({@code msize.go: roundupsize}).
     *
     * @param bytes size of the request, at least 1
     */
    public long roundUpSize(long bytes, boolean noscan) {
        return allocatedBytes(bytes, noscan) - (hasHeader(bytes, noscan) ? HEADER_BYTES : 0);
    }

    /** Number of objects in a span of a class, 1 to 67 ({@code mheap.go: initSpan}). */
    public int objectsPerSpan(int sizeClass, boolean noscan) {
        return (noscan ? noscanObjects : scanObjects)[checked(sizeClass)];
    }

    /** Bytes of a span that belong to no object: the rounding rest, bitmaps and mark bits. */
    public int tailWasteBytes(int sizeClass, boolean noscan) {
        return SPAN_PAGES[checked(sizeClass)] * PAGE_BYTES
                - objectsPerSpan(sizeClass, noscan) * OBJECT_BYTES[sizeClass];
    }

    private int objects(int sizeClass, boolean noscan, boolean greenTea) {
        int spanBytes = SPAN_PAGES[sizeClass] * PAGE_BYTES;
        int objectBytes = OBJECT_BYTES[sizeClass];
        int reserved = 0;
        if (objectBytes <= MAX_BITMAP_BYTES) {
            if (greenTea && objectBytes >= TINY_BYTES) {
                reserved += GREEN_TEA_MARK_BYTES;
            }
            if (inSpanBitmaps && !noscan) {
                // One bit for every eight-byte word.
                reserved += spanBytes / Long.BYTES / Byte.SIZE;
            }
        }
        return (spanBytes - reserved) / objectBytes;
    }

    private static int checked(int sizeClass) {
        if (sizeClass < 1 || sizeClass >= COUNT) {
            throw new IllegalArgumentException("size class " + sizeClass + " is not one of 1 to " + (COUNT - 1));
        }
        return sizeClass;
    }
}
