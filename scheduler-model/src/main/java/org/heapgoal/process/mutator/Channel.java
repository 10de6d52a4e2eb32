package org.heapgoal.process.mutator;

import java.util.ArrayDeque;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;

/**
 * A channel ({@code chan.go}): a buffer of elements without contents, and queues of goroutines that wait to send or to
 * receive. Who wakes another hands the element over, so a woken goroutine goes on without asking again.
 */
final class Channel {
    private final World world;
    private final int capacity;
    private int buffered;
    private final ArrayDeque<Routine> senders = new ArrayDeque<>();
    private final ArrayDeque<Routine> receivers = new ArrayDeque<>();

    Channel(World world, int capacity) {
        this.world = world;
        this.capacity = capacity;
    }

    /** Sends an element. @return whether it went at once; otherwise the goroutine is queued and must wait */
    boolean send(Routine from, P p) {
        Routine receiver = receivers.poll();
        if (receiver != null) {
            world.ready(receiver.g(), p, true);
            return true;
        }
        if (buffered < capacity) {
            buffered++;
            return true;
        }
        senders.add(from);
        return false;
    }

    /** Receives an element. @return whether there was one; otherwise the goroutine is queued and must wait */
    boolean receive(Routine to, P p) {
        Routine sender = senders.poll();
        if (buffered > 0) {
            // A waiting sender's element takes the place of the one that leaves.
            buffered -= sender == null ? 1 : 0;
        } else if (sender == null) {
            receivers.add(to);
            return false;
        }
        if (sender != null) {
            world.ready(sender.g(), p, true);
        }
        return true;
    }

    /** Elements in the buffer. */
    int buffered() {
        return buffered;
    }

    /** Throws if both queues are in use, or somebody waits in vain. */
    void verify() {
        boolean sendersInVain = !senders.isEmpty() && (!receivers.isEmpty() || buffered < capacity);
        boolean receiversInVain = !receivers.isEmpty() && buffered > 0;
        if (sendersInVain || receiversInVain) {
            throw new IllegalStateException("a channel of " + capacity + " holds " + buffered + " while "
                    + senders.size() + " wait to send and " + receivers.size() + " to receive");
        }
    }
}
