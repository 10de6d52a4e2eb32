package org.heapgoal.benchmark;

import java.util.concurrent.TimeUnit;
import org.heapgoal.sim.event.IndexedEventList;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.eventlist.SplayTree;

/**
 * Events run per microsecond, with a number of them pending: a measure of the event list, since the events themselves do
 * next to nothing.
 *
 * <p>{@code splayTree} is the baseline, SSJ's default list in SSJ's simulator; {@code indexedList} changes the list and nothing
 * else; {@code virtualClock} is what models use, with checks, digest and re-timing in one move; {@code priorityQueue} is the
 * JDK's heap with no simulator at all. At a million pending the population turns over slowly: read it as an order of
 * magnitude unless iterations are long.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(EventListBenchmark.EVENTS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class EventListBenchmark {
    static final int EVENTS = 1000;

    /** How many events are pending all the time. */
    @Param({"100", "10000", "1000000"})
    int pending = 100;

    /** What an event does. */
    @Param({"HOLD", "RETIME"})
    Pattern pattern = Pattern.HOLD;

    /** SSJ's simulator with its splay tree. */
    @State(Scope.Thread)
    public static class SplayTreeState {
        private SsjLoad load = new SsjLoad(new SplayTree(), 1, Pattern.HOLD);

        /** Schedules the population. */
        @Setup
        public void fill(EventListBenchmark parameters) {
            load = new SsjLoad(new SplayTree(), parameters.pending, parameters.pattern);
        }
    }

    /** SSJ's simulator with our list. */
    @State(Scope.Thread)
    public static class IndexedListState {
        private SsjLoad load = new SsjLoad(new IndexedEventList(), 1, Pattern.HOLD);

        /** Schedules the population. */
        @Setup
        public void fill(EventListBenchmark parameters) {
            load = new SsjLoad(new IndexedEventList(), parameters.pending, parameters.pattern);
        }
    }

    /** Our clock. */
    @State(Scope.Thread)
    public static class ClockState {
        private ClockLoad load = new ClockLoad(1, Pattern.HOLD);

        /** Schedules the population. */
        @Setup
        public void fill(EventListBenchmark parameters) {
            load = new ClockLoad(parameters.pending, parameters.pattern);
        }
    }

    /** The JDK's queue. */
    @State(Scope.Thread)
    public static class QueueState {
        private QueueLoad load = new QueueLoad(1, Pattern.HOLD);

        /** Queues the population. */
        @Setup
        public void fill(EventListBenchmark parameters) {
            load = new QueueLoad(parameters.pending, parameters.pattern);
        }
    }

    /** The baseline: SSJ's splay tree in SSJ's simulator. */
    @Benchmark
    public double splayTree(SplayTreeState state) {
        return state.load.run(EVENTS);
    }

    /** Our list in SSJ's simulator. */
    @Benchmark
    public double indexedList(IndexedListState state) {
        return state.load.run(EVENTS);
    }

    /** Our list in our clock. */
    @Benchmark
    public long virtualClock(ClockState state) {
        return state.load.run(EVENTS);
    }

    /** The JDK's priority queue, with marked entries where one moves. */
    @Benchmark
    public long priorityQueue(QueueState state) {
        return state.load.run(EVENTS);
    }
}
