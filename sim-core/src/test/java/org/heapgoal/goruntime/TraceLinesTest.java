package org.heapgoal.goruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.TriggerBound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Oracle: lines printed by a real Go program at GOMAXPROCS=2 under Go 1.20.14, 1.23.12, 1.25.14 and 1.26.8. What a line
 * rounds away was filled up with digits that must not show.
 */
class TraceLinesTest {
    private static final long MIB = 1 << 20;

    private static CycleRecord cycle(
            long number,
            CycleCause cause,
            double fraction,
            long startMicros,
            long[] clockNanos,
            MarkCpu cpu,
            long[] heapMib) {
        long start = startMicros * 1000;
        long markStart = start + clockNanos[0];
        long markEnd = markStart + clockNanos[1];
        long end = markEnd + clockNanos[2];
        return new CycleRecord(
                number,
                cause,
                new CycleRecord.Timing(start, markStart, markEnd, end, 0),
                cpu,
                new CycleRecord.Heap(
                        heapMib[0] * MIB + 5, heapMib[1] * MIB + MIB - 1, heapMib[2] * MIB, heapMib[3] * MIB + 7),
                new CycleRecord.Pacing(
                        GoalRule.GOGC, TriggerBound.RUNWAY, 0, 0, 0, 0.25, 1, false, new CycleRecord.Memory(0, 0)),
                2000,
                151_194,
                2,
                fraction);
    }

    @Test
    void printsACycleStartedByTheHeap() {
        // Go 1.25.14. Stops of 70.999 µs and 50 µs on two Ps are 0.14 and 0.10 ms of CPU.
        CycleRecord cycle = cycle(
                3,
                CycleCause.HEAP,
                0.2399,
                17_900,
                new long[] {70_999, 18_700_000, 50_000},
                new MarkCpu(6_690_000, 4_200_000, 99_999, 0),
                new long[] {62, 122, 75, 73});
        assertThat(GctraceLine.cycle(cycle, 2))
                .isEqualTo(
                        "gc 3 @0.017s 23%: 0.070+18+0.050 ms clock, 0.14+6.6/4.2/0+0.10 ms cpu, 62->122->75 MB, 73 MB"
                                + " goal, 0 MB stacks, 0 MB globals, 2 P");
        assertThat(GctraceLine.announcement(cycle.cause())).isEmpty();
    }

    @Test
    void printsAForcedCycle() {
        // Go 1.25.14.
        CycleRecord cycle = cycle(
                4,
                CycleCause.FORCED,
                0.12,
                49_000,
                new long[] {58_400, 15_000_000, 5_900},
                new MarkCpu(0, 45_000, 0, 15_999_999),
                new long[] {107, 107, 32, 151});
        assertThat(GctraceLine.cycle(cycle, 2))
                .isEqualTo(
                        "gc 4 @0.049s 12%: 0.058+15+0.005 ms clock, 0.11+0/0.045/15+0.011 ms cpu, 107->107->32 MB, 151"
                                + " MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)");
    }

    @Test
    void aPeriodicCycleIsAnnouncedAndNotMarkedAsForced() {
        CycleRecord cycle = cycle(
                9, CycleCause.PERIODIC, 0, 120_000_000, new long[] {1, 1, 1}, MarkCpu.NONE, new long[] {1, 1, 1, 4});
        assertThat(GctraceLine.announcement(cycle.cause())).contains("GC forced");
        assertThat(GctraceLine.cycle(cycle, 2))
                .startsWith("gc 9 @120.000s 0%: ")
                .endsWith(" 2 P");
    }

    @Test
    void printsThePacersPlan() {
        assertThat(PacerTrace.start(
                        GoVersion.GO_1_25, new PacerTrace.Start(0.1079236, 2 * MIB + 9, 62 * MIB, 73 * MIB, 0, 0.25)))
                .isEqualTo("pacer: assist ratio=+1.079236e-001 (scan 2 MB in 62->73 MB) workers=0++2.500000e-001");
        assertThat(PacerTrace.start(
                        GoVersion.GO_1_26,
                        new PacerTrace.Start(0.28981726971038413, 5 * MIB, 64 * MIB, 75 * MIB, 0, 0.25)))
                .isEqualTo("pacer: assist ratio=0.28981726971038413 (scan 5 MB in 64->75 MB) workers=0+0.25");
    }

