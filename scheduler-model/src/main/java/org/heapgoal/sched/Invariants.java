package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.heapgoal.goruntime.GoVersion;
import org.jspecify.annotations.Nullable;

/** What holds of a scheduler between any two events. Reads everything, changes nothing; not for the hot path. */
final class Invariants {
    private static final int NOWHERE = 0;
    private static final int GLOBAL = 1;
    private static final int DISABLED = 2;
    /** Plus twice a P's number for its ring, and one more for its runnext. */
    private static final int LOCAL = 3;

    private final Sched s;
    private final int[] places;
    private final List<String> broken = new ArrayList<>();

    Invariants(Sched s) {
        this.s = s;
        this.places = new int[s.allGs.size()];
    }

    /**
     * Checks everything.
     *
     * @throws IllegalStateException with the instant, the values and what they break
     */
    void check() {
        collectQueued();
        for (G g : s.allGs) {
            checkGoroutine(g);
        }
        checkThreads();
        int listed = 0;
        for (P p : s.allPs) {
            listed += p.listed ? 1 : 0;
            checkP(p);
        }
        int idle = listed;
        require(idle == s.idlePs.size(), () -> idle + " Ps are idle, listed are " + s.idlePs.size());
        checkWorkConservation();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("at " + s.now() + " ns: " + String.join("; ", broken) + "\n"
                    + TraceText.schedtrace(s, 0).line(GoVersion.GO_1_25));
        }
    }

    private void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            broken.add(otherwise.get());
        }
    }

    // Each runnable goroutine is in one place, and each one in a queue is runnable.

    private void collectQueued() {
        collect(s.runq, GLOBAL);
        collect(s.disabled, DISABLED);
        for (P p : s.allPs) {
            for (int i = 0; i < p.queue.size(); i++) {
                place(p.queue.get(i), LOCAL + 2 * p.id());
            }
            G next = p.runnext;
            if (next != null) {
                place(next, LOCAL + 2 * p.id() + 1);
            }
        }
    }

    private void collect(GQueue queue, int place) {
        int size = 0;
        for (G g = queue.first(); g != null; g = g.queueNext) {
            place(g, place);
            size++;
        }
        int found = size;
        require(found == queue.size(), () -> name(place) + " has " + found + " goroutines, not " + queue.size());
    }

    private void place(G g, int place) {
        int other = places[g.slot];
        places[g.slot] = place;
        require(other == NOWHERE, () -> "G" + g.id() + " is in " + name(other) + " and in " + name(place));
        require(g.state == GState.RUNNABLE, () -> "G" + g.id() + " is in " + name(place) + " and " + g.state);
    }

    private static String name(int place) {
        if (place == GLOBAL) {
            return "the global queue";
        }
        if (place == DISABLED) {
            return "the queue of disabled goroutines";
        }
        return ((place - LOCAL) % 2 == 0 ? "the queue of P" : "runnext of P") + (place - LOCAL) / 2;
    }

    private void checkGoroutine(G g) {
        if (g.state == GState.RUNNABLE) {
            M owner = g.lockedM;
            boolean handedOver = owner != null && owner.nextP != null;
            require(
                    (places[g.slot] != NOWHERE) != handedOver,
                    () -> "G" + g.id() + " is runnable and in no queue, or handed to its thread and in one");
        }
        M m = g.m;
        boolean has = g.state == GState.RUNNING || g.state == GState.SYSCALL;
        require((m != null) == has, () -> "G" + g.id() + " is " + g.state + " with M " + id(m));
        require(m == null || m.current == g, () -> "G" + g.id() + " is not the goroutine of its M" + id(m));
    }

    // A running goroutine has an M and a P, and spinning threads are those that are counted.

    private void checkThreads() {
        int spinning = 0;
        int running = 0;
        for (M m : s.allMs) {
            spinning += m.spinning ? 1 : 0;
            running += m.current != null && m.current.state == GState.RUNNING ? 1 : 0;
            checkThread(m);
        }
        int found = spinning;
        int runs = running;
        require(found == s.spinning, () -> found + " threads spin, counted are " + s.spinning);
        require(runs <= s.maxProcs, () -> runs + " goroutines run on " + s.maxProcs + " Ps");
    }

    private void checkThread(M m) {
        G g = m.current;
        P p = m.p;
        require(!m.spinning || g == null, () -> "M" + m.id() + " spins with a goroutine");
        require(p == null || p.m == m, () -> "M" + m.id() + " is not the thread of its P");
        require(
                g == null || g.state != GState.RUNNING || p != null,
                () -> "M" + m.id() + " runs a goroutine without a P");
        require(m.phase != MPhase.PARKED || (p == null && m.nextP == null), () -> "M" + m.id() + " is parked with a P");
    }

    // Queues have their bounds, and idle Ps are those on the list.

    private void checkP(P p) {
        require(p.queue.size() <= LocalQueue.CAPACITY, () -> "P" + p.id() + " queues " + p.queue.size());
        if (p.listed) {
            require(p.state == PState.IDLE && p.m == null, () -> "idle P" + p.id() + " is " + p.state);
            require(!p.hasLocalWork(), () -> "idle P" + p.id() + " has work");
            require(s.idlePs.contains(p), () -> "P" + p.id() + " is not in the list of idle Ps");
        }
        boolean stopsTheWorld = p.m != null && p.state == PState.GC_STOP && s.gcWaiting;
        require(
                (p.m != null) == (p.state == PState.RUNNING || stopsTheWorld),
                () -> "P" + p.id() + " is " + p.state + " with M " + id(p.m));
    }

    /**
     * No P idles while a goroutine is queued and nobody looks for it. A thread that was given a P and has not begun to run
     * looks too, once it runs.
     */
    private void checkWorkConservation() {
        if (s.gcWaiting || s.userDisabled || s.idleCount() == 0 || s.spinning > 0) {
            return;
        }
        for (M m : s.allMs) {
            if (m.nextP != null && m.lockedG == null) {
                return;
            }
        }
        for (G g : s.allGs) {
            int place = places[g.slot];
            require(
                    place == NOWHERE,
                    () -> "G" + g.id() + " is in " + name(place) + " while P"
                            + s.idlePs.get(0).id() + " is idle and no thread looks for work");
        }
    }

    private static String id(@Nullable M m) {
        return m == null ? "none" : String.valueOf(m.id());
    }
}
