package org.heapgoal.process.program;

import java.util.List;
import org.heapgoal.sim.random.Distribution;

/** What starts goroutines. */
public sealed interface Source {
    /** The program that each goroutine runs. */
    String program();

    /** From when, nanoseconds after the process's start. */
    long fromNanos();

    /** Until when; {@link Long#MAX_VALUE} for the process's end. */
    long untilNanos();

    /** So many goroutines at once when it begins. */
    record Fixed(String program, int count, long fromNanos, long untilNanos) implements Source {}

    /** Open arrivals, independent of each other: exponential times between them. */
    record Poisson(String program, double perSecond, long fromNanos, long untilNanos) implements Source {}

    /** Open arrivals at equal distances. */
    record Regular(String program, double perSecond, long fromNanos, long untilNanos) implements Source {}

    /** Open arrivals whose rate changes: a Markov-modulated Poisson process that stays in each state for an exponential time. */
    record Bursty(String program, List<RateState> states, long fromNanos, long untilNanos) implements Source {}

    /** One state of {@link Bursty}, visited in turn: a rate and the mean stay. */
    record RateState(double perSecond, double meanNanos) {}

    /** Open arrivals at given instants after the begin. */
    record Series(String program, List<Long> atNanos, long fromNanos, long untilNanos) implements Source {
        /** Copies the list. */
        public Series {
            atNanos = List.copyOf(atNanos);
        }
    }

    /** Closed clients: each starts a goroutine, waits until it ends, thinks, starts the next. */
    record Closed(String program, int clients, Distribution thinkNanos, long fromNanos, long untilNanos)
            implements Source {}
}
