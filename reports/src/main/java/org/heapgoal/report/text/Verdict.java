package org.heapgoal.report.text;

import static org.heapgoal.recording.SummaryMetric.ALLOC_RATE;
import static org.heapgoal.recording.SummaryMetric.DURATION;
import static org.heapgoal.recording.SummaryMetric.GC_CPU_FRACTION;
import static org.heapgoal.recording.SummaryMetric.LIMITER_ENABLED;
import static org.heapgoal.recording.SummaryMetric.MEAN_HEAP_GOAL;
import static org.heapgoal.recording.SummaryMetric.NUM_GC;
import static org.heapgoal.recording.SummaryMetric.PEAK_HEAP_LIVE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.report.ProcessDetails;
import org.heapgoal.report.RunResult;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.TradeOff;
import org.heapgoal.report.WhatIfResult;

/** The sentences that say what a result's numbers mean, in the words that operators of Go programs use. */
public final class Verdict {
    /** From this share of CPU time on, more is spent on GC than on the program: users call it thrashing. */
    private static final double THRASHING_SHARE = 0.5;

    /** A run of the same length that allocates less than the baseline by more than this share is behind its pace. */
    private static final double BEHIND_SHARE = 0.02;

    /** From this share of the run on, the limiter's being on is worth a sentence; a single cycle at start-up is not. */
    private static final double LIMITED_SHARE = 0.001;

    /** With less GC than this share of all CPUs while the limiter is on, most Ps are idle. */
    private static final double BUSY_SHARE = 0.2;

    private Verdict() {}

    /** What happened in one run, most important first. */
    public static List<String> of(RunResult run) {
        RunSummary summary = run.summary();
        List<String> sentences = new ArrayList<>();
        killed(run).ifPresent(sentences::add);
        if (summary.valueOrNaN(NUM_GC) == 0) {
            sentences.add("No GC cycle completed in " + Figures.seconds(summary.valueOrNaN(DURATION))
                    + peakHeapClause(summary) + ".");
        } else {
            sentences.add(costSentence(run));
        }
        thrashing(run).ifPresent(sentences::add);
        goalSentence(run).ifPresent(sentences::add);
        headroom(run).ifPresent(sentences::add);
        RequestText.verdict(run).ifPresent(sentences::add);
        return sentences;
    }

    private static Optional<String> killed(RunResult run) {
        if (!run.killed()) {
            return Optional.empty();
        }
        String limit = run.process()
                .details()
                .filter(ProcessDetails::memoryLimited)
                .map(details -> " of " + Figures.bytes((double) details.memoryLimitBytes()))
                .orElse("");
        return Optional.of("Killed by the container's memory limit" + limit + " at "
                + Figures.seconds(run.summary().valueOrNaN(DURATION)) + "; the figures cover the time until then.");
    }

    /** What a what-if trades for what, most important first. */
    public static List<String> of(WhatIfResult result) {
        TradeOff tradeOff = TradeOff.of(result);
        TradeOff.Point base = tradeOff.baseline();
        List<SettingsText.Knob> knobs = SettingsText.varying(result.runs());
        List<String> sentences = new ArrayList<>();
        if (!base.known() || result.candidates().isEmpty()) {
            sentences.addAll(of(base.run()));
            killedCandidates(result, knobs).ifPresent(sentences::add);
            return sentences;
        }
        sentences.add("The baseline (" + SettingsText.of(base.run().settings(), knobs) + ") spends "
                + Figures.percent(base.cpu()) + " of its CPU on GC and peaks at " + Figures.bytes(base.memoryBytes())
                + " of " + memoryWord(tradeOff.memory()) + ".");
        Optional<TradeOff.Point> better = tradeOff.betterThanBaseline();
        better.ifPresent(point -> sentences.add(label(point, knobs) + " is better in both: "
                + Figures.percent(point.cpu()) + " GC CPU and " + Figures.bytes(point.memoryBytes()) + "."));
        least(
                        tradeOff,
                        Comparator.comparingDouble(TradeOff.Point::cpu)
                                .thenComparingDouble(TradeOff.Point::memoryBytes))
                .filter(point -> !point.baseline() && better.stream().noneMatch(point::equals))
                .ifPresent(point -> sentences.add(
                        point.cpu() < base.cpu() ? lessCpu(point, base, knobs) : "No setting saves GC CPU."));
        least(
                        tradeOff,
                        Comparator.comparingDouble(TradeOff.Point::memoryBytes)
                                .thenComparingDouble(TradeOff.Point::cpu))
                .filter(point -> !point.baseline() && better.stream().noneMatch(point::equals))
                .filter(point -> point.memoryBytes() < base.memoryBytes())
                .ifPresent(point -> sentences.add(lessMemory(point, base, knobs)));
        if (tradeOff.front().size() == 1 && tradeOff.front().get(0).baseline()) {
            sentences.add("No other setting is better in one without being worse in the other.");
        }
        killedCandidates(result, knobs).ifPresent(sentences::add);
        thrashingRuns(result, knobs).ifPresent(sentences::add);
        behind(result, knobs).ifPresent(sentences::add);
        return sentences;
    }

