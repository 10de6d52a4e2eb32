package org.heapgoal.process.mutator;

import java.util.ArrayDeque;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.jspecify.annotations.Nullable;

/** A sync.Mutex that is handed to who waited longest: Go's mutex in starvation mode. */
final class Lock {
    private final World world;
    private @Nullable Routine holder;
    private final ArrayDeque<Routine> waiting = new ArrayDeque<>();

    Lock(World world) {
        this.world = world;
    }

    /** Takes the lock. @return whether it was free; otherwise the goroutine is queued and must wait */
    boolean lock(Routine by) {
        if (holder == null) {
            holder = by;
            return true;
        }
        if (holder == by) {
            throw new IllegalStateException("a goroutine locks what it holds already");
        }
        waiting.add(by);
        return false;
    }

    /** Gives it to the next, if any. */
    void unlock(Routine by, P p) {
        if (holder != by) {
            throw new IllegalStateException("a goroutine unlocks what it does not hold");
        }
        holder = waiting.poll();
        if (holder != null) {
            world.ready(holder.g(), p, true);
        }
    }
}
