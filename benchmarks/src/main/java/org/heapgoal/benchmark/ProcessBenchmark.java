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
 * Simulated seconds per second of whole processes at level {@code full}, preset by preset, on one thread. An operation is a
 * simulated second; every invocation runs the first sixty of a preset from its start, with a probe that keeps nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ProcessBenchmark.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms512m",
            "-Xmx512m",
            // As in the command's start script.
            "-XX:+UseSerialGC",
            "-XX:FreqInlineSize=180",
            "-XX:InlineSmallCode=1200"
        })
public class ProcessBenchmark {
    static final int SECONDS = 60;

    /** Which preset runs. */
    @Param({
        "web-service",
        "steady-cache",
        "batch-large-buffers",
        "tree-churn",
        "spike",
        "leak-under-limit",
        "idle-service",
        "many-goroutines",
        "quota-trap"
    })
    public String preset;

    private ProcessRun process;

    /** For JMH. */
    public ProcessBenchmark() {
        preset = "web-service";
        process = new ProcessRun(preset, SECONDS);
    }

    /** Reads the preset. */
    @Setup
    public void prepare() {
        process = new ProcessRun(preset, SECONDS);
    }

    /** A simulated minute. */
    @Benchmark
    public long full() {
        return process.run();
    }
}