    @Test
    void printsThePacersResult() {
        assertThat(PacerTrace.end(
                        GoVersion.GO_1_25,
                        new PacerTrace.End(
                                0.4301,
                                4_228_416,
                                1_968,
                                151_194,
                                1_236_018,
                                65_595_792,
                                128_485_776,
                                77_048_506,
                                19.39383)))
                .isEqualTo("pacer: 43% CPU (25 exp.) for 4228416+1968+151194 B work (1236018 B exp.) in 65595792 B ->"
                        + " 128485776 B (∆goal 51437270, cons/mark +1.939383e+001)");
        assertThat(PacerTrace.end(
                        GoVersion.GO_1_26,
                        new PacerTrace.End(
                                0.25,
                                30_322_616,
                                2_032,
                                153_546,
                                30_494_634,
                                33_628_280,
                                33_636_440,
                                67_412_114,
                                3.939769456296601)))
                .isEqualTo("pacer: 25% CPU (25 exp.) for 30322616+2032+153546 B work (30494634 B exp.) in 33628280 B ->"
                        + " 33636440 B (∆goal -33775674, cons/mark 3.939769456296601)");
    }

    @Test
    void printsTheEndOfSweepingFrom125On() {
        PacerTrace.SweepDone done = new PacerTrace.SweepDone(86 * MIB, 76 * MIB, 15_730, 2.860824e-4);
        assertThat(PacerTrace.sweepDone(GoVersion.GO_1_25, done))
                .contains("pacer: sweep done at heap size 86MB; allocated 10MB during sweep; swept 15730 pages at"
                        + " +2.860824e-004 pages/byte");
        assertThat(PacerTrace.sweepDone(GoVersion.GO_1_24, done)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {6}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 15640 and 16152 KiB; the heap's 30 % are 34 of 113 MiB, worked back from the line.
                "1.25|15640|0|16152|34|79|NONE|scav 15640 KiB work (bg), 0 KiB work (eager), 16152 KiB now, 30% util",
                "1.25|0|76024|92496|98|2|FORCED|"
                        + "scav 0 KiB work (bg), 76024 KiB work (eager), 92496 KiB now, 98% util (forced)",
                "1.20|0|0|2072|3|1|NONE|scav 0 KiB work, 2072 KiB total, 75% util",
                "1.25|1|2|3|1|0|CONTROLLER_RESET|"
                        + "scav 1 KiB work (bg), 2 KiB work (eager), 3 KiB now, 100% util [controller reset]",
            })
    void printsTheScavengersLine(
            String go,
            long background,
            long eager,
            long released,
            long used,
            long free,
            Scavtrace.Ending ending,
            String line) {
        Scavtrace trace =
                new Scavtrace(background * 1024 + 1023, eager * 1024, released * 1024, used * MIB, free * MIB, ending);
        assertThat(trace.line(GoVersion.parse(go))).isEqualTo(line);
    }

    @Test
    void printsTheSchedulersLineOfEachFormat() {
        Schedtrace trace = new Schedtrace(25, 2, 0, 4, 1, 0, 1, 1, List.of(0L, 0L), List.of(11L, 12L));
        assertThat(trace.line(GoVersion.GO_1_25))
                .isEqualTo(
                        "SCHED 25ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=1 needspinning=0 idlethreads=1"
                                + " runqueue=1 [ 0 0 ] schedticks=[ 11 12 ]");
        assertThat(new Schedtrace(105, 2, 0, 4, 0, 1, 1, 0, List.of(0L, 0L), List.of(1L, 2L)).line(GoVersion.GO_1_23))
                .isEqualTo("SCHED 105ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=0 needspinning=1"
                        + " idlethreads=1 runqueue=0 [0 0]");
        assertThat(trace.line(GoVersion.GO_1_19))
                .isEqualTo("SCHED 25ms: gomaxprocs=2 idleprocs=0 threads=4 spinningthreads=1 idlethreads=1 runqueue=1"
                        + " [0 0]");
    }
}
