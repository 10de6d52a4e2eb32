package org.heapgoal.gc;

import java.util.ArrayDeque;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sched.World;
import org.jspecify.annotations.Nullable;

/**
 * One of the runtime's semaphores of one ({@code sema.go}). Whoever waits longest gets it next; the runtime would let a
 * running goroutine snatch it before the one that it wakes.
 */
final class Semaphore {
    private final World world;
    private final ArrayDeque<G> waiting = new ArrayDeque<>();
    private boolean held;

    Semaphore(World world) {
        this.world = world;
    }

    /** Takes it, or queues the goroutine, which must then block; it has the semaphore when it runs again. */
    boolean acquire(G g) {
        if (!held) {
            held = true;
            return true;
        }
        g.waitReason(WaitReason.SEMACQUIRE);
        waiting.add(g);
        return false;
    }

    /** Gives it back, by a goroutine on a P. */
    void release(@Nullable P by) {
        if (!held) {
            throw new IllegalStateException("semaphore released that nobody holds");
        }
        G next = waiting.poll();
        if (next == null) {
            held = false;
        } else {
            world.ready(next, by, true);
        }
    }

    boolean held() {
        return held;
    }
}
