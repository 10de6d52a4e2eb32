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
 * CPU time of the process, garbage collection and compilation included: operations per microsecond of it ({@code cpu.ops}),
 * and nanoseconds of it per operation ({@code cpu.time}). On a machine that is busy with other work it is steadier than JMH's
 * figure, which counts time spent waiting for a core.
 */
public final class CpuTimeProfiler implements InternalProfiler {
    private static final double NANOS_PER_MICRO = 1000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long startNanos;

    /** For {@code -prof org.heapgoal.benchmark.CpuTimeProfiler}. */
    public CpuTimeProfiler() {}

    @Override
    public String getDescription() {
        return "CPU time per operation, and operations per CPU time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = system.getProcessCpuTime();
    }

    @Override
    public List<Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = (double) (system.getProcessCpuTime() - startNanos);
        double operations = (double) result.getMetadata().getMeasuredOps();
        return List.of(
                new ScalarResult("cpu.ops", operations / (nanos / NANOS_PER_MICRO), "ops/us", AggregationPolicy.AVG),
                new ScalarResult("cpu.time", nanos / operations, "ns/op", AggregationPolicy.AVG));
    }
}
