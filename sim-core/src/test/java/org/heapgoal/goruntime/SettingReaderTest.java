package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: the runtime's reading ({@link RuntimeEnvironmentTest}) and the promise that nothing is misread in silence. */
class SettingReaderTest {
    private static final GcSettings BASE = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 8);

    private static SettingReader reader(GoVersion version) {
        return new SettingReader(version, EnumSet.of(GodebugSetting.GCTRACE));
    }

    private static ProcessSettings read(String... arguments) {
        return reader(GoVersion.GO_1_25).read(Arrays.asList(arguments));
    }

    @Test
    void readsEverySettingAndLeavesTheOthersToTheBase() {
        ProcessSettings settings = read("GOGC=200", "GOMEMLIMIT=900MiB", "GOMAXPROCS=4", "GODEBUG=gctrace=1");
        assertThat(settings.over(BASE)).isEqualTo(new GcSettings(200, 943_718_400, 4));
        assertThat(settings.godebug().on(GodebugSetting.GCTRACE)).isTrue();
        assertThat(settings.warnings()).isEmpty();
        assertThat(read().over(BASE)).isEqualTo(BASE);
        assertThat(read("GOGC=off", "GOMEMLIMIT=off").over(BASE)).isEqualTo(BASE.withGcPercent(-1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GOGC=abc | Go 1.25 would silently use 100",
                "GOGC=+50 | Go 1.25 would silently use 100",
                "GOGC=2147483648 | Go 1.25 would silently use 100",
                "GOMAXPROCS=-3 | Go would silently use its default; allowed is a number from 1 to 4096",
                "GOMAXPROCS=0 | Go would silently use its default",
                "GOMAXPROCS=4097 | at most 4096 Ps are simulated",
                "GOMEMLIMIT=900MB | malformed GOMEMLIMIT",
                "GOMEMLIMIT=900MB | did you mean \"900MiB\"?",
                "GOMEMLIMIT=-1 | allowed is a size such as 900MiB or 2GiB, or off",
                "GOCG=50 | unknown setting \"GOCG\": allowed are GOGC, GOMEMLIMIT, GOMAXPROCS, GODEBUG; did you mean \"GOGC\"?",
                "gogc=50 | did you mean \"GOGC\"?",
                "GOGC | NAME=VALUE expected",
                "GODEBUG=gctrace=yes | Go would silently ignore it",
                "GODEBUG=cgocheck=2 | Go would not start",
            })
    void refusesWhatGoWouldMisread(String argument, String message) {
        assertThatThrownBy(() -> read(argument)).isInstanceOf(BadInput.class).hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1} in Go {0} is {2}")
    @CsvSource({
        "1.25, GOGC=-, 0, a number without digits counts as zero",
        "1.26, GOGC=-, 100, what cannot be read is ignored",
        "1.25, GOGC=, 100, an empty value counts as not set",
        "1.25, GOGC=-7, -1, a negative number counts as off",
    })
    void takesOddValuesAsTheVersionTakesThemWithAWarning(String version, String argument, int percent, String why) {
        ProcessSettings settings = reader(GoVersion.parse(version)).read(List.of(argument));
        assertThat(settings.gcPercent()).isEqualTo(OptionalInt.of(percent));
        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .startsWith(argument)
                .contains(why);
    }

    @Test
    void warnsAboutOtherOddValues() {
        assertThat(read("GOMEMLIMIT=-KiB").warnings().get(0)).contains("takes it: 0 ");
        assertThat(read("GOMEMLIMIT=").warnings().get(0)).contains("takes it: off ");
        assertThat(read("GOMAXPROCS=").warnings().get(0)).contains("takes it: the default ");
        assertThat(read("GOMAXPROCS=").maxProcs()).isEmpty();
    }

    @Test
    void warnsAboutGodebugWithoutEffect() {
        assertThat(read("GODEBUG=gctrase=1,http2debug=1,scavtrace=1,gctrace,gctrace=1")
                        .warnings())
                .containsExactly(
                        "GODEBUG's \"gctrase\" is not a name that the runtime reads: ignored; did you mean \"gctrace\"?",
                        "GODEBUG's \"http2debug\" is not a name that the runtime reads: ignored",
                        "GODEBUG's scavtrace (prints a line about returned memory once per GC cycle) is not modelled in "
                                + "this run: it changes nothing",
                        "GODEBUG element \"gctrace\" has no value: Go ignores it");
        assertThat(reader(GoVersion.GO_1_24)
                        .read(List.of("GODEBUG=updatemaxprocs=0"))
                        .warnings())
                .containsExactly("GODEBUG's updatemaxprocs is new in Go 1.25: Go 1.24 ignores it");
    }

    @Test
    void aNameMayBeGivenOnce() {
        assertThatThrownBy(() -> read("GOGC=1", "GOGC=2")).hasMessage("GOGC is given twice");
    }

    @Test
    void listsMakeTheCrossProductInTheOrderGiven() {
        SettingLists lists = reader(GoVersion.GO_1_25).readLists(List.of("GOMAXPROCS=2,4", "GOGC=50,off"));
        assertThat(lists.size()).isEqualTo(4);
        assertThat(lists.combinations(BASE))
                .containsExactly(
                        new GcSettings(50, GcSettings.NO_MEMORY_LIMIT, 2),
                        new GcSettings(50, GcSettings.NO_MEMORY_LIMIT, 4),
                        new GcSettings(-1, GcSettings.NO_MEMORY_LIMIT, 2),
                        new GcSettings(-1, GcSettings.NO_MEMORY_LIMIT, 4));
    }

    @Test
    void aValueThatSaysTheSameAgainIsLeftOut() {
        SettingLists lists = reader(GoVersion.GO_1_25).readLists(List.of("GOMEMLIMIT=1GiB,1024MiB,2GiB"));
        assertThat(lists.memoryLimitsBytes()).containsExactly(1L << 30, 2L << 30);
        assertThat(lists.warnings())
                .containsExactly("GOMEMLIMIT=1024MiB says the same as an earlier value and is left out");
    }

    @Test
    void listsAreBounded() {
        String numbers =
                IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String hundred = IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
        SettingReader reader = reader(GoVersion.GO_1_25);
        assertThatThrownBy(() -> reader.readLists(List.of("GOGC=" + numbers)))
                .hasMessage("GOGC has more than 1000 values");
        assertThatThrownBy(() -> reader.readLists(List.of("GOGC=" + hundred, "GOMAXPROCS=" + hundred)))
                .hasMessage("the lists make 10201 combinations: at most 10000 are allowed");
        assertThatThrownBy(() -> reader.readLists(List.of("GOGC=1,,2")))
                .hasMessageContaining("empty value in its list");
    }

    @Test
    void recordedSettingsAreSeparatedByCommas() {
        ProcessSettings settings = reader(GoVersion.GO_1_25).readRecorded("GOGC=50,GOMEMLIMIT=1GiB");
        assertThat(settings.over(BASE)).isEqualTo(new GcSettings(50, 1L << 30, 8));
        assertThatThrownBy(() -> reader(GoVersion.GO_1_25).readRecorded("GODEBUG=gctrace=1"))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void longAndBinaryTextIsShortenedInMessages() {
        assertThatThrownBy(() -> read("GOGC=\u0000\n" + "x".repeat(100)))
                .hasMessageContaining("\"??" + "x".repeat(58) + "…\"");
    }
}
