package org.heapgoal.heap.span;

/** Numbers for cohorts, given anew when the last object of a cohort is gone. */
public interface Cohorts {
    /** The last object of a cohort was freed, and the cohort was {@link Heap#closeCohort closed}; its number is free. */
    void gone(int cohort);
}
