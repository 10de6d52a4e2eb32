package org.heapgoal.heap.page;

/**
 * A place in the address space from which a search for pages to release goes down ({@code mranges.go: atomicOffAddr}).
 *
 * <p>A raise marks the cursor. A marked cursor can only be moved by the search that takes the mark away; in particular
 * it is not cleared when a search finds nothing, so the next search covers the same chunks again. The runtime needs this
 * because searches and frees run concurrently; it can be observed without concurrency, too.
 */
final class ScavengeCursor {
    /** The page of a cleared cursor. */
    static final long CLEARED = -1;

    private long page = CLEARED;
    private boolean marked;

    /** The page to start from, or {@link #CLEARED}. */
    long page() {
        return page;
    }

    /** Moves up to a page and marks the cursor, if the page is above it. */
    void raise(long to) {
        if (page < to) {
            page = to;
            marked = true;
        }
    }

    /** Moves down to where a search found something. */
    void lower(long to) {
        if (marked || to < page) {
            page = to;
            marked = false;
        }
    }

    /** Clears the cursor unless it is marked. */
    void clear() {
        if (!marked) {
            page = CLEARED;
        }
    }

    /** Clears the cursor, marked or not. */
    void reset() {
        page = CLEARED;
        marked = false;
    }
}
