package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.EnumSet;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.junit.jupiter.api.Test;

/** Oracle: the simpler level. A preset that describes one program for two levels has to come out the same where both model it. */
final class LevelsAgreeTest {
    @Test
    void theSteadyCacheHasTheSameMeanGoalAndTheSameRateOfCyclesAtLevelsFullAndPacer() {
        Scenario scenario = Presets.load("steady-cache");
        RunSummary full = full(scenario.at(Level.FULL));
        RunSummary pacer = pacer(scenario.at(Level.PACER));
        for (SummaryMetric metric :
                EnumSet.of(SummaryMetric.MEAN_HEAP_GOAL, SummaryMetric.GC_PER_SECOND, SummaryMetric.MEAN_HEAP_MARKED)) {
            assertThat(full.valueOrNaN(metric))
                    .as(metric.jsonName())
                    .isCloseTo(pacer.valueOrNaN(metric), withinPercentage(5));
        }
    }

    private static RunSummary full(Scenario scenario) {
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        SummaryProbe summary = probe(scenario);
        FullRun.run(
                new FullRun.Setup(
                        load,
                        scenario.settings(),
                        !scenario.defaultMaxProcs(),
                        scenario.go(),
                        Godebug.DEFAULT,
                        MachineProfiles.select(load.machine().profile(), scenario.go()),
                        ModelSwitches.ALL_ON,
                        new StreamFactory(1, 0)),
                summary,
                RunLimits.DEFAULT);
        return summary.summary();
    }

    private static RunSummary pacer(Scenario scenario) {
        SummaryProbe summary = probe(scenario);
        PacerLevelRun.run(
                ((Scenario.TimedBody) scenario.body()).load(),
                scenario.settings(),
                scenario.go(),
                ModelSwitches.ALL_ON,
                summary,
                RunLimits.DEFAULT);
        return summary.summary();
    }

    private static SummaryProbe probe(Scenario scenario) {
        return new SummaryProbe(scenario.settings().maxProcs(), EnumSet.noneOf(SummaryMetric.class));
    }
}
