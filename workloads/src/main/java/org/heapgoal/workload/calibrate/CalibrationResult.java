package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.workload.scenario.Scenario;
import org.heapgoal.workload.scenario.ScenarioWriter;

/**
 * A program's twin.
 *
 * @param process the program as a whole process, set right by runs, the same under any settings; empty where only rates were
 *     asked for
 * @param load the program as rates of allocation and amounts of memory, for level {@code pacer}
 * @param settings the settings it was recorded under: the baseline of a what-if
 * @param version the Go version to simulate unless the user names another
 * @param fit how it was made
 * @param ensemble twins that the log does not tell from it
 * @param facts what the log shows and does not show
 */
public record CalibrationResult(
        Optional<ProcessLoad> process,
        TimedLoad load,
        GcSettings settings,
        GoVersion version,
        FitReport fit,
        Ensemble ensemble,
        LogFacts facts) {
    private static final int LONGEST_NAME = 60;

    /** The twin as a scenario under the settings it was recorded under, named after its log. */
    public Scenario scenario() {
        List<Scenario.Body> bodies = new ArrayList<>();
        process.ifPresent(whole -> bodies.add(new Scenario.ProcessBody(whole)));
        bodies.add(new Scenario.TimedBody(load));
        return scenario(bodies);
    }

    /**
     * A member of the twin's ensemble as a scenario, of level pacer only; the first is the twin.
     *
     * @param seed of the draws
     * @param number from 0
     */
    public Scenario member(long seed, int number) {
        return number == 0 ? scenario() : scenario(List.of(new Scenario.TimedBody(ensemble.member(seed, number))));
    }

    private Scenario scenario(List<Scenario.Body> bodies) {
        String log = fit.log().name();
        String file = log.substring(Math.max(log.lastIndexOf('/'), log.lastIndexOf('\\')) + 1);
        String plain = file.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        String name = plain.isEmpty() ? "log" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        String title = String.format(Locale.ROOT, "Twin of %s", name);
        String description =
                String.format(Locale.ROOT, "Calibrated from %,d cycles of a real program's log.", fit.cyclesUsed());
        return new Scenario(name + "-twin", title, description, version, settings, false, bodies);
    }

    /** The twin as a scenario file, with the fit report as comments at its head. */
    public String yaml() {
        return ScenarioWriter.write(scenario(), fit.text());
    }
}
