package org.heapgoal.workload.phenomena;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioReader;

/** A small process, written as a scenario, to be run at level full under settings that a test chooses. */
final class FullScenario {
    private static final long MIB = 1 << 20;

    private final Scenario scenario;
    private GcSettings settings = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);
    private Godebug godebug = Godebug.DEFAULT;
    private ModelSwitches switches = ModelSwitches.ALL_ON;

    private FullScenario(Scenario scenario) {
        this.scenario = scenario;
    }

    /** A process whose body this is, in the language of scenarios. */
    static FullScenario of(String process) {
        String text = "name: phenomenon\ngo: \"1.26\"\nprocess:\n" + process.indent(2);
        return new FullScenario(ScenarioReader.read("phenomenon", text).at(Level.FULL));
    }

    FullScenario gogc(int percent) {
        settings = new GcSettings(percent, settings.memoryLimitBytes(), settings.maxProcs());
        return this;
    }

    FullScenario limitMib(long mib) {
        settings = new GcSettings(settings.gcPercent(), mib * MIB, settings.maxProcs());
        return this;
    }

    FullScenario procs(int count) {
        settings = new GcSettings(settings.gcPercent(), settings.memoryLimitBytes(), count);
        return this;
    }

    FullScenario godebug(GodebugSetting... on) {
        EnumMap<GodebugSetting, Integer> values = new EnumMap<>(GodebugSetting.class);
        for (GodebugSetting setting : on) {
            values.put(setting, 1);
        }
        godebug = new Godebug(values);
        return this;
    }

    FullScenario switches(String text) {
        switches = ModelSwitches.parse(text);
        return this;
    }

    Run run() {
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        Run run = new Run();
        FullRun.run(
                new FullRun.Setup(
                        load,
                        settings,
                        true,
                        scenario.go(),
                        godebug,
                        MachineProfiles.select(load.machine().profile(), scenario.go()),
                        switches,
                        new StreamFactory(1, 0)),
                run,
                RunLimits.DEFAULT);
        return run;
    }

    /** What a run recorded. */
    static final class Run implements RunProbe {
        final List<CycleRecord> all = new ArrayList<>();
        final List<HeapSample> samples = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

        @Override
        public void onCycle(CycleRecord cycle) {
            all.add(cycle);
        }

        @Override
        public void onSample(HeapSample sample) {
            samples.add(sample);
        }

        @Override
        public void onTraceLine(long timeNanos, String line) {
            lines.add(line);
        }

        @Override
        public void onEnd(RunTotals end) {
            totals = end;
        }

        /** The cycles that began after so many seconds. */
        List<CycleRecord> after(double seconds) {
            return all.stream()
                    .filter(cycle -> cycle.timing().startNanos() > seconds * 1e9)
                    .toList();
        }
    }
}
