package org.heapgoal.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.RunEnding;
import org.heapgoal.report.RunRecorder;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.Runs;
import org.heapgoal.report.WhatIfResult;
import org.junit.jupiter.api.Test;

class TablesTest {
    /**
     * Two cycles of 1 s: goals 20 and 24 MiB, so the mean is 22.0; each starts at 90 % (18.0 and 21.6, mean 19.8) and keeps
     * 12 MiB. Each cycle: 50 ms of workers, 10 ms of assists, 25 ms idle, 200 µs × 4 Ps of pause = 60.8 ms of GC CPU without
     * idle marking, so 121.6 ms of 8 s = 1.52 %. Assists: 20 ms of 8 s = 0.25 %. Mapped memory is the goal + 8 MiB.
     */
    @Test
    void aRunsTableSaysWhatWasWorkedByHand() {
        RunResult run = Runs.run("small", Runs.plain(), 2, Runs.SECOND, i -> (i == 0 ? 10 : 12) * Runs.MIB);

        assertThat(RunTable.print(run)).isEqualTo("""
                        small (a made-up run): GOGC=100 GOMEMLIMIT=off GOMAXPROCS=4 · go1.25 · level pacer · seed 7
                        GC took 1.52 % of the CPU: 2 cycles in 2.00 s, with a mean heap goal of 22.0 MiB; the heap peaked at
                        24.0 MiB. In most cycles GOGC sets the goal.

                          duration                          2.00 s
                          GC cycles                              2  1.00 /s
                          allocation rate               30.0 MiB/s
                        heap
                          heap goal                       22.0 MiB  mean; set by GOGC
                          heap at the start of a cycle    19.8 MiB  mean
                          heap found live                 12.0 MiB  mean
                          peak heap                       24.0 MiB
                        CPU
                          GC CPU                            1.52 %  of GOMAXPROCS × duration, idle-time marking left out
                          background marking                100 ms  dedicated + fractional workers
                          mark assists                     20.0 ms  0.25 % of GOMAXPROCS × duration
                          idle-time marking                50.0 ms
                        pauses
                          all pauses                        400 µs  200 µs a cycle
                          longest pause                     200 µs  both stops of a cycle together
                        memory
                          peak mapped memory              32.0 MiB  Sys − HeapReleased

                        Not known at level pacer: peak resident memory, GC CPU limiter on, requests, request latencies.
                        """);
    }

    /**
     * Baseline as above without growth: live 10 MiB, goal 20, mapped 28 MiB, 2 cycles in 2 s. GOGC=50: goal 15, mapped 23
     * MiB (−18 %), 4 cycles in 2 s with twice the GC CPU (25 ms marking per cycle halved to 25 ms × 4).
     */
    @Test
    void aWhatIfTableComparesWithTheBaseline() {
        WhatIfResult result = whatIf(Runs.settings(50, GcSettings.NO_MEMORY_LIMIT), 8);
        String table = WhatIfTable.print(result);

        // 8 cycles of 250 ms mark for 12.5 ms each: 8 × (12.5 + 2.5 + 0.8) = 126.4 ms of 8 s = 1.58 %.
        assertThat(table).isEqualTo("""
                        what-if small: GOMEMLIMIT=off GOMAXPROCS=4 · go1.25 · level pacer · seed 7

                            GOGC  GC CPU    change  peak mapped  change  peak heap  mean goal  GCs/s
                        =*   100  1.52 %               28.0 MiB           20.0 MiB   20.0 MiB   1.00
                         *    50  1.58 %  +0.06 pp     23.0 MiB   −18 %   15.0 MiB   15.0 MiB   4.00

                            GOGC  duration  GCs  assists  max pause  goal set by
                        =*   100    2.00 s    2   0.25 %     200 µs  GOGC
                         *    50    2.00 s    8   0.25 %     200 µs  GOGC

                        = baseline   * no other setting has less GC CPU without more peak memory, or less peak memory
                                     without more GC CPU

                        The baseline (GOGC=100) spends 1.52 % of its CPU on GC and peaks at 28.0 MiB of mapped memory.
                        GOGC=50 saves 5.00 MiB (−18 %) of peak memory and costs 0.06 percentage points more GC CPU (1.58 %).
                        """);
    }

