package org.heapgoal.benchmark;

import java.util.concurrent.TimeUnit;
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

/**
 * Nanoseconds that the scheduler takes for a stretch of a goroutine at level {@code full}: the heap of running threads, the
 * clock, and two calls of the goroutine's execution, which does nothing itself. No event is on the way but the system
 * monitor's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StretchLoad.STRETCHES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class StretchBenchmark {
    /** GOMAXPROCS, all of them busy. */
    @Param({"1", "4", "16", "64"})
    public int procs;

    private StretchLoad load = new StretchLoad(1);

    /** Puts the goroutines on their Ps. */
    @Setup
    public void start() {
        load = new StretchLoad(procs);
        load.run();
    }

    /** The next hundred thousand stretches. */
    @Benchmark
    public long stretches() {
        return load.run();
    }
}
