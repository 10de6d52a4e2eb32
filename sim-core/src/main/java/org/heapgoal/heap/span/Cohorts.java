package org.heapgoal.heap.span;

/** Whoever gives numbers to cohorts, and may give a number anew when the last object of a cohort is dead. */
public interface Cohorts {
    /**
     * A snapshot found the last objects of a cohort dead, and the cohort was {@link Heap#closeCohort closed}: its number is
     * free, though its objects keep their slots until they are swept. Called at the end of a snapshot, in order of
     * numbers, or when a cohort without objects is closed.
     */
    void gone(int cohort);
}
