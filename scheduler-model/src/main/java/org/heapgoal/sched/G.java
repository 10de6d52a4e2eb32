package org.heapgoal.sched;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine ({@code runtime2.go: g}). Fields that the collector and the allocator keep per goroutine live here, as in the
 * runtime; the scheduler does not read them.
 */
public final class G {
    private final long id;
    private final boolean system;
    private final ArrayDeque<Execution> callers = new ArrayDeque<>(2);
    GState state = GState.IDLE;
    WaitReason waitReason = WaitReason.NONE;
    boolean preempt;

    /** The request to give up the P came when the goroutine had to keep it. */
    boolean preemptWaits;

    long syscallNanos;
    boolean syscallBlocks;

    @Nullable
    M m;

    @Nullable
    M lockedM;

    @Nullable
    G queueNext;

    /** The top of the stack of executions. */
    @Nullable
    Execution top;

    /** Its place in the list of all goroutines. */
    int slot = -1;

    /** {@link Sched#stopClock} and the throttled time when it became runnable. */
    long stopMarkNanos;

    long throttleMarkNanos;
    long runnableSinceNanos;

    /** Waits for the network poller to find it. */
    boolean polled;

    /** Comes from the network poller. */
    boolean readsNext;

    // Its timer, while it is on a P's heap.
    long wakeAtNanos;
    long timerOrder;
    int timerPlace = -1;

    @Nullable
    P timerP;

    int threadLocks;

    /** Bytes of allocation credit; negative is debt (see {@code mgcmark.go: gcAssistAlloc}). */
    public long assistBytes;

    /** Size of the goroutine's stack, bytes; kept by whoever manages stacks. */
    public long stackBytes;

    /** The stack's number from {@link org.heapgoal.heap.span.Heap#allocStack}; kept by whoever manages stacks. */
    public int stack;

    /** Bytes of the stack in use, from the top to the stack pointer: what a scan reads. */
    public long stackUsedBytes;

    /** Time spent runnable and waiting for a P or its thread, stops of the world and throttling left out; only rises. */
    public long runnableNanos;

    /** Time spent running on a thread that had to wait for a core; only rises. */
    public long descheduledNanos;

    /** Time spent runnable or running while the CPU quota was used up; only rises. */
    public long throttledNanos;

    /** Time spent runnable while the world was stopped or stopping; only rises. */
    public long stoppedNanos;

    /** The goroutine's own list entry of whoever made it a waiter; for use outside the scheduler. */
    public @Nullable Object tag;

    /**
     * A goroutine that is not known to a scheduler yet; made by {@link World#newGoroutine}.
     *
     * @param id its number, from 1
     * @param system whether it belongs to the runtime
     */
    G(long id, boolean system) {
        this.id = id;
        this.system = system;
    }

    /** The number in trace lines. */
    public long id() {
        return id;
    }

    /** Whether it belongs to the runtime (mark workers, sweeper, scavenger, …). */
    public boolean system() {
        return system;
    }

    /** Its state. */
    public GState state() {
        return state;
    }

    /** Why it waits, as last set. */
    public WaitReason waitReason() {
        return waitReason;
    }

    /** Says why it is about to wait; call before returning {@link Execution#BLOCK}. */
    public void waitReason(WaitReason reason) {
        waitReason = reason;
    }

    /** Whether it has been asked to give up its P. */
    public boolean preemptRequested() {
        return preempt;
    }

    /** What it executes now: the top of its stack of executions. */
    public @Nullable Execution execution() {
        return top;
    }

    /** Pushes an execution that runs before the present one goes on; return {@link Execution#CALL} after it. */
    public void call(Execution execution) {
        Execution below = top;
        if (below != null) {
            callers.push(below);
        }
        top = execution;
    }

    /**
     * Says that a system call begins; return {@link Execution#SYSCALL} after it.
     *
     * @param nanos how long it takes once begun, at least 0
     * @param blocks whether the P is given away at its start instead of being left for the system monitor to take
     */
    public void enterSyscall(long nanos, boolean blocks) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a system call takes at least 0 ns, not " + nanos);
        }
        syscallNanos = nanos;
        syscallBlocks = blocks;
    }

    void pop() {
        top = callers.poll();
    }
}
