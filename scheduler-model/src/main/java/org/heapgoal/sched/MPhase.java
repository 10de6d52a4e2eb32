package org.heapgoal.sched;

/** What a thread is about, beyond what {@link M}'s fields say. */
enum MPhase {
    /** On the list of idle threads. */
    PARKED,
    /** Waits, off the list, for a P with the goroutine that is locked to it. */
    PARKED_LOCKED,
    /** Was woken and is not running yet. */
    WAKING,
    /** Begins to run, with a P that was given to it. */
    STARTING,
    /** Switches to a goroutine. */
    SWITCHING,
    /** Runs a stretch of its goroutine. */
    RUNNING,
    /** Its goroutine is held, with its P. */
    HELD,
    /** Its goroutine was released and is about to go on. */
    RELEASED,
    /** Enters or leaves the system: CPU time in the kernel, charged at the entry. */
    ENTERING_SYSCALL,
    /** In a system call. */
    IN_SYSCALL,
    /** Back from a system call, and in need of a P. */
    LEAVING_SYSCALL,
    /** Waits before it takes the next goroutine of a P that is running. */
    STEALING,
    /** Goes on with the search after that. */
    SEARCHING,
    /** Blocked in the network poller. */
    POLLING,
    /** Was woken from the network poller and is not running yet. */
    POLL_WAKING,
    /** Back from the network poller. */
    POLLED,
    /** Ended together with the goroutine that was locked to it. */
    DEAD
}