    private static String costSentence(RunResult run) {
        RunSummary summary = run.summary();
        double cpu = summary.valueOrNaN(GC_CPU_FRACTION);
        String cost = Double.isNaN(cpu) ? "" : "GC took " + Figures.percent(cpu) + " of the CPU: ";
        String cycles = Figures.count(summary.valueOrNaN(NUM_GC))
                + (summary.valueOrNaN(NUM_GC) == 1 ? " cycle" : " cycles") + " in "
                + Figures.seconds(summary.valueOrNaN(DURATION));
        double goal = summary.valueOrNaN(MEAN_HEAP_GOAL);
        String goals = Double.isNaN(goal) ? "" : ", with a mean heap goal of " + Figures.bytes(goal);
        return cost + cycles + goals + peakHeapClause(summary) + ".";
    }

    private static String peakHeapClause(RunSummary summary) {
        double peak = summary.valueOrNaN(PEAK_HEAP_LIVE);
        return Double.isNaN(peak) ? "" : "; the heap peaked at " + Figures.bytes(peak);
    }

    private static Optional<String> thrashing(RunResult run) {
        RunSummary summary = run.summary();
        double share = summary.valueOrNaN(GC_CPU_FRACTION);
        if (limited(run)) {
            String on = "the GC CPU limiter was on for " + Figures.seconds(summary.valueOrNaN(LIMITER_ENABLED));
            String effect = ", so memory may pass "
                    + (run.settings().memoryLimitBytes() == GcSettings.NO_MEMORY_LIMIT ? "the goal" : "the limit")
                    + " instead of taking more CPU.";
            return Optional.of(
                    thrashes(run)
                            ? "GC thrashing: " + on + effect
                            : "No thrashing, but " + on + ": GC took only " + Figures.percent(share)
                                    + " of the CPU, and the limiter, which leaves out idle Ps, compares it with what little"
                                    + " the program ran.");
        }
        return thrashes(run)
                ? Optional.of(
                        "GC thrashing: only " + Figures.percent(1 - share) + " of the CPU is left for the program.")
                : Optional.empty();
    }

    private static boolean limited(RunResult run) {
        RunSummary summary = run.summary();
        return summary.valueOrNaN(LIMITER_ENABLED) > LIMITED_SHARE * summary.valueOrNaN(DURATION);
    }

    /** The limiter alone does not tell: it comes on in a process that is idle but for its cycles. */
    private static boolean thrashes(RunResult run) {
        double share = run.summary().valueOrNaN(GC_CPU_FRACTION);
        double gcSeconds = share * run.summary().valueOrNaN(DURATION);
        return share >= THRASHING_SHARE
                || (limited(run) && !(gcSeconds < BUSY_SHARE * run.summary().valueOrNaN(LIMITER_ENABLED)));
    }

    private static Optional<String> goalSentence(RunResult run) {
        double limited = Shares.limitedCycles(run.counts());
        if (limited > 0) {
            return Optional.of("The memory limit set the heap goal of " + Shares.wholePercent(limited)
                    + " of the cycles" + (run.settings().gcPercentOff() ? "." : "; there GOGC is irrelevant."));
        }
        return run.counts()
                .mainGoalRule()
                .map(rule -> "In most cycles " + rule.sentence() + ".")
                .filter(sentence -> run.counts().byGoalRule().size() > 0);
    }

    private static Optional<String> headroom(RunResult run) {
        SummaryMetric memory = TradeOff.peakMemory(List.of(run));
        double peak = run.summary().valueOrNaN(memory);
        if (!run.settings().hasMemoryLimit() || memory == PEAK_HEAP_LIVE || Double.isNaN(peak)) {
            return Optional.empty();
        }
        double left = run.settings().memoryLimitBytes() - peak;
        String word = memoryWord(memory);
        return Optional.of(
                left >= 0
                        ? "Headroom: at its peak " + word + " was " + Figures.bytes(left) + " below GOMEMLIMIT."
                        : "No headroom: at its peak " + word + " was " + Figures.bytes(-left) + " above GOMEMLIMIT.");
    }

