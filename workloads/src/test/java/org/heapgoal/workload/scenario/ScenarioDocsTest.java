package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/scenarios.md} to the schema and to the reader. */
final class ScenarioDocsTest {
    @Test
    void everyKeyOfTheSchemaIsExplained() throws IOException {
        Set<String> keys = new TreeSet<>();
        collectKeys(JsonMapper.shared().readTree(Presets.schema()), keys);
        assertThat(keys).hasSizeGreaterThan(50);
        String text = text();
        assertThat(keys).allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
    }

    @Test
    void everyExampleFileIsReadAsItStands() throws IOException {
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text());
        List<Scenario> read = new ArrayList<>();
        while (blocks.find()) {
            read.add(ScenarioReader.read("docs/scenarios.md", blocks.group(1)));
        }
        assertThat(read).extracting(Scenario::name).containsExactly("my-service", "my-rates", "step", "my-graph");
    }

    @Test
    void everyStreamInTheTablesIsRead() throws IOException {
        List<String> examples = new ArrayList<>(examples("### Streams"));
        examples.removeIf(example -> !example.startsWith("{"));
        for (String example : examples) {
            String file = "name: s\ncycles: {count: 1, scanRate: 1, growthRate: 1, allocRate: " + example + "}";
            assertThat(ScenarioReader.read("example", file).body()).isInstanceOf(Scenario.CyclesBody.class);
        }
        assertThat(examples).hasSize(StreamBinder.FORMS.size());
    }

    /** A process in which all names that the examples use are declared. */
    private static final String PROCESS = """
            name: s
            process:
              duration: 10s
              caches: {users: {capacity: 1MiB}}
              channels: {jobs: 16}
              sites:
                row: {sizes: 64, pointers: 0, lifetime: {group: batch}}
                other: {sizes: 64, pointers: 0, lifetime: immortal}
              programs:
                worker: {steps: [STEP]}
                handler: {steps: [send: jobs]}
                probe: {steps: [receive: jobs]}
                job: {steps: [gc]}
                h: {steps: [gc]}
              sources: [SOURCE]
              changes: [CHANGE]
            """;

    @Test
    void everyStepSourceChangeDistributionLifetimeAndSizeInTheTablesIsRead() throws IOException {
        List<String> steps = new ArrayList<>(examples("### `programs`"));
        steps.removeIf(example -> !example.contains(":"));
        List<String> sources = examples("### `sources`");
        List<String> changes = examples("### `changes`");
        List<String> distributions = examples("### Distributions");
        List<String> sites = new ArrayList<>(examples("### `sites`"));
        sites.removeIf(example -> !example.startsWith("sizes:"));
        steps.forEach(step -> read("STEP", step.startsWith("spawn") ? step.replace("worker", "job") : step));
        sources.forEach(source -> read("SOURCE", source));
        changes.forEach(change -> read("CHANGE", change));
        distributions.forEach(drawn -> read("STEP", "compute: " + drawn));
        distributions.forEach(drawn -> read("lifetime: immortal", "lifetime: " + drawn));
        sites.forEach(sizes ->
                read("sizes: 64, pointers: 0, lifetime: immortal", sizes + ", pointers: 0, lifetime: immortal"));
        assertThat(steps).hasSize(StepBinder.STEPS.size() + CallBinder.CALLS.size());
        assertThat(sources).hasSize(SourceBinder.FORMS.size());
        assertThat(changes).hasSize(ChangeBinder.CHANGES.size() + 1);
        assertThat(distributions).hasSize(Amounts.FORMS.size());
        assertThat(sites).hasSize(3);
    }

    private static void read(String placeholder, String example) {
        String file = PROCESS.replace(placeholder, example)
                .replace("STEP", "gc")
                .replace("SOURCE", "fixed: {program: worker, count: 1}")
                .replace("[CHANGE]", "[]");
        assertThat(ScenarioReader.read(example, file).body()).isInstanceOf(Scenario.ProcessBody.class);
    }

    /** The last cells of the tables below a heading, as far as they are code. */
    private static List<String> examples(String heading) throws IOException {
        String text = text();
        int from = text.indexOf("\n" + heading);
        assertThat(from).as(heading).isPositive();
        int to = text.indexOf("\n##", from + 1);
        Matcher cells = Pattern.compile("^\\|.*\\| `([^|]*)` \\|$", Pattern.MULTILINE)
                .matcher(text.substring(from, to < 0 ? text.length() : to));
        List<String> examples = new ArrayList<>();
        while (cells.find()) {
            examples.add(cells.group(1));
        }
        return examples;
    }

    private static void collectKeys(JsonNode node, Set<String> keys) {
        JsonNode properties = node.get("properties");
        if (properties != null) {
            keys.addAll(properties.propertyNames());
        }
        for (JsonNode child : node) {
            collectKeys(child, keys);
        }
    }

    private static String text() throws IOException {
        return Files.readString(
                Path.of(Objects.requireNonNull(System.getProperty("heapgoal.root")), "docs/scenarios.md"));
    }
}
