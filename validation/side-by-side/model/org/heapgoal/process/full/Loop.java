package org.heapgoal.process.full;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;

/**
 * One allocation loop.
 *
 * @param noscan whether the objects hold no pointers
 * @param bytes of each object
 * @param live how many stay
 * @param allocate how many are allocated after those and dropped at once
 */
record Loop(boolean noscan, int bytes, int live, int allocate) {
    /** Reads {@code scan-600-10000-100000}. */
    static Loop parse(String name) {
        String[] words = name.split("-");
        return new Loop(
                words[0].equals("noscan"),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
    }

    /** The span class of its objects. */
    int spanClass(GoVersion version) {
        return SizeClasses.spanClass(SizeClasses.of(version).requestClass(bytes, noscan), noscan);
    }

    /** Without pointers first, then by size. */
    static int order(Loop a, Loop b) {
        return a.noscan != b.noscan ? (a.noscan ? -1 : 1) : Integer.compare(a.bytes, b.bytes);
    }

    /** Bytes of the spans of its class, by which heapLive moves. */
    long spanBytes(GoVersion version) {
        int sizeClass = SizeClasses.of(version).requestClass(bytes, noscan);
        return SizeClasses.PAGE_BYTES
                * (sizeClass == SizeClasses.LARGE ? SizeClasses.largePages(bytes) : SizeClasses.spanPages(sizeClass));
    }

    /** For headings. */
    String title() {
        String size = bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : bytes >= 1 << 10 ? (bytes >> 10) + " KiB" : bytes + " B";
        return size + (noscan ? " without" : " with") + " pointers, " + live + " live, " + allocate + " dropped";
    }
}
