package org.heapgoal.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.metric.MetricUnit;
import org.heapgoal.report.BasisMetric;
import org.heapgoal.report.CycleMetric;
import org.heapgoal.report.SettingsText;
import org.heapgoal.report.text.Figures;

/** The first difference of two runs in words. */
public final class DifferenceText {
    /** What follows from other inputs, and so is no cause of its own. */
    private static final List<BasisMetric> EFFECTS =
            List.of(BasisMetric.GC_PERCENT_GOAL, BasisMetric.MEMORY_LIMIT_GOAL);

    /** What only the trigger depends on. */
    private static final List<BasisMetric> OF_TRIGGER = List.of(BasisMetric.CONS_MARK, BasisMetric.SCAN_WORK);

    private static final List<CycleMetric> OF_GOAL = List.of(CycleMetric.GOAL_AT_START, CycleMetric.GOAL_RULE);
    private static final List<CycleMetric> OF_PLAN =
            List.of(CycleMetric.TRIGGER, CycleMetric.TRIGGER_BOUND, CycleMetric.RUNWAY);
    private static final List<String> LIMIT_RULES =
            List.of(GoalRule.MEMORY_LIMIT.name(), GoalRule.CLAMPED_TO_LIVE_HEAP.name());
    private static final int FIGURES_NAMED = 3;

    private DifferenceText() {}

    /** Sentences that say which cycle differs first and why; or that none does. */
    public static List<String> of(Comparison comparison) {
        List<String> sentences = new ArrayList<>();
        if (comparison.same()) {
            sentences.add("No difference: all figures and "
                    + cycles(comparison.a().cycles().size()) + " are the same.");
            settings(comparison, sentences);
        } else if (comparison.first().isEmpty()) {
            sentences.add("No cycle differs"
                    + (isLog(comparison) ? " by more than " + Figures.percent(FirstDifference.LOG_TOLERANCE) : "")
                    + ", only figures of the whole run do.");
            settings(comparison, sentences);
        } else {
            difference(comparison, comparison.first().get(), sentences);
        }
        if (comparison.cyclesNotCompared() > 0) {
            sentences.add(
                    "Only the first " + Figures.count(ComparedRun.MAX_CYCLES) + " cycles were compared one by one.");
        }
        return sentences;
    }

    private static boolean isLog(Comparison comparison) {
        return comparison.a().identity().level() == Level.LOG
                || comparison.b().identity().level() == Level.LOG;
    }

    private static void settings(Comparison comparison, List<String> sentences) {
        String a = settings(comparison.a());
        String b = settings(comparison.b());
        if (!a.equals(b)) {
            sentences.add("The settings do differ: " + a + " in A, " + b + " in B.");
        }
    }

    private static String settings(ComparedRun run) {
        return SettingsText.of(run.identity().settings(), List.of(SettingsText.Knob.values()));
    }

    private static void difference(Comparison comparison, FirstDifference first, List<String> sentences) {
        if (first.a().isEmpty() || first.b().isEmpty()) {
            String longer = first.a().isPresent() ? "A" : "B";
            sentences.add("The " + cycles(first.number() - 1) + " that both have are the same; then only " + longer
                    + " goes on, to "
                    + cycles(
                            Math.max(comparison.a().cycleCount(), comparison.b().cycleCount()))
                    + ".");
            settings(comparison, sentences);
            return;
        }
        ComparedCycle a = first.a().get();
        ComparedCycle b = first.b().get();
        List<String> named = first.figures().stream()
                .limit(FIGURES_NAMED)
                .map(metric -> metric.meaning() + " is " + print(metric.unit(), a.cell(metric)) + " in A, "
                        + print(metric.unit(), b.cell(metric)) + " in B")
                .toList();
        int more = first.figures().size() - named.size();
        sentences.add("Cycle " + first.number() + " is the first that differs: " + String.join("; ", named)
                + (more > 0 ? "; and " + more + " more figures." : "."));
        sentences.add(cause(first, a, b));
        rules(a, b, sentences);
        if (causes(first).isEmpty()) {
            settings(comparison, sentences);
        }
    }