    private static String lessCpu(TradeOff.Point point, TradeOff.Point base, List<SettingsText.Knob> knobs) {
        return label(point, knobs) + " cuts GC CPU to " + Figures.percent(point.cpu()) + " ("
                + Figures.points(point.cpu() - base.cpu()) + ")"
                + price(point.memoryBytes() - base.memoryBytes(), point, base);
    }

    private static String price(double bytes, TradeOff.Point point, TradeOff.Point base) {
        return bytes > 0
                ? " for " + Figures.bytes(bytes) + " more peak memory ("
                        + Figures.change(point.memoryBytes(), base.memoryBytes()) + ")."
                : " at no more memory.";
    }

    private static String lessMemory(TradeOff.Point point, TradeOff.Point base, List<SettingsText.Knob> knobs) {
        double cpu = point.cpu() - base.cpu();
        return label(point, knobs) + " saves " + Figures.bytes(base.memoryBytes() - point.memoryBytes()) + " ("
                + Figures.change(point.memoryBytes(), base.memoryBytes()) + ") of peak memory "
                + (cpu > 0
                        ? "and costs " + Figures.number(cpu * 100) + " percentage points more GC CPU ("
                                + Figures.percent(point.cpu()) + ")."
                        : "at no more GC CPU.");
    }

    /** Settings under which the process does not survive, or the only ones under which it does. */
    private static Optional<String> killedCandidates(WhatIfResult result, List<SettingsText.Knob> knobs) {
        List<RunResult> killed =
                result.candidates().stream().filter(RunResult::killed).toList();
        if (!killed.isEmpty()) {
            return Optional.of("The container's memory limit kills it with "
                    + SettingsText.of(killed.get(0).settings(), knobs) + " (at "
                    + Figures.seconds(killed.get(0).summary().valueOrNaN(DURATION)) + ")"
                    + (killed.size() > 1 ? " and " + more(killed.size() - 1) : "")
                    + "; such runs are left out of the comparison.");
        }
        return result.baseline().killed()
                ? Optional.of("It survives under "
                        + (result.candidates().size() == 1 ? "the other setting." : "all other settings."))
                : Optional.empty();
    }

    private static Optional<String> thrashingRuns(WhatIfResult result, List<SettingsText.Knob> knobs) {
        List<RunResult> thrashing =
                result.stated().stream().filter(Verdict::thrashes).toList();
        if (thrashing.isEmpty()) {
            return Optional.empty();
        }
        String first = SettingsText.of(thrashing.get(0).settings(), knobs);
        return Optional.of("GC thrashing (GC CPU limiter on, or " + Figures.percent(THRASHING_SHARE)
                + " of the CPU or more) with " + first
                + (thrashing.size() > 1 ? " and " + more(thrashing.size() - 1) + "." : "."));
    }

    /** Less memory at less work is no saving: runs that a paced load's pace was too fast for. */
    private static Optional<String> behind(WhatIfResult result, List<SettingsText.Knob> knobs) {
        RunResult baseline = result.stated().get(0);
        double work = work(baseline);
        List<RunResult> late = result.stated().stream()
                .skip(1)
                .filter(run -> Math.abs(seconds(run) / seconds(baseline) - 1) < BEHIND_SHARE)
                .filter(run -> work(run) < (1 - BEHIND_SHARE) * work)
                .toList();
        return late.stream()
                .min(Comparator.comparingDouble(Verdict::work))
                .map(worst -> "The program falls behind its pace with "
                        + SettingsText.of(worst.settings(), knobs)
                        + (late.size() > 1 ? " and " + more(late.size() - 1) : "") + ": it allocates only "
                        + Figures.percent(work(worst) / work) + " of what the baseline does in the time.");
    }

    private static double work(RunResult run) {
        return run.summary().valueOrNaN(ALLOC_RATE) * seconds(run);
    }

    private static double seconds(RunResult run) {
        return run.summary().valueOrNaN(DURATION);
    }

    private static String more(int count) {
        return count == 1 ? "one more setting" : count + " more settings";
    }

    private static Optional<TradeOff.Point> least(TradeOff tradeOff, Comparator<TradeOff.Point> order) {
        return tradeOff.points().stream().filter(TradeOff.Point::known).min(order);
    }

    private static String label(TradeOff.Point point, List<SettingsText.Knob> knobs) {
        return SettingsText.of(point.run().settings(), knobs);
    }

    /** What a peak-memory metric measures, in a word or two. */
    public static String memoryWord(SummaryMetric memory) {
        return switch (memory) {
            case PEAK_RESIDENT -> "resident memory";
            case PEAK_MAPPED -> "mapped memory";
            default -> "heap";
        };
    }
}