    @Test
    void noLineIsWiderThanAHundredColumns() {
        GcSettings wide = new GcSettings(12_345, 123_456_789_013L, 128);
        List<RunResult> candidates = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            candidates.add(Runs.run("x", wide.withGcPercent(10 + i), 1 + i % 5, Runs.SECOND, n -> 900 * Runs.MIB));
        }
        RunResult baseline = Runs.run("a long name ".repeat(20), wide, 3, Runs.SECOND, n -> 900 * Runs.MIB);
        WhatIfResult result = new WhatIfResult("x", Map.of(), baseline, candidates, List.of("word ".repeat(60)));

        RunEnding killed = new RunEnding("OOM_KILLED", "killed", true);
        RunResult full = Runs.fullRun("x", wide, killed).result();
        List<RunResult> fulls =
                List.of(Runs.fullRun("x", wide.withGcPercent(1), killed).result(), full);
        String fullTables =
                RunTable.print(full) + WhatIfTable.print(new WhatIfResult("x", Map.of(), full, fulls, List.of()));
        assertThat((WhatIfTable.print(result) + RunTable.print(baseline) + fullTables).lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100));
        assertThat(WhatIfTable.print(result)).contains("of 201 settings are not shown");
    }

    @Test
    void aRunWithoutACycleSaysSo() {
        RunResult run = Runs.run("idle", Runs.plain(), 0, Runs.SECOND, i -> Runs.MIB);

        assertThat(RunTable.print(run))
                .contains("No GC cycle completed in 1.00 s")
                .doesNotContain("NaN");
    }

    @Test
    void theVerdictNamesABindingLimitAndLostHeadroom() {
        // The limit is 30 MiB; goals are cut to 20 MiB, and the made-up memory is 8 MiB above the goal: 2 MiB headroom.
        RunResult run = Runs.run("tight", Runs.settings(100, 30 * Runs.MIB), 2, Runs.SECOND, i -> 15 * Runs.MIB);

        assertThat(String.join(" ", Verdict.of(run)))
                .contains("The memory limit set the heap goal of 100 % of the cycles; there GOGC is irrelevant.")
                .contains("Headroom: at its peak mapped memory was 2.00 MiB below GOMEMLIMIT.");
    }

    /** Marks of 900 ms each second on one of four Ps, and a fifth of that in assists: 27 % of the CPU and more. */
    @Test
    void theLimiterInABusyProcessIsThrashing() {
        RunResult run = limited(10, 900 * Runs.MILLI);
        assertThat(run.summary().valueOrNaN(SummaryMetric.GC_CPU_FRACTION)).isBetween(0.25, 0.35);
        assertThat(String.join(" ", Verdict.of(run)))
                .contains("GC thrashing: the GC CPU limiter was on for 8.00 s, so memory may pass the goal");
    }

    /** The limiter compares GC with what the program ran, so a process that sleeps between its cycles turns it on. */
    @Test
    void theLimiterInAnIdleProcessIsNotThrashing() {
        RunResult run = limited(2, 50 * Runs.MILLI);
        assertThat(String.join(" ", Verdict.of(run)))
                .contains("No thrashing, but the GC CPU limiter was on for 8.00 s: GC took only")
                .doesNotContain("GC thrashing");
        RunResult plain = Runs.run("plain", Runs.plain(), 3, Runs.SECOND, i -> Runs.MIB);
        assertThat(Verdict.of(new WhatIfResult("x", Map.of(), plain, List.of(run), List.of())))
                .noneMatch(sentence -> sentence.contains("thrashing"));
    }

    /** Ten seconds on four Ps, eight of them with the limiter on. */
    private static RunResult limited(int cycles, long markNanos) {
        RunRecorder recorder = RunRecorder.detailed(Runs.fullIdentity("x", Runs.plain()), Coverage.complete());
        for (int i = 0; i < cycles; i++) {
            recorder.onCycle(Runs.cycle(
                    i + 1, i * Runs.SECOND, markNanos, Runs.MIB, 4 * Runs.MIB, GoalRule.GOGC, CycleCause.HEAP));
        }
        recorder.onEnd(new RunTotals(
                10 * Runs.SECOND, 90 * Runs.MIB, 4 * Runs.MIB, 9 * Runs.MIB, 9 * Runs.MIB, 8 * Runs.SECOND));
        return recorder.result();
    }

    /**
     * Requests of 1 to 100 ms: the median is 50 ms, 99 % within 99 ms. 10 % of each is waiting, 20 % assists, 70 % own work.
     */
    @Test
    void aFullRunsTableNamesTheMachineTheKillAndWhatRequestsWaitedFor() {
        RunEnding killed = new RunEnding("OOM_KILLED", "killed", true);
        RunResult run = Runs.fullRun("tight", Runs.plain(), killed).result();
        String table = RunTable.print(run);

        assertThat(table)
                .contains(
                        "4 cores, CPU quota 2, container limit 512.0MiB · profile amd64 1.25 · GOMAXPROCS 4: you set it")
                .contains(
                        "\nKilled by the container's memory limit of 512 MiB at 2.00 s; the figures cover the time until")
                .contains("duration                          2.00 s  until it was killed")
                .contains("requests                             100  50.0 /s")
                .contains("median latency                   50.0 ms")
                .contains("99 % within                      99.0 ms")
                .contains("Requests spent their latency on: own work 70 %, mark assists 20 %, waiting for network,");
        assertThat(String.join(" ", Verdict.of(run)))
                .contains(
                        "Half of the requests took at most 50.0 ms, 99 % at most 99.0 ms; 20 % of the slowest requests'"
                                + " latency went to: mark assists.");
    }

    @Test
    void aKilledCandidateIsNeverRecommended() {
        RunEnding killed = new RunEnding("OOM_KILLED", "killed", true);
        RunEnding finished = new RunEnding("FINISHED", "finished", false);
        RunResult baseline = Runs.fullRun("x", Runs.plain(), finished).result();
        RunResult small = Runs.fullRun("x", Runs.settings(50, GcSettings.NO_MEMORY_LIMIT), killed)
                .result();
        String verdict =
                String.join(" ", Verdict.of(new WhatIfResult("x", Map.of(), baseline, List.of(small), List.of())));

        assertThat(verdict)
                .contains("The container's memory limit kills it with GOGC=50 (at 2.00 s)")
                .doesNotContain("GOGC=50 is better")
                .doesNotContain("GOGC=50 saves");
        assertThat(WhatIfTable.print(new WhatIfResult("x", Map.of(), baseline, List.of(small), List.of())))
                .contains("killed 2.00 s")
                .contains("     p99");
    }

    @Test
    void aKilledBaselineIsToldWhatSurvives() {
        RunEnding killed = new RunEnding("OOM_KILLED", "killed", true);
        RunEnding finished = new RunEnding("FINISHED", "finished", false);
        RunResult baseline = Runs.fullRun("x", Runs.plain(), killed).result();
        RunResult small = Runs.fullRun("x", Runs.settings(50, GcSettings.NO_MEMORY_LIMIT), finished)
                .result();

        assertThat(String.join(" ", Verdict.of(new WhatIfResult("x", Map.of(), baseline, List.of(small), List.of()))))
                .startsWith("Killed by the container's memory limit of 512 MiB at 2.00 s")
                .contains("It survives under the other setting.");
    }

    private static WhatIfResult whatIf(GcSettings candidate, int cycles) {
        RunResult baseline = Runs.run("small", Runs.plain(), 2, Runs.SECOND, i -> 10 * Runs.MIB);
        RunRecorder recorder = RunRecorder.summaryOnly(Runs.identity("small", candidate), Runs.coverage());
        Runs.sawTooth(recorder, candidate, cycles, 2 * Runs.SECOND / cycles, i -> 10 * Runs.MIB);
        return new WhatIfResult("small", Map.of(), baseline, List.of(recorder.result()), List.of());
    }
}
