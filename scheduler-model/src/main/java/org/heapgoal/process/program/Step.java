package org.heapgoal.process.program;

import java.util.List;
import org.heapgoal.sim.random.Distribution;

/** One thing that a goroutine does. Distributions are in nanoseconds or bytes as the step says. */
public sealed interface Step {
    /**
     * Computes without allocating.
     *
     * @param nanos CPU time
     * @param preemptible false for a loop without function calls: only a signal can stop it
     */
    record Compute(Distribution nanos, boolean preemptible) implements Step {}

    /**
     * Computes and allocates, evenly spread.
     *
     * @param nanos CPU time of the computing itself; what allocating costs comes on top
     * @param site which objects
     * @param bytes sum of the requested sizes
     */
    record Allocate(Distribution nanos, String site, Distribution bytes) implements Step {}

    /** Waits for the network. */
    record Network(Distribution nanos) implements Step {}

    /** Sleeps on a timer. */
    record Sleep(Distribution nanos) implements Step {}

    /**
     * Sleeps until the next instant of the goroutine's own schedule, or not at all where it is late for it; nothing is left out.
     *
     * @param nanos from one instant to the next; the first comes after a random part of it
     */
    record Every(Distribution nanos) implements Step {}

    /**
     * A system call.
     *
     * @param nanos time in the system
     * @param blocks whether the runtime knows beforehand that it blocks
     */
    record Syscall(Distribution nanos, boolean blocks) implements Step {}

    /** Starts a goroutine of another program. */
    record Spawn(String program, int count) implements Step {
        /** Checks the range. */
        public Spawn {
            Ranges.atLeast("a number of goroutines", count, 1);
        }
    }

    /** Sends to a channel that another goroutine receives from; waits if its buffer is full. */
    record Send(String channel, int capacity) implements Step {
        /** Checks the range. */
        public Send {
            Ranges.atLeast("a channel's capacity", capacity, 0);
        }
    }

    /** Receives from a channel; waits if it is empty. */
    record Receive(String channel, int capacity) implements Step {
        /** Checks the range. */
        public Receive {
            Ranges.atLeast("a channel's capacity", capacity, 0);
        }
    }

    /** Works while holding a lock; others who want it wait. */
    record Locked(String lock, List<Step> steps) implements Step {
        /** Copies the steps. */
        public Locked {
            steps = List.copyOf(steps);
        }
    }

    /** Does steps a number of times. */
    record Repeat(long times, List<Step> steps) implements Step {
        /** Copies the steps and checks the range. */
        public Repeat {
            Ranges.atLeast("how often steps are repeated", times, 0);
            steps = List.copyOf(steps);
        }
    }

    /** Drops a named group: its objects are garbage from now on. */
    record Drop(String group) implements Step {}

    /** Gives a cache another capacity; a smaller one evicts at once. */
    record Resize(String cache, long capacityBytes) implements Step {
        /** Checks the range. */
        public Resize {
            Ranges.sizeBytes("a cache's capacity", capacityBytes);
        }
    }

    /** Ends the process, as {@code os.Exit} or the return of {@code main} does; what other goroutines are at is lost. */
    record Exit() implements Step {}

    /** A call into package runtime or runtime/debug. */
    record Call(RuntimeCall call) implements Step {}
}
