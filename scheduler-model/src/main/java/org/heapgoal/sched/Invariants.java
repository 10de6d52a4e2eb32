package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GoVersion;
import org.jspecify.annotations.Nullable;

/** What holds of a scheduler between any two events. Reads everything, changes nothing; not for the hot path. */
final class Invariants {
    private final Sched s;
    private final Map<Long, String> places = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    Invariants(Sched s) {
        this.s = s;
    }

    /**
     * Checks everything.
     *
     * @throws IllegalStateException with the instant, the values and what they break
     */
    void check() {
        collectQueued();
        checkGoroutines();
        checkThreads();
        checkPs();
        checkWorkConservation();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("at " + s.now() + " ns: " + String.join("; ", broken) + "\n"
                    + TraceText.schedtrace(s, 0).line(GoVersion.GO_1_25));
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            broken.add(what);
        }
    }

    private void collectQueued() {
        collect(s.runq, "the global queue");
        collect(s.disabled, "the queue of disabled goroutines");
        for (P p : s.allPs) {
            for (int i = 0; i < p.queue.size(); i++) {
                place(p.queue.get(i), "the queue of P" + p.id());
            }
            G next = p.runnext;
            if (next != null) {
                place(next, "runnext of P" + p.id());
            }
        }
    }

    private void collect(GQueue queue, String name) {
        int size = 0;
        for (G g = queue.first(); g != null; g = g.queueNext) {
            place(g, name);
            size++;
        }
        require(size == queue.size(), name + " has " + size + " goroutines and says " + queue.size());
    }

    private void place(G g, String where) {
        String other = places.put(g.id(), where);
        require(other == null, "G" + g.id() + " is in " + other + " and in " + where);
        require(g.state == GState.RUNNABLE, "G" + g.id() + " is in " + where + " and " + g.state);
    }

    private void checkGoroutines() {
        for (G g : s.allGs) {
            if (g.state == GState.RUNNABLE) {
                M owner = g.lockedM;
                boolean handedOver = owner != null && owner.nextP != null;
                require(
                        places.containsKey(g.id()) != handedOver,
                        "G" + g.id() + " is runnable and in no queue, or handed to its thread and in one");
            }
            M m = g.m;
            boolean has = g.state == GState.RUNNING || g.state == GState.SYSCALL;
            require((m != null) == has, "G" + g.id() + " is " + g.state + " with M " + id(m));
            require(m == null || m.current == g, "G" + g.id() + " is not the goroutine of its M" + id(m));
        }
    }

    private void checkThreads() {
        int spinning = 0;
        int running = 0;
        for (M m : s.allMs) {
            spinning += m.spinning ? 1 : 0;
            require(!m.spinning || m.current == null, "M" + m.id() + " spins with a goroutine");
            G g = m.current;
            if (g != null && g.state == GState.RUNNING) {
                running++;
                require(m.p != null, "M" + m.id() + " runs G" + g.id() + " without a P");
            }
            P p = m.p;
            require(p == null || p.m == m, "M" + m.id() + " is not the thread of its P");
            require(m.phase != MPhase.PARKED || (m.p == null && m.nextP == null), "M" + m.id() + " is parked with a P");
        }
        require(spinning == s.spinning, spinning + " threads spin, counted are " + s.spinning);
        require(running <= s.maxProcs, running + " goroutines run on " + s.maxProcs + " Ps");
    }

    private void checkPs() {
        int listed = 0;
        for (P p : s.allPs) {
            require(p.queue.size() <= LocalQueue.CAPACITY, "P" + p.id() + " queues " + p.queue.size());
            if (p.listed) {
                listed++;
                require(p.state == PState.IDLE && p.m == null, "idle P" + p.id() + " is " + p.state);
                require(!p.hasLocalWork(), "idle P" + p.id() + " has work");
                require(s.idlePs.contains(p), "P" + p.id() + " is not in the list of idle Ps");
            }
            require(
                    (p.m != null) == (p.state == PState.RUNNING || stopsTheWorld(p)),
                    "P" + p.id() + " is " + p.state + " with M " + id(p.m));
        }
        require(listed == s.idlePs.size(), listed + " Ps are idle, listed are " + s.idlePs.size());
    }

    private boolean stopsTheWorld(P p) {
        return p.m != null && p.state == PState.GC_STOP && s.gcWaiting;
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
        for (Map.Entry<Long, String> entry : places.entrySet()) {
            require(
                    false,
                    "G" + entry.getKey() + " is in " + entry.getValue() + " while P"
                            + s.idlePs.get(0).id() + " is idle and no thread spins");
        }
    }

    private static String id(@Nullable M m) {
        return m == null ? "none" : String.valueOf(m.id());
    }
}
