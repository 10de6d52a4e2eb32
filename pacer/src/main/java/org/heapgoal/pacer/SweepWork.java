package org.heapgoal.pacer;

/** What proportional sweeping needs of the heap. */
public interface SweepWork {
    /** heapLive now, unsigned bytes. */
    long heapLive();

    /** Pages swept since sweeping began. */
    long pagesSwept();

    /**
     * Sweeps one span, which {@link #pagesSwept} counts from then on.
     *
     * @return its pages, or −1 if no span was left
     */
    long sweepOne();
}
