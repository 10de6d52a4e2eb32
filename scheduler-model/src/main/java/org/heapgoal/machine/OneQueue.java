package org.heapgoal.machine;

import org.jspecify.annotations.Nullable;

/**
 * One queue for all cores: no core is without work while a thread waits.
 *
 * <p>While somebody waits, a thread keeps its core for a slice and then waits itself. The one comes next that has waited longest,
 * if the slice that a preempted thread has just had is taken off its wait: Linux picks by virtual time, in which a thread that
 * slept is that much behind ({@code kernel/sched/fair.c}). One that wakes waits no longer than until somebody has had the least
 * slice, which is shorter than the one that the timer interrupt enforces.
 */
final class OneQueue implements ThreadQueues {
    private final Cores cores;
    private final long sliceNanos;
    private final long wakingSliceNanos;

    /** Threads that were asleep and want a core, in order of their waking. */
    private final RunQueue woken = new RunQueue();

    /** Threads whose slices ended, in order. */
    private final RunQueue ended = new RunQueue();

    /**
     * A queue without threads.
     *
     * @param wakingSliceNanos how long a thread keeps its core if one waits that slept
     */
    OneQueue(Cores cores, long sliceNanos, long wakingSliceNanos) {
        this.cores = cores;
        this.sliceNanos = sliceNanos;
        this.wakingSliceNanos = wakingSliceNanos;
    }

    @Override
    public boolean findsIdle(CoreThread thread, @Nullable CoreThread waker) {
        return cores.anyIdle();
    }

    @Override
    public void woken(CoreThread thread) {
        if (cores.anyIdle()) {
            cores.putOn(thread);
        } else {
            cores.queued(thread);
            woken.add(thread);
        }
    }

    @Override
    public void left(CoreThread thread) {
        fill();
    }

    @Override
    public void look() {
        // No core does nothing while a thread waits.
    }

    @Override
    public int size() {
        return woken.size() + ended.size();
    }

    @Override
    public long turnsAtNanos() {
        return size() == 0 ? NEVER : cores.longestOn().sliceSinceNanos + keepNanos();
    }

    @Override
    public void turns() {
        long now = cores.nowNanos();
        int turns = Math.min(size(), cores.onCores());
        for (int i = 0; i < turns; i++) {
            CoreThread thread = cores.longestOn();
            if (thread.sliceSinceNanos + keepNanos() > now) {
                break;
            }
            cores.suspend(thread);
            ended.add(thread);
            fill();
        }
    }

    /** How long a thread keeps its core, considering who waits. */
    private long keepNanos() {
        return woken.size() > 0 ? wakingSliceNanos : sliceNanos;
    }

    private void fill() {
        while (size() > 0 && cores.anyIdle()) {
            cores.putOnQueued(next());
        }
    }

    /** The thread that comes next: one whose slice has ended has had that much more than one that slept. */
    private CoreThread next() {
        CoreThread slept = woken.first();
        CoreThread had = ended.first();
        if (had == null || (slept != null && slept.waitSinceNanos <= had.waitSinceNanos + sliceNanos)) {
            return woken.remove();
        }
        return ended.remove();
    }
}
