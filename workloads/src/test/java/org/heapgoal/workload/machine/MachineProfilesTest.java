package org.heapgoal.workload.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the format as {@code docs/machine-profiles.md} states it. */
final class MachineProfilesTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(MachineProfiles.schema(), InputFormat.JSON);

    private static final String MINE = """
            name: mine
            description: "The classic profile on a machine with slow memory."
            base: classic
            costs:
              pageFault: {value: 900, spread: 0.1, source: "perf stat"}
            """;

    static Stream<String> names() {
        return MachineProfiles.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyProfileIsReadHasASourceForEveryCostAndFitsTheSchema(String name) {
        MachineProfile profile = MachineProfiles.load(name);
        assertThat(profile.name()).isEqualTo(name);
        assertThat(profile.entries()).hasSize(Cost.values().length);
        assertThat(profile.entries().values())
                .allSatisfy(entry -> assertThat(entry.source()).isNotBlank());
        assertThat(SCHEMA.validate(MachineProfiles.text(name), InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void onlyTheGreenTeaProfileMarksSpanBySpan() {
        assertThat(MachineProfiles.load("classic").greenTea()).isFalse();
        assertThat(MachineProfiles.load("classic").of(Cost.MARK_SPAN)).isZero();
        assertThat(MachineProfiles.load("green-tea").greenTea()).isTrue();
        assertThat(MachineProfiles.load("green-tea").vectorScan()).isTrue();
        assertThat(MachineProfiles.load("green-tea").of(Cost.MARK_SPAN)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"GO_1_19, classic", "GO_1_25, classic", "GO_1_26, green-tea"})
    void theGoVersionDecidesUnlessAProfileIsNamed(GoVersion version, String expected) {
        assertThat(MachineProfiles.select("", version).name()).isEqualTo(expected);
        assertThat(MachineProfiles.select("classic", version).name()).isEqualTo("classic");
    }

    @Test
    void greenTeaNeedsAGoThatHasIt() {
        assertThat(MachineProfiles.select("green-tea", GoVersion.GO_1_25).greenTea())
                .isTrue();
        assertThatThrownBy(() -> MachineProfiles.select("green-tea", GoVersion.GO_1_24))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("which Go 1.24 does not have");
    }

    @Test
    void aMisspeltNameIsAnErrorWithTheOneMeant() {
        assertThatThrownBy(() -> MachineProfiles.select("clasic", GoVersion.DEFAULT))
                .isInstanceOf(BadInput.class)
                .hasMessage(
                        "there is no machine profile \"clasic\": allowed are classic, green-tea and files that end in"
                                + " .yaml; did you mean \"classic\"?");
    }

    @Test
    void aFileStatesWhatDiffersFromItsBase(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), MINE);
        MachineProfile mine = MachineProfiles.select(file.toString(), GoVersion.DEFAULT);
        MachineProfile classic = MachineProfiles.load("classic");
        assertThat(mine.name()).isEqualTo("mine");
        assertThat(mine.entries().get(Cost.PAGE_FAULT)).isEqualTo(new MachineProfile.Entry(900, 0.1, "perf stat"));
        assertThat(mine.of(Cost.REFILL)).isEqualTo(classic.of(Cost.REFILL));
        assertThat(SCHEMA.validate(MINE, InputFormat.YAML)).isEmpty();
        assertThatThrownBy(
                        () -> MachineProfiles.select(folder.resolve("no.yaml").toString(), GoVersion.DEFAULT))
                .hasMessageEndingWith("there is no such file");
    }

    @Test
    void everyMistakeHasItsPlaceAndTheSchemaRefusesItToo() {
        assertThat(refused(MINE.replace("pageFault", "pageFalt")))
                .startsWith("p.yaml:5:3: unknown key \"pageFalt\" in costs: allowed are allocObject, ")
                .endsWith("did you mean \"pageFault\"?")
                .hasLineCount(1);
        assertThat(refused(MINE.replace("900", "-1")))
                .isEqualTo("p.yaml:5:22: value is \"-1\"; allowed is 0 to 1000000000");
        assertThat(refused(MINE.replace("0.1", "101"))).contains("spread is \"101\"; allowed is 0 to 100");
        assertThat(refused(MINE.replace(", source: \"perf stat\"", "")))
                .isEqualTo("p.yaml:5:14: pageFault lacks the key source");
        assertThat(refused(MINE.replace("base: classic", "base: clasic"))).contains("did you mean \"classic\"?");
        assertThat(refused(MINE.replace("base: classic", "greenTea: perhaps")))
                .contains("greenTea is \"perhaps\"; allowed is one of true, false");
        assertThat(refused(MINE.replace("base: classic", "vectorScan: 1")))
                .contains("vectorScan is \"1\"; allowed is one of true, false");
        assertThat(refused(MINE.replace("base: classic\n", "")))
                .startsWith("p.yaml:4:3: costs lacks allocObject, allocByte")
                .contains("base names a profile");
        assertThat(refused(MINE.replace("name: mine", "name: my own"))).contains("name is \"my own\"");
    }

    @Test
    void thePageOnProfilesExplainsEveryCostWithItsUnitAndShippedValues() throws IOException {
        String text = Files.readString(
                Path.of(Objects.requireNonNull(System.getProperty("heapgoal.root")), "docs/machine-profiles.md"));
        Matcher rows = Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|", Pattern.MULTILINE)
                .matcher(text.substring(text.indexOf("## The costs")));
        List<String> seen = new ArrayList<>();
        MachineProfile classic = MachineProfiles.load("classic");
        MachineProfile greenTea = MachineProfiles.load("green-tea");
        while (rows.find()) {
            Cost cost = Stream.of(Cost.values())
                    .filter(one -> one.key().equals(rows.group(1)))
                    .findFirst()
                    .orElseThrow();
            seen.add(cost.key());
            assertThat(rows.group(2)).as(cost.key()).isEqualTo(cost.unit());
            assertThat(Double.parseDouble(rows.group(3).replace(",", "")))
                    .as(cost.key())
                    .isEqualTo(classic.of(cost));
            assertThat(Double.parseDouble(rows.group(4).replace(",", "")))
                    .as(cost.key())
                    .isEqualTo(greenTea.of(cost));
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        Stream.of(Cost.values()).map(Cost::key).toList());
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(example.find()).isTrue();
        assertThat(MachineProfileReader.read("docs", example.group(1)).name()).isEqualTo("our-build-hosts");
    }

    private static String refused(String text) {
        assertThat(SCHEMA.validate(text, InputFormat.YAML)).isNotEmpty();
        try {
            MachineProfileReader.read("p.yaml", text);
        } catch (BadInput e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error for\n" + text);
    }
}
