package org.heapgoal.heap.page;

import java.util.Arrays;

/**
 * Finds the lowest run of free pages of a wanted length in logarithmic time.
 *
 * <p>A complete binary tree over the slots. Every node knows, for the pages below it, how many are free at the start, in
 * the longest run, and at the end; a parent's three numbers follow from its children's. The same three numbers are what
 * the runtime keeps ({@code mpagealloc.go: pallocSum}); the answer to "lowest run of n" does not depend on the shape of
 * the tree.
 */
final class FreeRunTree {
    /** No run is long enough. */
    static final int NOT_FOUND = -1;

    private static final int FIELDS = 3;
    private static final int START = 0;
    private static final int MAX = 1;
    private static final int END = 2;
    private static final int ROOT = 1;

    /** Number of leaves, a power of two; slots beyond the mapped ones have no free pages. */
    private int leaves = 1;

    /** Three numbers a node; node 1 is the root, the children of i are 2i and 2i + 1, slot s is node leaves + s. */
    private int[] nodes = new int[2 * FIELDS];

    /** Opens slots without free pages; the slots from {@code at} on move up. */
    void open(int at, int count, int slotsBefore) {
        int slotsAfter = slotsBefore + count;
        int[] old = nodes;
        int oldFirst = leaves * FIELDS;
        if (slotsAfter > leaves) {
            leaves = Integer.highestOneBit(slotsAfter - 1) << 1;
            nodes = new int[2 * leaves * FIELDS];
            System.arraycopy(old, oldFirst, nodes, leaves * FIELDS, at * FIELDS);
        } else if (at == slotsBefore) {
            return;
        }
        int first = leaves * FIELDS;
        System.arraycopy(
                old, oldFirst + at * FIELDS, nodes, first + (at + count) * FIELDS, (slotsBefore - at) * FIELDS);
        Arrays.fill(nodes, first + at * FIELDS, first + (at + count) * FIELDS, 0);
        rebuild(0, leaves - 1);
    }

    /** Length of the longest free run within a slot. */
    int max(int slot) {
        return nodes[(leaves + slot) * FIELDS + MAX];
    }

    /** Free pages at the start of a slot. */
    int start(int slot) {
        return nodes[(leaves + slot) * FIELDS + START];
    }

    /** Free pages at the end of a slot. */
    int end(int slot) {
        return nodes[(leaves + slot) * FIELDS + END];
    }

    /** Sets a slot's numbers and everything above that depends on them. */
    void set(int slot, int start, int max, int end) {
        int node = leaves + slot;
        if (!store(node, start, max, end)) {
            return;
        }
        int half = PageHeap.CHUNK_PAGES;
        for (node >>= 1; node >= ROOT && merge(node, half); node >>= 1) {
            half <<= 1;
        }
    }

    /** Sets a slot's numbers; {@link #rebuild} must follow. */
    void setLeaf(int slot, int start, int max, int end) {
        store(leaves + slot, start, max, end);
    }

    /** Recomputes what depends on the slots {@code from} to {@code to}, both included. */
    void rebuild(int from, int to) {
        int low = leaves + from;
        int high = leaves + to;
        int half = PageHeap.CHUNK_PAGES;
        while (low > ROOT) {
            low >>= 1;
            high >>= 1;
            for (int node = low; node <= high; node++) {
                merge(node, half);
            }
            half <<= 1;
        }
    }

    /**
     * Looks for the lowest run of {@code n} ≥ 1 free pages.
     *
     * @return the slot page where it begins; if the slot of that page alone has a run of {@code n} ({@link #max}), the
     *     slot's first page, and the caller must look into the slot; or {@link #NOT_FOUND}
     */
    int find(long n) {
        if (nodes[ROOT * FIELDS + MAX] < n) {
            return NOT_FOUND;
        }
        int node = ROOT;
        int half = leaves / 2 * PageHeap.CHUNK_PAGES;
        int from = 0;
        while (node < leaves) {
            int left = 2 * node * FIELDS;
            if (nodes[left + MAX] >= n) {
                node = 2 * node;
            } else if (nodes[left + END] + nodes[left + FIELDS + START] >= n) {
                return from + half - nodes[left + END];
            } else {
                node = 2 * node + 1;
                from += half;
            }
            half >>= 1;
        }
        return from;
    }

    /** Checks every node against its children. */
    void verify() {
        int half = leaves / 2 * PageHeap.CHUNK_PAGES;
        for (int node = ROOT; node < leaves; node++) {
            if (node > ROOT && Integer.bitCount(node) == 1) {
                half >>= 1;
            }
            int at = node * FIELDS;
            int start = nodes[at + START];
            int max = nodes[at + MAX];
            int end = nodes[at + END];
            if (merge(node, half)) {
                throw new IllegalStateException("tree node " + node + " held " + start + "/" + max + "/" + end
                        + ", its children give " + nodes[at + START] + "/" + nodes[at + MAX] + "/" + nodes[at + END]);
            }
        }
    }

    /** Computes a node from its children, each of {@code half} pages; returns whether it changed. */
    private boolean merge(int node, int half) {
        int left = 2 * node * FIELDS;
        int right = left + FIELDS;
        int start = nodes[left + START];
        int end = nodes[right + END];
        int across = nodes[left + END] + nodes[right + START];
        return store(
                node,
                start == half ? half + nodes[right + START] : start,
                Math.max(across, Math.max(nodes[left + MAX], nodes[right + MAX])),
                end == half ? half + nodes[left + END] : end);
    }

    private boolean store(int node, int start, int max, int end) {
        int at = node * FIELDS;
        if (nodes[at + START] == start && nodes[at + MAX] == max && nodes[at + END] == end) {
            return false;
        }
        nodes[at + START] = start;
        nodes[at + MAX] = max;
        nodes[at + END] = end;
        return true;
    }
}
