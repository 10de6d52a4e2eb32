package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/** An operating-system thread ({@code runtime2.go: m}). */
public final class M {
    private final int id;

    @Nullable
    P p;

    @Nullable
    G current;

    @Nullable
    G lockedG;

    boolean spinning;

    M(int id) {
        this.id = id;
    }

    /** The number in trace lines, from 0. */
    public int id() {
        return id;
    }
}
