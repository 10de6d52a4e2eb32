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
        assertThat(read).extracting(Scenario::name).containsExactly("my-service", "step", "my-graph");
    }

    @Test
    void everyStreamInTheTablesIsRead() throws IOException {
        Matcher examples = Pattern.compile("^\\| `\\w+` .*\\| `(\\{.*\\})` \\|$", Pattern.MULTILINE)
                .matcher(text());
        int count = 0;
        while (examples.find()) {
            if (!examples.group(1).contains("GOGC")) {
                String file =
                        "name: s\ncycles: {count: 1, scanRate: 1, growthRate: 1, allocRate: " + examples.group(1) + "}";
                assertThat(ScenarioReader.read("example", file).body()).isInstanceOf(Scenario.CyclesBody.class);
                count++;
            }
        }
        assertThat(count).isEqualTo(StreamBinder.FORMS.size());
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
