package org.heapgoal.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per step of level {@code pacer} in the idealised form of the runtime's own test: advance mutator and marking by
 * half a millisecond of simulated time, and revise the assist ratio. The start and end of cycles and their records are
 * included, spread over the steps.
 *
 * <p>Its baseline is the real pacer in the same scenario with the same number of steps, in Go: {@code
 * benchmarks/compare-with-go.sh} runs both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SteadyRun.STEPS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class PacerStepBenchmark {
    private final SteadyRun steady = new SteadyRun();

    /** Refuses to measure something that the Go benchmark does not do. */
    @Setup
    public void check() {
        if (steady.countSteps() != SteadyRun.STEPS || steady.run() != SteadyRun.FINAL_LIVE_BYTES) {
            throw new IllegalStateException("the scenario is not the one that the Go harness measures: "
                    + steady.countSteps() + " steps to " + steady.run() + " bytes");
        }
    }

    /** The scenario "Steady", 50 cycles. */
    @Benchmark
    public long steady() {
        return steady.run();
    }
}
