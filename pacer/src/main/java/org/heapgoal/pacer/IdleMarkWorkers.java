package org.heapgoal.pacer;

/**
 * How many idle mark workers run and how many may. The running ones are never negative; they may exceed the maximum after
 * it was lowered, since lowering it stops nobody. Source: {@code mgcpacer.go: addIdleMarkWorker} and its neighbours.
 */
public final class IdleMarkWorkers {
    private int running;
    private int max;

    IdleMarkWorkers() {}

    /** Whether another idle worker may start. */
    public boolean need() {
        return running < max;
    }

    /**
     * Takes a place for an idle worker.
     *
     * @return false if all places are taken
     */
    public boolean add() {
        if (running >= max) {
            return false;
        }
        running++;
        return true;
    }

    /**
     * Gives a place back when an idle worker stops.
     *
     * @throws IllegalStateException if none runs
     */
    public void remove() {
        if (running <= 0) {
            throw new IllegalStateException("negative idle mark workers: n=" + (running - 1) + " max=" + max);
        }
        running--;
    }

    /** Sets how many may run; those that already run go on. */
    public void setMax(int workers) {
        max = workers;
    }

    /** How many run. */
    public int running() {
        return running;
    }

    /** How many may run. */
    public int max() {
        return max;
    }
}
