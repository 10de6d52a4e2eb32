package org.heapgoal.process.program;

import org.heapgoal.sim.random.Distribution;

/** How long objects live. */
public sealed interface Lifetime {
    /** Until the process ends. */
    record Immortal() implements Lifetime {}

    /** Dead as soon as the statement that made them is over: garbage at the next snapshot, unless its own is running. */
    record Transient() implements Lifetime {}

    /** Until the goroutine that made them ends (a request's garbage). */
    record OfGoroutine() implements Lifetime {}

    /** Until the program's present pass through its loop ends. */
    record OfIteration() implements Lifetime {}

    /** Independent lifetimes of this distribution, in nanoseconds: exponential, Weibull, constant or another. */
    record Random(Distribution nanos) implements Lifetime {}

    /** Until they are evicted from a cache. */
    record Cached(String cache) implements Lifetime {}

    /** Until the named group is dropped by a {@link Step.Drop} or a {@link Change.Drop}. */
    record Group(String name) implements Lifetime {}
}
