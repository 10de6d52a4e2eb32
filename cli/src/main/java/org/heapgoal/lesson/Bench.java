package org.heapgoal.lesson;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.RunOutcome;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.guide.GuideRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.scenario.Presets;
import org.heapgoal.workload.scenario.RunNoise;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioReader;

/**
 * Where a lesson's runs are made: its scenario with the variant's numbers, under settings as they are typed, with the
 * seed that the command line has by default. Each run is made once. Not for several threads.
 */
final class Bench {
    private static final long SEED = 1;

    private final String name;
    private final String template;
    private final Figures figures;
    private final Map<String, Recorded> runs = new LinkedHashMap<>();

    /**
     * A bench.
     *
     * @param name of the scenario
     * @param template the scenario's text with names of figures in it
     * @param figures the variant's figures, those that the template needs among them
     */
    Bench(String name, String template, Figures figures) {
        this.name = name;
        this.template = template;
        this.figures = figures;
    }

    /** The scenario's file with the variant's numbers. */
    String scenarioText() {
        return figures.fill(template);
    }

    /** The scenario. */
    Scenario scenario() {
        return ScenarioReader.read(name, scenarioText());
    }

    /** Runs the lesson's scenario: {@code heapgoal run lesson/N SETTINGS…}. */
    Recorded run(String... settings) {
        return run(scenario(), ModelSwitches.ALL_ON, settings);
    }

    /** Runs the lesson's scenario at a level: {@code heapgoal run lesson/N --level LEVEL SETTINGS…}. */
    Recorded run(Level level, String... settings) {
        return run(scenario().at(level), ModelSwitches.ALL_ON, settings);
    }

    /** Runs the lesson's scenario with mechanisms switched off. */
    Recorded run(ModelSwitches switches, String... settings) {
        return run(scenario(), switches, settings);
    }

    /** Runs the lesson's scenario with another value for one of its figures. */
    Recorded runWith(String figure, double value, String... settings) {
        String raw = figures.get(figure).quantity().raw(value);
        String text = figures.fill(template.replace("${" + figure + ":raw}", raw));
        return fresh(ScenarioReader.read(name, text), ModelSwitches.ALL_ON, settings);
    }

    /** Runs a preset. */
    Recorded preset(String preset, String... settings) {
        return run(Presets.load(preset), ModelSwitches.ALL_ON, settings);
    }

    /** Runs any scenario; the same scenario under the same words is run once. */
    Recorded run(Scenario scenario, ModelSwitches switches, String... settings) {
        String key = scenario.name() + " " + scenario.level() + " " + switches + " " + List.of(settings);
        Recorded before = runs.get(key);
        if (before != null) {
            return before;
        }
        Recorded made = fresh(scenario, switches, settings);
        runs.put(key, made);
        return made;
    }

    private static Recorded fresh(Scenario scenario, ModelSwitches switches, String... words) {
        ProcessSettings given =
                new SettingReader(scenario.go(), EnumSet.noneOf(GodebugSetting.class)).read(List.of(words));
        GcSettings settings = given.over(scenario.settings());
        boolean maxProcsGiven = given.maxProcs().isPresent() || !scenario.defaultMaxProcs();
        Keeper keeper = new Keeper(settings.maxProcs());
        RunOutcome outcome = run(scenario, settings, maxProcsGiven, switches, keeper);
        return keeper.recorded(outcome);
    }

    private static RunOutcome run(
            Scenario scenario, GcSettings settings, boolean maxProcsGiven, ModelSwitches switches, RunProbe probe) {
        RunLimits limits =
                RunLimits.DEFAULT.withCancelled(() -> Thread.currentThread().isInterrupted());
        Scenario.Body body = scenario.body();
        if (body instanceof Scenario.GuideBody guide) {
            return GuideRun.run(guide.load(), settings, probe, limits).outcome();
        }
        if (body instanceof Scenario.TimedBody timed) {
            return PacerLevelRun.run(timed.load(), settings, scenario.go(), switches, probe, limits);
        }
        if (body instanceof Scenario.CyclesBody cycles) {
            return PacerLevelRun.run(cycles.load(new RunNoise(SEED, 0)), settings, scenario.go(), probe, limits);
        }
        ProcessLoad load = ((Scenario.ProcessBody) body).load();
        MachineProfile profile = MachineProfiles.select(load.machine().profile(), scenario.go());
        FullRun.Setup setup = new FullRun.Setup(
                load,
                settings,
                maxProcsGiven,
                scenario.go(),
                Godebug.DEFAULT,
                profile,
                switches,
                new StreamFactory(SEED, 0));
        return FullRun.run(setup, probe, limits).outcome();
    }

    /** Keeps everything that a lesson may ask for; its runs are short. */
    private static final class Keeper implements RunProbe {
        private final List<CycleRecord> cycles = new ArrayList<>();
        private final List<Recorded.Memory> memory = new ArrayList<>();
        private final List<RequestRecord> requests = new ArrayList<>();
        private final SummaryProbe summary;
        private RunTotals totals = new RunTotals(0, 0, 0, 0, 0, 0);

        Keeper(int maxProcs) {
            summary = new SummaryProbe(maxProcs, Set.of());
        }

        @Override
        public void onCycle(CycleRecord cycle) {
            cycles.add(cycle);
            summary.onCycle(cycle);
        }

        @Override
        public void onMemStats(long timeNanos, MemStats stats) {
            memory.add(new Recorded.Memory(
                    timeNanos, stats.sys() - stats.heap().released(), stats.gc().nextGC()));
        }

        @Override
        public void onRequest(RequestRecord request) {
            requests.add(request);
            summary.onRequest(request);
        }

        @Override
        public void onEnd(RunTotals end) {
            totals = end;
            summary.onEnd(end);
        }

        Recorded recorded(RunOutcome outcome) {
            return new Recorded(
                    outcome,
                    List.copyOf(cycles),
                    List.copyOf(memory),
                    List.copyOf(requests),
                    totals,
                    summary.summary());
        }
    }
}
