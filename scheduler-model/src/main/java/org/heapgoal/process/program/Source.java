package org.heapgoal.process.program;

import java.util.List;
import org.heapgoal.sim.random.Distribution;

/** What starts goroutines. */
public sealed interface Source {
    /** The program that each goroutine runs. */
    String program();

    /** From when, nanoseconds after the process's start. */
    long fromNanos();

    /**
     * Until when; {@link Long#MAX_VALUE} for the process's end. Goroutines that repeat without end and were started by a
     * {@link Fixed} source end after their pass at that time; those of other sources run on.
     */
    long untilNanos();

    /** So many goroutines at once when it begins. */
    record Fixed(String program, int count, long fromNanos, long untilNanos) implements Source {
        /** Checks the ranges. */
        public Fixed {
            Ranges.atLeast("a number of goroutines", count, 0);
            Ranges.interval(fromNanos, untilNanos);
        }
    }

    /** Open arrivals, independent of each other: exponential times between them. */
    record Poisson(String program, double perSecond, long fromNanos, long untilNanos) implements Source {
        /** Checks the ranges. */
        public Poisson {
            Ranges.perSecond(perSecond);
            Ranges.interval(fromNanos, untilNanos);
        }
    }

    /** Open arrivals at equal distances. */
    record Regular(String program, double perSecond, long fromNanos, long untilNanos) implements Source {
        /** Checks the ranges. */
        public Regular {
            Ranges.perSecond(perSecond);
            Ranges.interval(fromNanos, untilNanos);
        }
    }

    /** Open arrivals whose rate changes: a Markov-modulated Poisson process that stays in each state for an exponential time. */
    record Bursty(String program, List<RateState> states, long fromNanos, long untilNanos) implements Source {
        /** Copies the states and checks the ranges. */
        public Bursty {
            states = List.copyOf(states);
            if (states.isEmpty()) {
                throw new IllegalArgumentException("a bursty source has at least one state");
            }
            Ranges.interval(fromNanos, untilNanos);
        }
    }

    /** One state of {@link Bursty}, visited in turn: a rate and the mean stay. */
    record RateState(double perSecond, double meanNanos) {
        /** Checks the ranges. */
        public RateState {
            Ranges.perSecond(perSecond);
            if (!(meanNanos >= 1000 && meanNanos < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the mean stay in a state is finite and at least 1000 ns, not " + meanNanos);
            }
        }
    }

    /** Open arrivals at given instants after the begin. */
    record Series(String program, List<Long> atNanos, long fromNanos, long untilNanos) implements Source {
        /** Copies the instants and checks that they are in order. */
        public Series {
            atNanos = List.copyOf(atNanos);
            long last = 0;
            for (long at : atNanos) {
                if (at < last) {
                    throw new IllegalArgumentException(
                            "the instants of a series are 0 or more and in order, not " + at + " after " + last);
                }
                last = at;
            }
            Ranges.interval(fromNanos, untilNanos);
        }
    }

    /** Closed clients: each starts a goroutine, waits until it ends, thinks, starts the next. */
    record Closed(String program, int clients, Distribution thinkNanos, long fromNanos, long untilNanos)
            implements Source {
        /** Checks the ranges. */
        public Closed {
            Ranges.atLeast("a number of clients", clients, 0);
            Ranges.interval(fromNanos, untilNanos);
        }
    }
}
