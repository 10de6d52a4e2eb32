package org.heapgoal.workload.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single lines; the oracle is the meaning of each field as the runtime's documentation gives it, worked by hand. */
class TraceLineTest {
    private static final double MIB = 1 << 20;
    private static final double MILLI = 1e6;
    private static final String MODERN = "gc 4 @0.124s 4%: 0.031+12+1.8 ms clock, 0.062+0.40/6.5/4.5+3.7 ms cpu,"
            + " 43->46->45 MB, 51 MB goal, 7 MB stacks, 2 MB globals, 8 P";

    @Test
    void aPrintedNumberStandsForEverythingThatPrintsLikeIt() {
        GcCycleLine line = cycle(MODERN);
        assertThat(line.number()).isEqualTo(4);
        assertThat(line.startNanos().low()).isCloseTo(124 * MILLI, within(1e-3));
        assertThat(line.startNanos().high()).isCloseTo(125 * MILLI, within(1e-3));
        assertThat(line.gcCpuPercent()).isEqualTo(new Interval(4, 5));
        assertThat(line.clock().sweepTermination().low()).isCloseTo(0.031 * MILLI, within(1e-6));
        assertThat(line.clock().sweepTermination().high()).isCloseTo(0.032 * MILLI, within(1e-6));
        assertThat(line.clock().mark()).isEqualTo(new Interval(12 * MILLI, 13 * MILLI));
        assertThat(line.clock().markTermination().high()).isCloseTo(1.9 * MILLI, within(1e-6));
        assertThat(line.cpu().assist().low()).isCloseTo(0.40 * MILLI, within(1e-6));
        assertThat(line.cpu().assist().high()).isCloseTo(0.41 * MILLI, within(1e-6));
        assertThat(line.cpu().background().low()).isCloseTo(6.5 * MILLI, within(1e-6));
        assertThat(line.cpu().idle().low()).isCloseTo(4.5 * MILLI, within(1e-6));
        assertThat(line.heap().atStart()).isEqualTo(new Interval(43 * MIB, 44 * MIB));
        assertThat(line.heap().atEnd()).isEqualTo(new Interval(46 * MIB, 47 * MIB));
        assertThat(line.heap().marked()).isEqualTo(new Interval(45 * MIB, 46 * MIB));
        assertThat(line.heap().goal()).isEqualTo(new Interval(51 * MIB, 52 * MIB));
        assertThat(line.rootBytes()).isEqualTo(new Interval(9 * MIB, 11 * MIB));
        assertThat(line.maxProcs()).isEqualTo(8);
        assertThat(line.forced()).isFalse();
        assertThat(line.layout()).isEqualTo(TraceLayout.STACKS_AND_GLOBALS);
    }

    @Test
    void aBareZeroIsLessThanAMicrosecond() {
        assertThat(cycle(MODERN.replace("0.031+12", "0+12")).clock().sweepTermination())
                .isEqualTo(new Interval(0, 1000));
    }

    @Test
    void theFivePhasesOfGo15AreFoldedIntoThree() {
        GcCycleLine line = cycle("gc 2 @0.021s 9%: 0.027+1.4+0.25+6.3+0.31 ms clock,"
                + " 0.054+1.4+0.30+0.42/6.1/0.77+0.62 ms cpu, 4->5->4 MB, 5 MB goal, 2 P");
        // Scan, barrier installation and mark run concurrently: 1.4 + 0.25 + 6.3 ms; the first two count as worker
        // time.
        assertThat(line.clock().mark().low()).isCloseTo(7.95 * MILLI, within(1e-3));
        assertThat(line.cpu().background().low()).isCloseTo((1.4 + 0.30 + 6.1) * MILLI, within(1e-3));
        assertThat(line.cpu().markTermination().low()).isCloseTo(0.62 * MILLI, within(1e-3));
        assertThat(line.layout()).isEqualTo(TraceLayout.FIVE_PHASES);
        assertThat(line.stackBytes()).isNull();
    }

    @Test
    void theLayoutOfGo16To117HasNoStacksAndGlobals() {
        GcCycleLine line = cycle("gc 3 @0.077s 3%: 0+6.4+1.0 ms clock, 0+2.0/6.1/0+2.0 ms cpu, 9->10->7 MB, 10 MB goal,"
                + " 2 P (forced)");
        assertThat(line.layout()).isEqualTo(TraceLayout.THREE_PHASES);
        assertThat(line.maxProcs()).isEqualTo(2);
        assertThat(line.forced()).isTrue();
    }

