package org.heapgoal.sched;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the rest of the runtime may ask of the scheduler. All of it happens at the clock's present instant. */
public interface World {
    /** The instant. */
    long nowNanos();

    /**
     * Makes a goroutine and puts it into runnext of a P ({@code proc.go: newproc}), or into the global queue without one.
     *
     * @param execution what it executes
     * @param by the P that creates it, or null
     * @param system whether it belongs to the runtime
     */
    G newGoroutine(Execution execution, @Nullable P by, boolean system);

    /**
     * Makes a waiting goroutine runnable ({@code proc.go: ready}): into the queue of a P and then wakep.
     *
     * @param by the P on which the waking code runs, or null for the global queue
     * @param next whether it goes to runnext
     */
    void ready(G g, @Nullable P by, boolean next);

    /** Makes waiting goroutines runnable in bulk ({@code proc.go: injectglist}). */
    void inject(List<G> waiting, @Nullable P by);

    /** Blocks a goroutine that is about to return {@link Execution#BLOCK} until an instant: a timer of its P wakes it. */
    void wakeAt(G g, P p, long atNanos);

    /** Ends a wait that {@link #wakeAt} began, before its time; the timer is gone. The goroutine is not made runnable. */
    boolean cancelWake(G g);

    /** A network event for a goroutine that waits (reason IO_WAIT) is there from this instant on; the poller finds it. */
    void networkReady(G g);

    /** Brings a running goroutine's execution up to date: its {@link Execution#ran} is called with the time so far. */
    void sync(G g);

    /** Shortens or lengthens what a running goroutine does now: sync, then {@link Execution#next} is asked anew. */
    void reconsider(G g);

    /** Asks the goroutine running on a P, if any, to give it up at its next safe point ({@code preemptone}). */
    void preempt(P p);

    /** Lets a goroutine that returned {@link Execution#HOLD} go on: its {@link Execution#next} is called now. */
    void release(G g);

    /**
     * Stops the world on behalf of a goroutine that is about to return {@link Execution#HOLD} ({@code stopTheWorldWithSema}).
     *
     * @param by the goroutine, running
     * @param then called at the instant at which the last P stands still
     */
    void stopTheWorld(StopReason reason, G by, Consumer<WorldStop> then);

    /**
     * Has every P pass between two goroutines, on behalf of a goroutine that runs ({@code forEachP}).
     *
     * @return whether some have not passed yet: the goroutine then returns {@link Execution#HOLD} and is released when they
     *     have
     */
    boolean passSafePoints(G by);

    /** Whether the world is stopped or being stopped. */
    boolean stopping();

    /**
     * Starts the world, and the pause ends at this instant ({@code startTheWorldWithSema} that is told when); the goroutine that
     * stopped it is still held until {@link #release}.
     */
    void startTheWorld();

    /**
     * Starts the world; the pause ends when the goroutine that stopped it goes on and calls {@link #pauseEnded}. The threads that
     * it has woken can take its core meanwhile ({@code startTheWorldWithSema} that looks at the time when it has woken them).
     */
    void wakeTheWorld();

    /** A pause ends at this instant, after {@link #wakeTheWorld}. */
    void pauseEnded(WorldStop stop);

    /** GOMAXPROCS after the next start of the world ({@code procresize}). The world must be stopped. */
    void setMaxProcs(int procs);

    /** Lets only system goroutines run, or all again ({@code schedEnableUser}). */
    void enableUser(boolean enable);

    /** GOMAXPROCS. */
    int maxProcs();

    /** The Ps, in order of their numbers. */
    List<P> ps();

    /** Idle Ps now ({@code npidle}). */
    int idlePs();

    /** Whether the global queue is empty. */
    boolean globalQueueEmpty();

    /**
     * Whether something other than idle-time work is there for a P to run ({@code proc.go: pollWork}): in the global queue,
     * in its own, or at the network poller, which is emptied into them.
     */
    default boolean pollWork(P p) {
        return !globalQueueEmpty() || p.hasLocalWork();
    }

    /** The sum of GOMAXPROCS over time until now, P-nanoseconds ({@code sched.totaltime} and the running rest). */
    long totalProcNanos();

    /** Starts an idle P if the rules allow it ({@code proc.go: wakep}). */
    void wakep();

    /** Binds a running goroutine to its thread ({@code runtime.LockOSThread}); locks nest. */
    void lockThread(G g);

    /** Undoes one {@link #lockThread}. */
    void unlockThread(G g);
}