    private static String cause(FirstDifference first, ComparedCycle a, ComparedCycle b) {
        List<BasisMetric> causes = causes(first);
        String what = first.figures().stream().anyMatch(OF_GOAL::contains)
                ? "its goal"
                : first.figures().stream().anyMatch(OF_PLAN::contains) ? "its trigger" : "it";
        if (first.figures().contains(CycleMetric.MAX_PROCS)) {
            return "Cause: GOMAXPROCS is " + a.cell(CycleMetric.MAX_PROCS) + " in A, " + b.cell(CycleMetric.MAX_PROCS)
                    + " in B" + (causes.isEmpty() ? "." : "; " + inputs(causes, a, b) + ".");
        }
        if (causes.isEmpty()) {
            return a.cell(BasisMetric.GC_PERCENT).isEmpty()
                            || b.cell(BasisMetric.GC_PERCENT).isEmpty()
                    ? "What goal and trigger were computed from is not known of both runs."
                    : "Goal and trigger had the same inputs: the difference arose while the program ran and marked.";
        }
        return "Cause: of what " + what + " is computed from, " + inputs(causes, a, b) + ".";
    }

    /** The inputs that differ and that goal or trigger hang on, without those that only follow from others. */
    private static List<BasisMetric> causes(FirstDifference first) {
        List<BasisMetric> relevant =
                first.inputs().stream().filter(input -> matters(input, first)).toList();
        List<BasisMetric> roots =
                relevant.stream().filter(input -> !EFFECTS.contains(input)).toList();
        return roots.isEmpty() ? relevant : roots;
    }

    private static boolean matters(BasisMetric input, FirstDifference first) {
        if (first.figures().stream().noneMatch(OF_GOAL::contains)) {
            boolean trigger = first.figures().stream().anyMatch(OF_PLAN::contains);
            return trigger && (input == BasisMetric.LIVE_HEAP || OF_TRIGGER.contains(input));
        }
        return switch (input) {
            case MEMORY_LIMIT, MEMORY_LIMIT_GOAL -> goalBy(first, true);
            case GC_PERCENT, GC_PERCENT_GOAL, STACKS, GLOBALS -> goalBy(first, false);
            case LIVE_HEAP -> true;
            case CONS_MARK, SCAN_WORK -> false;
        };
    }

    /** Whether the memory limit, or another rule, set the goal of either. */
    private static boolean goalBy(FirstDifference first, boolean limit) {
        return Stream.of(first.a(), first.b())
                .flatMap(Optional::stream)
                .map(cycle -> cycle.cell(CycleMetric.GOAL_RULE))
                .anyMatch(rule -> LIMIT_RULES.contains(rule) == limit);
    }

    private static String inputs(List<BasisMetric> inputs, ComparedCycle a, ComparedCycle b) {
        return String.join(
                "; ",
                inputs.stream()
                        .map(input -> label(input) + " is " + print(input.unit(), a.cell(input)) + " in A, "
                                + print(input.unit(), b.cell(input)) + " in B")
                        .toList());
    }

    private static String label(BasisMetric input) {
        return switch (input) {
            case GC_PERCENT -> "GOGC";
            case MEMORY_LIMIT -> "GOMEMLIMIT";
            default -> "the " + input.meaning().replaceFirst("^the ", "");
        };
    }

    private static void rules(ComparedCycle a, ComparedCycle b, List<String> sentences) {
        String one = a.cell(CycleMetric.GOAL_RULE);
        String other = b.cell(CycleMetric.GOAL_RULE);
        if (!one.equals(other) && !one.isEmpty() && !other.isEmpty()) {
            sentences.add(
                    "Another rule sets the goal: in A " + GoalRule.valueOf(one).sentence() + ", in B "
                            + GoalRule.valueOf(other).sentence() + ".");
        }
    }

    private static String print(MetricUnit kind, String cell) {
        return switch (kind) {
            case SECONDS -> Figures.seconds(Double.parseDouble(cell));
            case BYTES -> sized(cell);
            case FRACTION -> Figures.percent(Double.parseDouble(cell));
            default -> cell;
        };
    }

    /** Bytes with the exact number behind, since runs may differ by less than three digits show. */
    private static String sized(String cell) {
        double bytes = Double.parseDouble(cell);
        return bytes < 1024 || bytes >= 0x1p60 ? Figures.bytes(bytes) : Figures.bytes(bytes) + " (" + cell + ")";
    }

    private static String cycles(long count) {
        return count == 1 ? "1 cycle" : Figures.count((double) count) + " cycles";
    }
}
