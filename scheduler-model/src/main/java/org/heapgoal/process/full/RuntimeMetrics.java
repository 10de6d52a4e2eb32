package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heapgoal.gc.CpuStats;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.pacer.GcController;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.MetricValue;
import org.heapgoal.sched.G;
import org.heapgoal.sched.GState;

/**
 * What {@code runtime/metrics.Read} would give now, under the metrics' own names ({@code metrics.go}). A version has the
 * metrics that its release has. Reading flushes nothing, so that counts of objects leave out what the Ps' caches hold.
 *
 * <p>Left out: cgo calls, waits for mutexes, finalizers and cleanups, and the counts of non-default GODEBUG behaviour.
 */
final class RuntimeMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    private final GoProcess process;
    private final GcController controller;
    private final GoVersion version;
    private final Map<String, MetricValue> values = new TreeMap<>();

    /** Metrics of a process at this instant. */
    RuntimeMetrics(GoProcess process) {
        this.process = process;
        this.controller = process.controller;
        this.version = process.setup.version();
    }

    /** All metrics in order of their names. */
    Map<String, MetricValue> read() {
        MemStats stats = process.heap.memStats(process.collector.memStats());
        readHeap(stats);
        readMemoryClasses(stats);
        readCycles(stats.gc());
        readPauses();
        readScheduler();
        if (version.atLeast(GoVersion.GO_1_20)) {
            readCpu(process.collector.cpuStats());
        }
        if (version.atLeast(GoVersion.GO_1_21)) {
            readPacer();
        }
        return Collections.unmodifiableMap(values);
    }

    private void readHeap(MemStats stats) {
        long tiny = process.heap.tinyAllocs();
        whole("/gc/heap/allocs:bytes", stats.totalAlloc());
        whole("/gc/heap/frees:bytes", stats.totalAlloc() - stats.alloc());
        whole("/gc/heap/allocs:objects", stats.mallocs() - tiny);
        whole("/gc/heap/frees:objects", stats.frees() - tiny);
        whole("/gc/heap/objects:objects", stats.heap().objects());
        whole("/gc/heap/tiny/allocs:objects", tiny);
        whole("/gc/heap/goal:bytes", controller.heapGoal());
        whole("/gc/stack/starting-size:bytes", process.collector.startingStackBytes());
        List<Double> bounds = new ArrayList<>();
        List<Long> allocs = new ArrayList<>();
        List<Long> frees = new ArrayList<>();
        bounds.add(1.0);
        for (int sizeClass = 1; sizeClass < SizeClasses.COUNT; sizeClass++) {
            bounds.add(SizeClasses.objectBytes(sizeClass) + 1.0);
            allocs.add(process.heap.mallocs(sizeClass));
            frees.add(process.heap.frees(sizeClass));
        }
        bounds.add(Double.POSITIVE_INFINITY);
        allocs.add(process.heap.mallocs(SizeClasses.LARGE));
        frees.add(process.heap.frees(SizeClasses.LARGE));
        values.put("/gc/heap/allocs-by-size:bytes", new MetricValue.Histogram(bounds, allocs));
        values.put("/gc/heap/frees-by-size:bytes", new MetricValue.Histogram(bounds, frees));
    }

    private void readMemoryClasses(MemStats stats) {
        MemStats.Heap heap = stats.heap();
        MemStats.OffHeap off = stats.offHeap();
        whole("/memory/classes/heap/objects:bytes", stats.alloc());
        whole("/memory/classes/heap/unused:bytes", heap.inuse() - stats.alloc());
        whole("/memory/classes/heap/free:bytes", heap.idle() - heap.released());
        whole("/memory/classes/heap/released:bytes", heap.released());
        whole("/memory/classes/heap/stacks:bytes", off.stackInuse());
        whole("/memory/classes/metadata/mspan/inuse:bytes", off.mspanInuse());
        whole("/memory/classes/metadata/mspan/free:bytes", off.mspanSys() - off.mspanInuse());
        whole("/memory/classes/metadata/mcache/inuse:bytes", off.mcacheInuse());
        whole("/memory/classes/metadata/mcache/free:bytes", off.mcacheSys() - off.mcacheInuse());
        whole("/memory/classes/metadata/other:bytes", off.gcSys());
        whole("/memory/classes/os-stacks:bytes", off.stackSys() - off.stackInuse());
        whole("/memory/classes/profiling/buckets:bytes", off.buckHashSys());
        whole("/memory/classes/other:bytes", off.otherSys());
        whole("/memory/classes/total:bytes", stats.sys());
    }

    private void readCycles(MemStats.Gc gc) {
        whole("/gc/cycles/total:gc-cycles", gc.numGC());
        whole("/gc/cycles/forced:gc-cycles", gc.numForcedGC());
        whole("/gc/cycles/automatic:gc-cycles", gc.numGC() - gc.numForcedGC());
        whole("/gc/limiter/last-enabled:gc-cycle", Integer.toUnsignedLong(process.limiter.lastEnabledCycle()));
    }

    private void readPauses() {
        SchedStats stats = process.schedStats;
        values.put("/gc/pauses:seconds", stats.gcTotal.toMetric());
        values.put("/sched/latencies:seconds", stats.latencies.toMetric());
        if (version.atLeast(GoVersion.GO_1_22)) {
            values.put("/sched/pauses/stopping/gc:seconds", stats.gcStopping.toMetric());
            values.put("/sched/pauses/stopping/other:seconds", stats.otherStopping.toMetric());
            values.put("/sched/pauses/total/gc:seconds", stats.gcTotal.toMetric());
            values.put("/sched/pauses/total/other:seconds", stats.otherTotal.toMetric());
        }
    }

    private void readScheduler() {
        long running = 0;
        long runnable = 0;
        long waiting = 0;
        long outside = 0;
        for (G g : process.goroutines()) {
            if (g.system() || g.state() == GState.DEAD) {
                continue;
            }
            switch (g.state()) {
                case RUNNING -> running++;
                case RUNNABLE, PREEMPTED -> runnable++;
                case SYSCALL -> outside++;
                default -> waiting++;
            }
        }
        whole("/sched/gomaxprocs:threads", process.scheduler.maxProcs());
        whole("/sched/goroutines:goroutines", running + runnable + waiting + outside);
        if (version.atLeast(GoVersion.GO_1_26)) {
            whole("/sched/goroutines/running:goroutines", running);
            whole("/sched/goroutines/runnable:goroutines", runnable);
            whole("/sched/goroutines/waiting:goroutines", waiting);
            whole("/sched/goroutines/not-in-go:goroutines", outside);
            whole(
                    "/sched/threads/total:threads",
                    process.scheduler.schedtrace(0).threads());
        }
    }

    private void readPacer() {
        long limit = controller.memoryLimit();
        whole("/gc/gogc:percent", controller.gcPercent());
        whole("/gc/gomemlimit:bytes", limit);
        whole("/gc/heap/live:bytes", controller.heapMarked());
        whole("/gc/scan/heap:bytes", controller.heapScan());
        whole("/gc/scan/stack:bytes", controller.lastStackScan());
        whole("/gc/scan/globals:bytes", controller.globalsScan());
        whole("/gc/scan/total:bytes", controller.heapScan() + controller.lastStackScan() + controller.globalsScan());
    }

    private void readCpu(CpuStats cpu) {
        long scavenge = cpu.scavengeAssist() + cpu.scavengeBackground();
        seconds("/cpu/classes/gc/mark/assist:cpu-seconds", cpu.gcAssist());
        seconds("/cpu/classes/gc/mark/dedicated:cpu-seconds", cpu.gcDedicated());
        seconds("/cpu/classes/gc/mark/idle:cpu-seconds", cpu.gcIdle());
        seconds("/cpu/classes/gc/pause:cpu-seconds", cpu.gcPause());
        seconds("/cpu/classes/gc/total:cpu-seconds", cpu.gcTotal());
        seconds("/cpu/classes/scavenge/assist:cpu-seconds", cpu.scavengeAssist());
        seconds("/cpu/classes/scavenge/background:cpu-seconds", cpu.scavengeBackground());
        seconds("/cpu/classes/scavenge/total:cpu-seconds", scavenge);
        seconds("/cpu/classes/idle:cpu-seconds", cpu.idle());
        seconds("/cpu/classes/user:cpu-seconds", cpu.user());
        seconds("/cpu/classes/total:cpu-seconds", cpu.total());
    }

    private void whole(String name, long value) {
        values.put(name, new MetricValue.Whole(value));
    }

    private void seconds(String name, long nanos) {
        values.put(name, new MetricValue.Real((double) nanos / NANOS_PER_SECOND));
    }
}
