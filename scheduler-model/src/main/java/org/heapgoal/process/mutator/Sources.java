package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.heapgoal.process.program.Source;
import org.heapgoal.sched.Execution;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.random.StreamFactory;

/**
 * What starts goroutines. A fixed number is started by a goroutine of its own when the source begins. All others are
 * connections: a goroutine for each source waits at the network poller and starts one for each that arrives.
 *
 * <p>A source's stream is named after its program and its place among the sources of that program.
 */
final class Sources {
    private static final EventKind KIND = new EventKind("source begins");
    private static final Distribution REGULAR = new Distribution.Constant(1);
    private static final Distribution INDEPENDENT = new Distribution.Exponential(1);

    private final Environment environment;
    private final Map<String, Integer> programs;
    private final List<Execution> starters = new ArrayList<>();
    private final List<Begin> begins = new ArrayList<>();
    private final Map<String, List<DoubleConsumer>> rates = new LinkedHashMap<>();

    Sources(Environment environment, List<Source> sources, Map<String, Integer> programs, StreamFactory streams) {
        this.environment = environment;
        this.programs = programs;
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Source source : sources) {
            int place = counts.merge(source.program(), 1, Integer::sum);
            add(source, streams.stream("source/" + source.program() + "/" + place));
        }
    }

    /** What the main goroutine starts, in order of the sources. */
    List<Execution> starters() {
        return starters;
    }

    /** Schedules the sources' beginnings. */
    void begin() {
        for (Begin begin : begins) {
            if (begin.fromNanos <= VirtualClock.LAST_INSTANT_NANOS) {
                environment.clock.scheduleAt(begin, begin.fromNanos);
            }
        }
    }

    /** The open arrivals of a program come at a factor of their declared rate from now on. */
    void factor(String program, double factor) {
        rates.getOrDefault(program, List.of()).forEach(rate -> rate.accept(factor));
    }

    private void add(Source source, NamedStream stream) {
        Code code = environment.codes.get(Code.Names.known(programs, source.program()));
        if (source instanceof Source.Fixed fixed) {
            starters.add(new Spawner(environment, code, fixed));
            return;
        }
        Acceptor acceptor = new Acceptor(environment, code);
        starters.add(acceptor);
        VirtualClock clock = environment.clock;
        if (source instanceof Source.Closed closed) {
            ClosedClients clients = new ClosedClients(
                    clock, acceptor, stream, closed.thinkNanos(), closed.clients(), closed.untilNanos());
            begins.add(new Begin(source.fromNanos(), begins.size(), clients::begin));
        } else if (source instanceof Source.Series series) {
            SeriesArrivals arrivals = new SeriesArrivals(clock, acceptor, series);
            begins.add(new Begin(source.fromNanos(), begins.size(), arrivals::begin));
            changeable(source, arrivals::factor);
        } else {
            OpenArrivals arrivals = new OpenArrivals(
                    clock,
                    acceptor,
                    stream,
                    source instanceof Source.Regular ? REGULAR : INDEPENDENT,
                    states(source),
                    source.untilNanos());
            begins.add(new Begin(source.fromNanos(), begins.size(), arrivals::begin));
            changeable(source, arrivals::factor);
        }
    }

    private void changeable(Source source, DoubleConsumer rate) {
        rates.computeIfAbsent(source.program(), name -> new ArrayList<>()).add(rate);
    }

    private static List<Source.RateState> states(Source source) {
        if (source instanceof Source.Poisson poisson) {
            return List.of(new Source.RateState(poisson.perSecond(), (double) Nanos.FOREVER));
        } else if (source instanceof Source.Regular regular) {
            return List.of(new Source.RateState(regular.perSecond(), (double) Nanos.FOREVER));
        } else if (source instanceof Source.Bursty bursty) {
            return bursty.states();
        }
        throw new IllegalArgumentException("no arrivals for " + source);
    }

    /** A source begins. */
    private final class Begin extends ModelEvent {
        private final long fromNanos;
        private final Runnable action;

        Begin(long fromNanos, int number, Runnable action) {
            super(environment.clock, KIND, EventPriority.SCENARIO, number);
            this.fromNanos = fromNanos;
            this.action = action;
        }

        @Override
        protected void fire() {
            action.run();
        }
    }
}
