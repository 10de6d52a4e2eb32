package org.heapgoal.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations per microsecond of the process's CPU time, garbage collection and compilation included. On a machine that is
 * busy with other work it is steadier than JMH's figure, which counts time spent waiting for a core.
 */
public final class CpuTimeProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long startNanos;

    /** For {@code -prof org.heapgoal.benchmark.CpuTimeProfiler}. */
    public CpuTimeProfiler() {}

    @Override
    public String getDescription() {
        return "Operations per microsecond of CPU time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = system.getProcessCpuTime();
    }

    @Override
    public List<Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (double) (system.getProcessCpuTime() - startNanos) / NANOS_PER_MICRO;
        double operations = (double) result.getMetadata().getMeasuredOps();
        return List.of(new ScalarResult("cpu.ops", operations / micros, "ops/us", AggregationPolicy.AVG));
    }
}
