package org.heapgoal.machine;

import org.jspecify.annotations.Nullable;

/** How the operating system chooses cores for threads that want one, and who comes next where one is free. */
interface ThreadQueues {
    /** No instant. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Somebody wakes a sleeping thread, which will ask for its core after a while.
     *
     * @param waker the thread that does, null where a timer or another program does
     * @return whether it will ask for a core that does nothing now
     */
    boolean findsIdle(CoreThread thread, @Nullable CoreThread waker);

    /** A thread that slept asks for its core: it is put on one or waits. */
    void woken(CoreThread thread);

    /** A thread has left its core to sleep. */
    void left(CoreThread thread);

    /** Cores that do nothing look for threads that wait. */
    void look();

    /** Number of threads that wait. */
    int size();

    /** When {@link #turns} is due for those that wait, {@link #NEVER} if none does. */
    long turnsAtNanos();

    /** Threads that have had their slices give way. */
    void turns();
}
