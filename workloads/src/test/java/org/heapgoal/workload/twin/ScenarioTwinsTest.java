package org.heapgoal.workload.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenarios written from the sources of real programs, with the default machine profile. The oracle is what the programs
 * did: the median of their repeats. {@code main} writes the table of {@code docs/scenario-twins.md} anew.
 */
final class ScenarioTwinsTest {
    private static final Path ROOT = Path.of(System.getProperty("heapgoal.root", "."));
    private static final Path CORPUS = ROOT.resolve("validation/corpus/go1.26.8");
    private static final Path TWINS = ROOT.resolve("validation/twins");
    private static final Path PAGE = ROOT.resolve("docs/scenario-twins.md");
    private static final String TABLE_BEGIN = "<!-- table begins -->\n";
    private static final String TABLE_END = "<!-- table ends -->\n";

    /** A program of the corpus and the scenario that stands for it. */
    private record Pair(String program, String mode, String file) {
        static final List<Pair> ALL = List.of(
                new Pair("treechurn", "saturated", "treechurn"),
                new Pair("rings", "saturated", "rings"),
                new Pair("crowd20", "saturated", "crowd20"),
                new Pair("batchbuffers", "saturated", "batchbuffers"),
                new Pair("stacks", "saturated", "stacks"),
                new Pair("idle", "paced", "idle-paced"));

        static Pair of(String file) {
            return ALL.stream()
                    .filter(pair -> pair.file.equals(file))
                    .findFirst()
                    .orElseThrow();
        }

        RecordedProgram recorded() {
            return new RecordedProgram(CORPUS, program, mode);
        }

        ScenarioTwin twin(boolean pacerTrace) {
            return new ScenarioTwin(TWINS.resolve(file + ".yaml"), pacerTrace);
        }
    }

    /**
     * Bars are percent: 8 for counts and goals, 25 for fragmentation where the twin meets them. Where it does not the bar is
     * what it reaches, so that it gets no worse; the page says why.
     */
    @ParameterizedTest
    @CsvSource({
        "treechurn, 8, 8, 25",
        "crowd20, 10, 8, 25",
        "batchbuffers, 8, 8, 60",
        "stacks, 8, 8, 25",
        "idle-paced, 14, 8, 35",
        "rings, 24, 16, 25"
    })
    void countsGoalsAndFragmentationAreThoseOfTheProgram(
            String file, double countBar, double goalBar, double unusedBar) {
        Pair pair = Pair.of(file);
        RecordedProgram recorded = pair.recorded();
        Observed twin = pair.twin(false).seen;
        assertThat(error(twin, recorded.repeats, Observed::cycles))
                .as("GC count")
                .isBetween(-countBar, countBar);
        assertThat(error(twin, recorded.repeats, Observed::meanGoalMiB))
                .as("goal")
                .isBetween(-goalBar, goalBar);
        assertThat(error(twin, recorded.repeats, Observed::meanUnusedMiB))
                .as("HeapInuse − HeapAlloc")
                .isBetween(-unusedBar, unusedBar);
    }

    /** Oracle: the pacer's trace of the program's own run. */
    @ParameterizedTest
    @ValueSource(strings = {"treechurn", "crowd20", "stacks", "rings"})
    void aCycleScansAsManyBytesAsTheProgramsDo(String file) {
        Pair pair = Pair.of(file);
        assertThat(error(pair.twin(true).seen, pair.recorded().withPacerTrace, Observed::meanWorkMiB))
                .isBetween(-8.0, 8.0);
    }

    /** Oracle: the time series of the program's own runs. Released memory within 15 %, its time within a second. */
    @Test
    void afterASpikeTheScavengerReturnsWhatItReturnedToTheSystem() {
        Pair pair = Pair.of("idle-paced");
        ScenarioTwin twin = pair.twin(false);
        RecordedProgram recorded = pair.recorded();
        for (int spike = 0; spike < twin.drops.size(); spike++) {
            Observed.Release modelled = twin.seen.releasedAfter(twin.drops.get(spike));
            List<Observed.Release> real = releases(recorded, spike);
            assertThat(modelled.mebibytes() / median(real, Observed.Release::mebibytes))
                    .isBetween(0.85, 1.15);
            assertThat(modelled.seconds() - median(real, Observed.Release::seconds))
                    .isBetween(-1.0, 1.0);
        }
    }

