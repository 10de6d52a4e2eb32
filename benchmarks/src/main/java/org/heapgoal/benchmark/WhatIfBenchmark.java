package org.heapgoal.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.SummaryMetric;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Settings simulated per second in a what-if of a thousand at level {@code pacer}, from settings to summaries: reading a
 * log, calibrating and printing are left out.
 *
 * <p>{@code oneThread} is the baseline of {@code twoThreads}, which says what a second core brings; its elapsed time means
 * something only while two cores are free. For the first what-if of a process, which the JVM has to compile as it goes,
 * run with {@code -bm ss -wi 0 -i 1 -f 5}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(WhatIfGrid.SETTINGS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class WhatIfBenchmark {
    private static final int THREADS = 2;

    private final TimedLoad load = WhatIfGrid.load();
    private final List<GcSettings> settings;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** All settings of the grid. */
    public WhatIfBenchmark() {
        this(WhatIfGrid.settings());
    }

    WhatIfBenchmark(List<GcSettings> settings) {
        this.settings = settings;
    }

    /** Lets the threads go. */
    @TearDown
    public void stop() {
        threads.shutdown();
    }

    /** One after the other. */
    @Benchmark
    public double[] oneThread() {
        double[] fractions = new double[settings.size()];
        simulate(fractions, new AtomicInteger());
        return fractions;
    }

    /** By two threads, each of which takes the next setting when it is done with one. */
    @Benchmark
    public double[] twoThreads() throws InterruptedException, ExecutionException {
        double[] fractions = new double[settings.size()];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> simulate(fractions, next)));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        return fractions;
    }

    private void simulate(double[] fractions, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < fractions.length; i = next.getAndIncrement()) {
            fractions[i] = WhatIfGrid.run(load, settings.get(i)).valueOrNaN(SummaryMetric.GC_CPU_FRACTION);
        }
    }
}
