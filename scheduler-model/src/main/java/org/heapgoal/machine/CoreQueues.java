package org.heapgoal.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue for each core, as Linux has them, on machines where a waking thread is put on the core where it last ran, or on its
 * waker's, although another is idle. In virtual machines that is the rule: an idle core has halted, its virtual processor counts as
 * preempted by the host ({@code vcpu_is_preempted}), and the search for idle cores passes over it
 * ({@code kernel/sched/fair.c: select_idle_sibling}).
 *
 * <ul>
 *   <li>A waking thread goes to its own core; where another core's thread wakes it, a stated share goes to that one's. Of those for
 *       which that core is busy a few find an idle one. New threads go to an idle core.
 *   <li>On a core that is busy it takes the place of the thread there, or waits for it. Linux goes by virtual deadlines; here it is
 *       a draw, by how long the other thread has been on.
 *   <li>A core that becomes idle, or idles again after something short, takes a thread that waits for another core and has not run
 *       for half a millisecond ({@code sched_balance_newidle}, {@code task_hot}).
 *   <li>At each tick of the timer idle cores take such threads too, and a thread that has had the least slice gives way to one that
 *       waits for its core.
 * </ul>
 *
 * <p>The shares were counted in traces of seven paced Go programs with two Ps on a virtual machine with two cores, of which they took
 * a half to four fifths of one, with Linux 6.18: {@code docs/machine-profiles.md}.
 *
 * <p>Left out: the loads that decide between own and waker's core, groups of threads, domains of cores, priorities, and balancing
 * between busy cores.
 */
final class CoreQueues implements ThreadQueues {
    /** {@code core.c: sysctl_sched_migration_cost}. */
    private static final long HOT_NANOS = 500_000;

    /** Of threads that wake for a busy core while another is idle, those that get that one: 4 to 12 %, 7 in the middle. */
    private static final double FINDS_IDLE = 0.07;

    /** Of those that do not, the part that takes the place of a thread which has been on for less than 2 ms, */
    private static final double TAKES_PLACE = 0.4;

    /** and of one which has been on for longer. */
    private static final double TAKES_PLACE_OF_LONG_ON = 0.7;

    private static final long LONG_ON_NANOS = 2_000_000;

    private final Cores cores;
    private final double gathering;
    private final DoubleSupplier draws;
    private final long tickNanos;
    private final long leastSliceNanos;
    private final long phaseNanos;

    /** The thread on each core, null where none is. */
    private final @Nullable CoreThread[] current;

    /** The threads that wait for each core, first come first served. */
    private final List<List<CoreThread>> waiting = new ArrayList<>();

    private int size;

    /**
     * Queues without threads, and a phase of the ticks drawn by chance.
     *
     * @param count of the cores
     * @param leastSliceNanos how long a thread keeps its core at least if its slice has to end at a tick
     */
    CoreQueues(Cores cores, int count, long tickNanos, long leastSliceNanos, Gathering gathering) {
        this.cores = cores;
        this.gathering = gathering.share();
        this.draws = gathering.draws();
        this.tickNanos = tickNanos;
        this.leastSliceNanos = leastSliceNanos;
        this.phaseNanos = (long) (draws.getAsDouble() * (double) tickNanos);
        this.current = new CoreThread[count];
        for (int core = 0; core < count; core++) {
            waiting.add(new ArrayList<>());
        }
    }

    // Waking

    @Override
    public boolean findsIdle(CoreThread thread, @Nullable CoreThread waker) {
        thread.core = chosen(thread, waker);
        return isIdle(thread.core);
    }

    private int chosen(CoreThread thread, @Nullable CoreThread waker) {
        int idle = anyIdle();
        int core = thread.core;
        if (core < 0) {
            return idle >= 0 ? idle : shortest();
        }
        if (waker != null && waker.core >= 0 && waker.core != core && draws.getAsDouble() < gathering) {
            core = waker.core;
        }
        return !isIdle(core) && idle >= 0 && draws.getAsDouble() < FINDS_IDLE ? idle : core;
    }

    @Override
    public void woken(CoreThread thread) {
        if (thread.core < 0) {
            thread.core = chosen(thread, null);
        }
        CoreThread there = current[thread.core];
        if (there == null) {
            current[thread.core] = thread;
            cores.putOn(thread);
            return;
        }
        cores.queued(thread);
        if (takesPlaceOf(there)) {
            suspend(there);
            run(thread);
        } else {
            add(thread);
        }
    }

    private boolean takesPlaceOf(CoreThread there) {
        boolean longOn = cores.nowNanos() - there.sliceSinceNanos >= LONG_ON_NANOS;
        return draws.getAsDouble() < (longOn ? TAKES_PLACE_OF_LONG_ON : TAKES_PLACE);
    }

    // Leaving

    @Override
    public void left(CoreThread thread) {
        int core = thread.core;
        current[core] = null;
        List<CoreThread> own = waiting.get(core);
        if (own.isEmpty()) {
            pull(core);
        } else {
            run(remove(own, 0));
        }
    }

    /** An idle core takes a thread that waits for another and is not hot. */
    private void pull(int core) {
        long now = cores.nowNanos();
        for (int other = 0; size > 0 && other < current.length; other++) {
            List<CoreThread> queue = waiting.get(other);
            for (int i = 0; i < queue.size(); i++) {
                if (now - queue.get(i).lastOnNanos >= HOT_NANOS) {
                    CoreThread thread = remove(queue, i);
                    thread.core = core;
                    run(thread);
                    return;
                }
            }
        }
    }

    @Override
    public void look() {
        for (int core = 0; core < current.length; core++) {
            if (isIdle(core)) {
                pull(core);
            }
        }
    }

    // Ticks

    @Override
    public int size() {
        return size;
    }

    @Override
    public long turnsAtNanos() {
        if (size == 0) {
            return NEVER;
        }
        long since = cores.nowNanos() - phaseNanos;
        return phaseNanos + (Math.floorDiv(since, tickNanos) + 1) * tickNanos;
    }

    @Override
    public void turns() {
        look();
        long now = cores.nowNanos();
        for (int core = 0; core < current.length; core++) {
            CoreThread there = current[core];
            List<CoreThread> queue = waiting.get(core);
            if (there != null && !queue.isEmpty() && now - there.sliceSinceNanos >= leastSliceNanos) {
                CoreThread next = remove(queue, 0);
                suspend(there);
                run(next);
            }
        }
    }

    // Queues

    private void run(CoreThread thread) {
        current[thread.core] = thread;
        cores.putOnQueued(thread);
    }

    private void suspend(CoreThread thread) {
        cores.suspend(thread);
        current[thread.core] = null;
        add(thread);
    }

    private void add(CoreThread thread) {
        waiting.get(thread.core).add(thread);
        size++;
    }

    private CoreThread remove(List<CoreThread> queue, int place) {
        size--;
        return queue.remove(place);
    }

    private boolean isIdle(int core) {
        return current[core] == null;
    }

    private int anyIdle() {
        for (int core = 0; core < current.length; core++) {
            if (isIdle(core)) {
                return core;
            }
        }
        return -1;
    }

    private int shortest() {
        int shortest = 0;
        for (int core = 1; core < current.length; core++) {
            if (waiting.get(core).size() < waiting.get(shortest).size()) {
                shortest = core;
            }
        }
        return shortest;
    }
}
