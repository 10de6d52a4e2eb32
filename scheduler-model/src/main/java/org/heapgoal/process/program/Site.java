package org.heapgoal.process.program;

import java.util.List;

/**
 * An allocation site: how large its objects are, what of them is pointers, and how long they live.
 *
 * @param sizes the requested sizes with their weights; at least one. A continuous distribution is cut into such a list when
 *     it is read
 * @param pointerFraction the share of each object, from its start, up to its last pointer; 0 for objects without pointers
 * @param elementBytes the element size of the type that is allocated: objects above 512 bytes repeat its pointer pattern.
 *     0 for "as large as the object"
 * @param lifetime how long objects live
 * @param finalizer whether each object has a finalizer or cleanup, which keeps it for one more cycle
 */
public record Site(
        List<WeightedSize> sizes, double pointerFraction, int elementBytes, Lifetime lifetime, boolean finalizer) {
    /** Copies the sizes and checks the ranges; at least one size is above 0. */
    public Site {
        sizes = List.copyOf(sizes);
        if (sizes.stream().noneMatch(size -> size.bytes() > 0)) {
            throw new IllegalArgumentException("a site allocates at least one size above 0, not " + sizes);
        }
        Ranges.fraction("the share of an object that holds pointers", pointerFraction);
        Ranges.atLeast("an element's size", elementBytes, 0);
    }

    /**
     * One size of a site.
     *
     * @param bytes requested, at least 0
     * @param weight its share of the objects, above 0; shares need not add up to 1
     */
    public record WeightedSize(long bytes, double weight) {
        /** Checks the ranges. */
        public WeightedSize {
            Ranges.sizeBytes("an object's size", bytes);
            Ranges.positive("a size's weight", weight);
        }
    }
}
