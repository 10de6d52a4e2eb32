package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;

/** Oracle: counts of goroutines worked out by hand in each case. */
final class ProcessBoundsTest {
    private static final String ONE = "[fixed: {program: a, count: 1}]";

    @Test
    void programsThatStartThemselvesAreRefused() {
        assertThat(error("a: {steps: [spawn: a]}", ONE))
                .isEqualTo("s.yaml:4:14: program a starts itself; allowed are programs whose spawns come to an end");
        assertThat(error(
                        "a: {steps: [spawn: b]}, b: {steps: [repeat: {times: 2, steps: [spawn: c]}]}, c: {steps: [spawn: b]}",
                        ONE))
                .contains("program b starts itself by way of c");
    }

    @Test
    void aBurstOfAMillionGoroutinesIsAllowedAndOneMoreIsNot() {
        // A start of a is one goroutine, each of its spawns 1 + 999: 1,000 · 999 + 1 = 999,001, and with 1,001:
        // 1,001,001.
        String chain = "a: {steps: [spawn: {program: b, count: %d}]}, b: {steps: [spawn: {program: c, count: 998}]},"
                + " c: {steps: [compute: 1ms]}";
        assertThat(ok(chain.formatted(1000), ONE)).isTrue();
        assertThat(error(chain.formatted(1002), ONE))
                .contains("program a starts more than 1000000 goroutines at once")
                .contains("the fixed, series and closed sources start more than 1000000");
        assertThat(error(
                        "a: {steps: [compute: 1ms]}",
                        "[fixed: {program: a, count: 900000}, closed: {program: a, clients: 200000, think: 1s}]"))
                .contains("the fixed, series and closed sources start more than 1000000");
    }

    @Test
    void aLoopThatTakesTimeMayGoOnStartingGoroutinesAtABoundedRate() {
        // 10 goroutines every 10 ms are 1,000 a second; every microsecond they are ten million.
        String loop =
                "a: {repeat: forever, steps: [sleep: %s, spawn: {program: b, count: 10}]}, b: {steps: [compute: 1us]}";
        assertThat(ok(loop.formatted("10ms"), ONE)).isTrue();
        assertThat(error(loop.formatted("1us"), ONE))
                .contains("program a starts more than 1000000 goroutines per second");
        assertThat(error(loop.formatted("10ms"), "[fixed: {program: a, count: 2000}]"))
                .contains("the sources start more than 1000000 goroutines per second");
        assertThat(ok(
                        "a: {steps: [repeat: {times: 1000000000, steps: [network: 5s, spawn: b]}]}, b: {steps: [compute: 1us]}",
                        "[fixed: {program: a, count: 20000}]"))
                .isTrue();
    }

    @Test
    void openArrivalsCountWithWhatTheyStartAndWithTheirLargestFactor() {
        String programs = "a: {steps: [spawn: {program: b, count: 9}]}, b: {steps: [compute: 1us]}";
        assertThat(ok(programs, "[poisson: {program: a, rate: 100000}]")).isTrue();
        assertThat(error(programs, "[poisson: {program: a, rate: 60000}, regular: {program: a, rate: 60000}]"))
                .contains("the sources start more than 1000000 goroutines per second");
        assertThat(error(programs, "[bursty: {program: a, states: [{rate: 1, mean: 1s}, {rate: 200000, mean: 1s}]}]"))
                .contains("the sources start more than 1000000");
        assertThat(error(
                        programs,
                        "[poisson: {program: a, rate: 50000}]\n  changes: [{at: 1s, rate: {program: a, factor: 3}}]"))
                .contains("changes of rate counted");
    }

    @Test
    void goroutinesThatNeverEndAreNotStartedWithoutEnd() {
        String forever = "a: {repeat: forever, steps: [sleep: 1s]}";
        assertThat(error(forever, "[poisson: {program: a, rate: 1}]"))
                .isEqualTo(
                        "s.yaml:5:12: program a never ends, but an open source starts it again and again; allowed for it"
                                + " are fixed, series and closed");
        assertThat(error("b: {steps: [spawn: a]}, " + forever, "[regular: {program: b, rate: 1}]"))
                .contains("program b never ends");
        assertThat(error(
                        "b: {repeat: forever, steps: [sleep: 1s, spawn: a]}, " + forever,
                        "[fixed: {program: b, count: 1}]"))
                .contains("program b repeats forever and in each pass starts goroutines that never end");
        assertThat(ok(forever, "[series: {program: a, at: [1s, 2s]}]")).isTrue();
    }

    @Test
    void loopsInWhichNoTimePassesAreRefused() {
        assertThat(error("a: {repeat: forever, steps: [compute: 0]}", ONE))
                .contains("program a does more than a million steps in a loop that takes less than 1\u00b5s");
        assertThat(error(
                        "a: {steps: [repeat: {times: 1001, steps: [repeat: {times: 1000, steps: [compute: 0]}]}]}",
                        ONE))
                .contains("more than a million steps");
        assertThat(ok("a: {steps: [repeat: {times: 1000, steps: [repeat: {times: 1000, steps: [compute: 0]}]}]}", ONE))
                .isTrue();
        assertThat(ok("a: {repeat: forever, steps: [yield]}", ONE)).isTrue();
        assertThat(error("a: {steps: [compute: 0]}", "[closed: {program: a, clients: 1, think: 0}]"))
                .contains("neither think nor work");
    }

    @Test
    void aLongLadderOfProgramsIsCountedInNoTime() {
        StringBuilder programs = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            programs.append("p")
                    .append(i)
                    .append(": {steps: [")
                    .append(("spawn: p" + (i + 1) + "}, {").repeat(5).replaceAll(", \\{$", ""));
            programs.setLength(programs.length() - 1);
            programs.append("]}, ");
        }
        String text =
                programs.toString().replace("[spawn", "[{spawn").replace("]}, ", "}]}, ") + "p900: {steps: [yield]}";
        assertThat(error(text, "[fixed: {program: p0, count: 1}]")).contains("program p0 starts more than 1000000");
    }

    private static boolean ok(String programs, String sources) {
        return ScenarioReader.read("s.yaml", text(programs, sources)).body() instanceof Scenario.ProcessBody;
    }

    private static String error(String programs, String sources) {
        try {
            ScenarioReader.read("s.yaml", text(programs, sources));
        } catch (BadInput e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("no error");
    }

    private static String text(String programs, String sources) {
        return "name: s\nprocess:\n  duration: 1s\n  programs: {" + programs + "}\n  sources: " + sources + "\n";
    }
}