    /** Writes the table of the page anew. */
    public static void main(String[] args) throws IOException {
        StringBuilder table = new StringBuilder(TABLE_BEGIN);
        table.append(
                "| program | figure | recorded | range of the repeats | twin | error |\n|---|---|---|---|---|---|\n");
        for (Pair pair : Pair.ALL) {
            rows(pair, table);
        }
        table.append(TABLE_END);
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int begin = page.indexOf(TABLE_BEGIN);
        int end = page.indexOf(TABLE_END) + TABLE_END.length();
        Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end), StandardCharsets.UTF_8);
    }

    private static void rows(Pair pair, StringBuilder table) {
        RecordedProgram recorded = pair.recorded();
        ScenarioTwin twin = pair.twin(false);
        String name = pair.program + ", " + pair.mode;
        row(table, name, "GC cycles", recorded.repeats, twin.seen, Observed::cycles);
        row(table, name, "mean goal, MiB", recorded.repeats, twin.seen, Observed::meanGoalMiB);
        row(table, name, "mean marked heap, MiB", recorded.repeats, twin.seen, Observed::meanLiveMiB);
        row(table, name, "HeapInuse − HeapAlloc, MiB", recorded.repeats, twin.seen, Observed::meanUnusedMiB);
        row(table, name, "median pause of a cycle, µs", recorded.repeats, twin.seen, Observed::medianPauseMicros);
        if (!recorded.withPacerTrace.isEmpty()) {
            Observed traced = pair.twin(true).seen;
            row(table, name, "scan work of a cycle, MiB", recorded.withPacerTrace, traced, Observed::meanWorkMiB);
        }
        if (!Double.isNaN(twin.seen.p99Millis())) {
            row(table, name, "p99 latency, ms", recorded.repeats, twin.seen, Observed::p99Millis);
        }
        for (int spike = 0; spike < twin.drops.size(); spike++) {
            Observed.Release modelled = twin.seen.releasedAfter(twin.drops.get(spike));
            List<Observed.Release> real = releases(recorded, spike);
            String which = " after spike " + (spike + 1);
            List<Double> amounts =
                    real.stream().map(Observed.Release::mebibytes).toList();
            List<Double> times = real.stream().map(Observed.Release::seconds).toList();
            line(table, name, "released" + which + ", MiB", amounts, modelled.mebibytes());
            line(table, name, "time to 90 % of it" + which + ", s", times, modelled.seconds());
        }
    }

    private static void row(
            StringBuilder table,
            String name,
            String figure,
            List<Observed> repeats,
            Observed twin,
            ToDoubleFunction<Observed> value) {
        List<Double> values = repeats.stream().map(value::applyAsDouble).toList();
        line(table, name, figure, values, value.applyAsDouble(twin));
    }

    private static void line(StringBuilder table, String name, String figure, List<Double> values, double twin) {
        List<Double> sorted = values.stream().sorted().toList();
        double middle = median(sorted, Double::doubleValue);
        table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.4g | %.4g to %.4g | %.4g | %+.1f %% |%n",
                name,
                figure,
                middle,
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                twin,
                100 * (twin / middle - 1)));
    }

    private static List<Observed.Release> releases(RecordedProgram recorded, int spike) {
        List<Observed.Release> all = new ArrayList<>();
        for (int repeat = 0; repeat < recorded.repeats.size(); repeat++) {
            double drop = recorded.drops.get(repeat).get(spike);
            all.add(recorded.repeats.get(repeat).releasedAfter(drop));
        }
        return all;
    }

    /** The twin's deviation from the median of the repeats in percent. */
    private static double error(Observed twin, List<Observed> repeats, ToDoubleFunction<Observed> value) {
        return 100 * (value.applyAsDouble(twin) / median(repeats, value) - 1);
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        return sorted.length % 2 == 1
                ? sorted[sorted.length / 2]
                : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