    @Test
    void theGoalOfAProgramWithoutGogcAndLimitIsRead() {
        // 8946670875745113940 >> 20, the goal that GOGC=off leaves.
        GcCycleLine line = cycle(MODERN.replace("51 MB goal", "8532210583538 MB goal"));
        assertThat(line.heap().goal().low()).isEqualTo(8532210583538.0 * MIB);
    }

    @Test
    void leakChecksAndForcedCyclesAreTold() {
        GcCycleLine line = cycle(
                MODERN.replace("4%:", "4% (checking for goroutine leaks):").concat(" (forced)"));
        assertThat(line.leakCheck()).isTrue();
        assertThat(line.forced()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "2024/01/02 03:04:05 %s",
                "web-1  | %s",
                "\u001b[36mweb-1  |\u001b[0m %s\u001b[0m",
                "program output without an end of line%s",
                "{\"log\":\"%s\\n\",\"stream\":\"stderr\"}"
            })
    void aLineIsFoundBehindWhatItsCollectorPutsAroundIt(String wrapper) {
        assertThat(read(wrapper.replace("%s", MODERN)).lines).singleElement().isEqualTo(cycle(MODERN));
    }

    @Test
    void jsonEscapesAreUndoneHoweverOftenTheLineWasQuoted() {
        String once = MODERN.replace(">", "\\u003e").replace("+", "\\u002B");
        assertThat(read(once).lines).containsExactly(cycle(MODERN));
        assertThat(read(once.replace("\\", "\\\\")).lines).containsExactly(cycle(MODERN));
    }

    @Test
    void severalLinesInOneAreAllRead() {
        Read read = read("{\"msg\":\"GC forced\\n" + MODERN + "\\n" + MODERN.replace("gc 4", "gc 5") + "\"}");
        assertThat(read.lines).hasSize(3);
        assertThat(read.lines.get(0)).isEqualTo(new PeriodicGcLine(1));
        assertThat(((GcCycleLine) read.lines.get(2)).number()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gc 4 @0.124s 4%: 0.031+12+1.8 ms clock, 0.0hello|expected \"+\", found \"hello\"",
                "gc 4 @0.124s 4%: 0.031+12|the line ends where \"+\" should follow",
                "gc 4 @0.124s 4%: 0.031+12+1.8 ms clock, 0.062+0.40/6.5/4.5+3.7 ms cpu, 43->46->45 MB, 51 MB goal, 0 P|0 Ps",
                "gc 99999999999999999999 @0.124s 4%:|too large",
                "12+1.8 ms clock, 0.062+0.40/6.5/4.5+3.7 ms cpu, 43->46->45 MB, 51 MB goal, 8 P|beginning of the line is missing",
                "gc1(1): 0+0+0+0 us, 0 -> 0 MB, 81 (81-0) objects, 2 goroutines, 18/0/0 sweeps, 0(0) handoff, 0(0) steal|Go 1.4",
                "pacer: assist ratio=x|the assist ratio",
                "scav 12 KiB of nothing|expected",
                "SCHED 12ms: gomaxprocs=4 idle|expected \"idleprocs=\""
            })
    void whatLooksLikeATraceLineAndIsNoneIsExplained(String line, String reason) {
        Read read = read(line);
        assertThat(read.lines).isEmpty();
        assertThat(read.reasons).singleElement().asString().contains(reason);
    }

