package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.heapgoal.goruntime.RuntimeEnvironment.EntryRule;
import org.heapgoal.goruntime.RuntimeEnvironment.GodebugReading;
import org.heapgoal.goruntime.RuntimeEnvironment.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: values seen with debug.SetGCPercent, debug.SetMemoryLimit and GOMAXPROCS(0) in Go 1.25.14 and 1.26.8. */
class RuntimeEnvironmentTest {
    private static final RuntimeEnvironment GO_1_25 = new RuntimeEnvironment(GoVersion.GO_1_25);
    private static final RuntimeEnvironment GO_1_26 = new RuntimeEnvironment(GoVersion.GO_1_26);

    @ParameterizedTest(name = "GOGC=\"{0}\": {1} ({2}) in 1.25, {3} ({4}) in 1.26")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "off,-1,OFF,-1,OFF",
                "100,100,NUMBER,100,NUMBER",
                "0,0,NUMBER,0,NUMBER",
                "-0,0,NUMBER,0,NUMBER",
                "007,7,NUMBER,7,NUMBER",
                "-5,-1,NEGATIVE,-1,NEGATIVE",
                "-2147483648,-1,NEGATIVE,-1,NEGATIVE",
                "2147483647,2147483647,NUMBER,2147483647,NUMBER",
                "2147483648,100,IGNORED,100,IGNORED",
                "99999999999999999999,100,IGNORED,100,IGNORED",
                "'',100,EMPTY,100,EMPTY",
                "-,0,NO_DIGITS,100,IGNORED",
                "+50,100,IGNORED,50,NUMBER",
                "+,100,IGNORED,100,IGNORED",
                "+-5,100,IGNORED,100,IGNORED",
                " 50,100,IGNORED,100,IGNORED",
                "OFF,100,IGNORED,100,IGNORED",
                "abc,100,IGNORED,100,IGNORED",
                "50%,100,IGNORED,100,IGNORED",
                "1_0,100,IGNORED,100,IGNORED",
            })
    void readsGogc(String text, int in125, Rule rule125, int in126, Rule rule126) {
        assertThat(GO_1_25.gogc(text)).isEqualTo(new RuntimeEnvironment.Gogc(in125, rule125));
        assertThat(GO_1_26.gogc(text)).isEqualTo(new RuntimeEnvironment.Gogc(in126, rule126));
    }

    @ParameterizedTest(name = "GOMEMLIMIT=\"{0}\": {1} in 1.25, {2} in 1.26")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',9223372036854775807,9223372036854775807",
                "off,9223372036854775807,9223372036854775807",
                "0,0,0",
                "4096,4096,4096",
                "4096B,4096,4096",
                "900MiB,943718400,943718400",
                "0001KiB,1024,1024",
                "-0,0,0",
                "-0MiB,0,0",
                "-KiB,0,",
                "+5,,5",
                "+5TiB,,5497558138880",
                "9223372036854775807,9223372036854775807,9223372036854775807",
                "9223372036854775808,,",
                "8388607TiB,9223370937343148032,9223370937343148032",
                "8388608TiB,,",
                "18446744073709551617B,,",
                "-1,,",
                "-1KiB,,",
                "1.5GiB,,",
                "1 GiB,,",
                "900MB,,",
                "900M,,",
                "900Mi,,",
                "1PiB,,",
                "KiB,,",
                "iB,,",
                "B,,",
                "-B,,",
                "-,,",
                "5BB,,",
                "900mib,,",
            })
    void readsGomemlimit(String text, Long in125, Long in126) {
        assertThat(GO_1_25.memoryLimit(text).bytes()).isEqualTo(optional(in125));
        assertThat(GO_1_26.memoryLimit(text).bytes()).isEqualTo(optional(in126));
        assertThat(GO_1_25.memoryLimit(text).rule() == Rule.FATAL).isEqualTo(in125 == null);
        assertThat(GO_1_26.memoryLimit(text).rule() == Rule.FATAL).isEqualTo(in126 == null);
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @ParameterizedTest(name = "GOMAXPROCS=\"{0}\": {1} in 1.25, {2} in 1.26; 0 for the default")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"4,4,4", "300,300,300", "0,0,0", "-3,0,0", "'',0,0", "x,0,0", "+4,0,4", "2147483648,0,0"})
    void readsGomaxprocs(String text, int in125, int in126) {
        assertThat(GO_1_25.maxProcs(text).procs()).isEqualTo(procs(in125));
        assertThat(GO_1_26.maxProcs(text).procs()).isEqualTo(procs(in126));
    }

    private static OptionalInt procs(int value) {
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Test
    void readsGodebugLeftToRightWithTheLastValueWinning() {
        GodebugReading reading = GO_1_25.godebug("gctrace=1,,foo=2,gctrace=2,scavtrace,schedtrace=x,asyncpreemptoff=-");
        assertThat(reading.entries())
                .extracting(RuntimeEnvironment.GodebugEntry::rule)
                .containsExactly(
                        EntryRule.SET,
                        EntryRule.UNKNOWN_NAME,
                        EntryRule.SET,
                        EntryRule.NO_EQUALS,
                        EntryRule.NOT_A_NUMBER,
                        EntryRule.SET);
        assertThat(reading.settings()).hasToString("gctrace=2,asyncpreemptoff=0");
        assertThat(reading.settings().on(GodebugSetting.GCTRACE)).isTrue();
        assertThat(reading.settings().on(GodebugSetting.SCAVTRACE)).isFalse();
    }

    @Test
    void from126OnGodebugNumbersNeedDigitsAndMayHaveAPlus() {
        assertThat(GO_1_26.godebug("asyncpreemptoff=-").entries().get(0).rule()).isEqualTo(EntryRule.NOT_A_NUMBER);
        assertThat(GO_1_26.godebug("gctrace=+1").settings().value(GodebugSetting.GCTRACE))
                .isEqualTo(1);
        assertThat(GO_1_25.godebug("gctrace=+1").entries().get(0).rule()).isEqualTo(EntryRule.NOT_A_NUMBER);
    }

    @Test
    void namesAreKnownFromTheVersionThatBroughtThem() {
        RuntimeEnvironment older = new RuntimeEnvironment(GoVersion.GO_1_24);
        assertThat(older.godebug("containermaxprocs=0").entries().get(0).rule()).isEqualTo(EntryRule.UNKNOWN_NAME);
        assertThat(older.godebug("containermaxprocs=0").settings().on(GodebugSetting.CONTAINERMAXPROCS))
                .isTrue();
        assertThat(GO_1_25.godebug("containermaxprocs=0").settings().on(GodebugSetting.CONTAINERMAXPROCS))
                .isFalse();
    }

    @Test
    void theProfilingRateIsTheOneNumberOf64Bits() {
        GodebugReading reading = GO_1_25.godebug("memprofilerate=3000000000,gctrace=3000000000");
        assertThat(reading.entries())
                .extracting(RuntimeEnvironment.GodebugEntry::rule)
                .containsExactly(EntryRule.SET, EntryRule.NOT_A_NUMBER);
    }
}
