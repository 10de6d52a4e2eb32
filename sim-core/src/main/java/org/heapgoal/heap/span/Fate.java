package org.heapgoal.heap.span;

/** Decides which objects a snapshot finds reachable. Asked in a fixed order of spans and cohorts. */
public interface Fate {
    /**
     * The chance that an object of a cohort, reachable at the last snapshot or allocated since, is reachable now.
     *
     * @return 0 for none, 1 for all, or a probability for each independently of the others
     */
    double survival(int cohort);

    /**
     * How many of a number of objects survive, each with the same chance and independently.
     *
     * @param objects at least 1
     * @param probability above 0 and below 1
     */
    int survivors(int cohort, int objects, double probability);

    /** The cohort that a cohort's dead objects move to for one more cycle, or −1: objects with finalizers. */
    int successor(int cohort);
}