    @Test
    void aTornLineDoesNotHideTheNextOne() {
        Read read = read("gc 3 @0.1s 4%: 0.031+1" + MODERN);
        assertThat(read.reasons).hasSize(1);
        assertThat(read.lines).containsExactly(cycle(MODERN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usage: gc # @#s #%: …",
                "run gc 5 times",
                "space pacer: v2 ready",
                "scav 3 files",
                "SCHED 9 jobs",
                "the GC forced me to",
                "a P7: prints p=3",
                ""
            })
    void otherOutputIsNotTakenForATraceLine(String line) {
        Read read = read(line);
        assertThat(read.lines).isEmpty();
        assertThat(read.reasons).isEmpty();
        assertThat(read.recognised).isFalse();
    }

    @Test
    void bothFloatStylesOfThePacerAreRead() {
        PacerStartLine old = (PacerStartLine)
                read("pacer: assist ratio=+1.503571e+000 (scan 52 MB in 125->147 MB) workers=0++2.500000e-001")
                        .only();
        assertThat(old.assistWorkPerByte()).isEqualTo(1.503571);
        assertThat(old.fractionalUtilization()).isEqualTo(0.25);
        assertThat(old.floatStyle()).isEqualTo(FloatStyle.EXPONENT);
        PacerStartLine now =
                (PacerStartLine) read("pacer: assist ratio=0.8670654296875 (scan 1 MB in 3->4 MB) workers=0+0.25")
                        .only();
        assertThat(now.assistWorkPerByte()).isEqualTo(0.8670654296875);
        assertThat(now.fractionalUtilization()).isEqualTo(0.25);
        assertThat(now.floatStyle()).isEqualTo(FloatStyle.SHORTEST);
    }

    @Test
    void theEndOfACycleGivesBytes() {
        PacerEndLine line =
                (PacerEndLine) read("pacer: 30% CPU (25 exp.) for 3344440+3328+156266 B work (156266 B exp.)"
                                + " in 4014080 B -> 10600448 B (∆goal 6406144, cons/mark 0)")
                        .only();
        assertThat(line.workBytes()).isEqualTo(3344440 + 3328 + 156266);
        assertThat(line.triggeredBytes()).isEqualTo(4014080);
        assertThat(line.goalBytes()).isEqualTo(10600448 - 6406144);
        PacerEndLine infinite = (PacerEndLine) read("pacer: 250% CPU (25 exp.) for -1+3328+156266 B work (1 B exp.) in"
                        + " 4014080 B -> 10600448 B (\\u2206goal -64, cons/mark +Inf)")
                .only();
        assertThat(infinite.consMark()).isInfinite();
        assertThat(infinite.overshootBytes()).isEqualTo(-64);
    }

    @Test
    void scavengerLinesOfAllErasAreRead() {
        ScavengeLine now = (ScavengeLine)
                read("scav 12 KiB work (bg), 34 KiB work (eager), 101200 KiB now, 79% util [controller reset]")
                        .only();
        assertThat(now.eagerBytes()).isEqualTo(new Interval(34 * 1024, 35 * 1024));
        assertThat(now.releasedBytes()).isEqualTo(new Interval(101200 * 1024, 101201 * 1024));
        assertThat(now.utilizationPercent()).isEqualTo(new Interval(79, 80));
        ScavengeLine go119 = (ScavengeLine)
                read("scav 38912 KiB work, 90112 KiB total, 99% util (forced)").only();
        assertThat(go119.forced()).isTrue();
        assertThat(go119.era()).isEqualTo(ScavengeLine.Era.ONE_WORK_FIELD);
        ScavengeLine go114 = (ScavengeLine)
                read("scav 3 38912 KiB work, 90112 KiB total, 99% util").only();
        assertThat(go114.backgroundBytes()).isEqualTo(new Interval(38912 * 1024, 38913 * 1024));
        ScavengeLine go112 =
                (ScavengeLine) read("scvg-1: inuse: 58, idle: 50, sys: 108, released: 49, consumed: 58 (MB)")
                        .only();
        assertThat(go112.releasedBytes()).isEqualTo(new Interval(49 * MIB, 50 * MIB));
    }

    @Test
    void schedulerLinesOfAllErasAreRead() {
        SchedLine now =
                (SchedLine) read("SCHED 3028ms: gomaxprocs=2 idleprocs=1 threads=5 spinningthreads=0 needspinning=1"
                                + " idlethreads=1 runqueue=7 [ 3 0 ] schedticks=[ 221164 195570 ]")
                        .only();
        assertThat(now.localQueues()).containsExactly(3, 0);
        assertThat(now.globalQueue()).isEqualTo(7);
        assertThat(now.style()).isEqualTo(SchedLine.Style.SCHED_TICKS);
        SchedLine plain = (SchedLine) read("SCHED 1009ms: gomaxprocs=4 idleprocs=0 threads=9 spinningthreads=0"
                        + " idlethreads=3 runqueue=48 [12 7 0 31]")
                .only();
        assertThat(plain.localQueues()).containsExactly(12, 7, 0, 31);
        assertThat(plain.style()).isEqualTo(SchedLine.Style.PLAIN);
    }

    private static GcCycleLine cycle(String text) {
        return (GcCycleLine) read(text).only();
    }

    private static Read read(String text) {
        List<TraceLine> lines = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean recognised = LogLine.read(text, 1, lines::add, reasons::add);
        return new Read(lines, reasons, recognised);
    }

    private record Read(List<TraceLine> lines, List<String> reasons, boolean recognised) {
        TraceLine only() {
            assertThat(reasons).isEmpty();
            assertThat(lines).hasSize(1);
            return lines.get(0);
        }
    }
}
