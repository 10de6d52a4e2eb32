package org.heapgoal.workload.twin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioReader;

/** A run of a scenario of {@code validation/twins}; the scenario reads MemStats now and then, which is its time series. */
final class ScenarioTwin implements RunProbe {
    /** What was seen. */
    final Observed seen = new Observed();

    /** When groups are dropped, in seconds. */
    final List<Double> drops = new ArrayList<>();

    private final List<Long> latencies = new ArrayList<>();

    /** Runs a scenario with the trace lines that the real programs printed. */
    ScenarioTwin(Path file, boolean pacerTrace) {
        Scenario scenario = ScenarioReader.read(file);
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        for (Change change : load.changes()) {
            if (change instanceof Change.Drop drop) {
                drops.add(drop.atNanos() / 1e9);
            }
        }
        Map<GodebugSetting, Integer> traces = pacerTrace
                ? Map.of(GodebugSetting.GCTRACE, 1, GodebugSetting.GCPACERTRACE, 1)
                : Map.of(GodebugSetting.GCTRACE, 1);
        FullRun.run(
                new FullRun.Setup(
                        load,
                        scenario.settings(),
                        true,
                        scenario.go(),
                        new Godebug(traces),
                        MachineProfiles.select(load.machine(), scenario.go()),
                        ModelSwitches.ALL_ON,
                        new StreamFactory(1, 0)),
                this,
                RunLimits.DEFAULT);
        if (!latencies.isEmpty()) {
            List<Long> sorted = latencies.stream().sorted().toList();
            seen.p99Millis(sorted.get(sorted.size() * 99 / 100) / 1e6);
        }
    }

    @Override
    public void onTraceLine(long timeNanos, String line) {
        seen.line(line);
    }

    @Override
    public void onRequest(RequestRecord request) {
        latencies.add(request.latencyNanos());
    }

    @Override
    public void onMemStats(long timeNanos, MemStats stats) {
        seen.point(new Observed.Point(
                timeNanos,
                stats.gc().numGC(),
                stats.heap().inuse() - stats.alloc(),
                stats.heap().released()));
    }
}
