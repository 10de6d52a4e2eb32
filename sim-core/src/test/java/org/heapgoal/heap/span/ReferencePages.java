package org.heapgoal.heap.span;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages one by one, found by looking from the lowest address on; page 0 is the first of the heap. */
final class ReferencePages {
    /** Used pages are those of spans and of page caches. */
    private final List<Boolean> used = new ArrayList<>();

    private final List<Boolean> released = new ArrayList<>();

    /** Released bytes among the pages taken last, and by how much the heap grew for them. */
    long tookReleased;

    long grew;

    /** Free pages of one aligned block of 64 that a P owns. */
    static final class Cache {
        final List<Integer> pages = new ArrayList<>();
    }

    /** Takes the lowest run, from the cache if it has one; grows by whole 512 pages where there is none. */
    int take(@Nullable Cache cache, int count) {
        grew = 0;
        if (cache != null && count < 16) {
            if (cache.pages.isEmpty()) {
                fill(cache);
            }
            for (int page : List.copyOf(cache.pages)) {
                if (isRun(cache, page, count)) {
                    for (int i = 0; i < count; i++) {
                        cache.pages.remove((Integer) (page + i));
                    }
                    takeReleased(page, count);
                    return page;
                }
            }
        }
        int page = lowestRun(count);
        if (page < 0) {
            int chunks = (count + 511) / 512;
            for (int i = 0; i < chunks * 512; i++) {
                used.add(false);
                released.add(true);
            }
            grew = chunks * 512L * 8192;
            page = lowestRun(count);
        }
        for (int i = 0; i < count; i++) {
            used.set(page + i, true);
        }
        takeReleased(page, count);
        return page;
    }

    void free(int page, int count) {
        for (int i = 0; i < count; i++) {
            used.set(page + i, false);
        }
    }

    void flush(Cache cache) {
        for (int page : cache.pages) {
            used.set(page, false);
        }
        cache.pages.clear();
    }

    int mapped() {
        return used.size();
    }

    private void fill(Cache cache) {
        int lowest = lowestRun(1);
        if (lowest < 0) {
            return;
        }
        for (int page = lowest / 64 * 64; page < lowest / 64 * 64 + 64; page++) {
            if (!used.get(page)) {
                cache.pages.add(page);
                used.set(page, true);
            }
        }
    }

    private static boolean isRun(Cache cache, int page, int count) {
        for (int i = 0; i < count; i++) {
            if (!cache.pages.contains(page + i)) {
                return false;
            }
        }
        return true;
    }

    private int lowestRun(int count) {
        int run = 0;
        for (int page = 0; page < used.size(); page++) {
            run = used.get(page) ? 0 : run + 1;
            if (run == count) {
                return page - count + 1;
            }
        }
        return -1;
    }

    private void takeReleased(int page, int count) {
        tookReleased = 0;
        for (int i = 0; i < count; i++) {
            if (released.get(page + i)) {
                tookReleased += 8192;
                released.set(page + i, false);
            }
        }
    }
}
