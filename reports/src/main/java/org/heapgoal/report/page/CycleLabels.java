package org.heapgoal.report.page;

import org.heapgoal.report.CycleMetric;

/** The names of cycles' figures for people. */
final class CycleLabels {
    private CycleLabels() {}

    /** The name, short enough for the head of a column. */
    static String of(CycleMetric metric) {
        return switch (metric) {
            case NUMBER -> "cycle";
            case CAUSE -> "started because";
            case START -> "start";
            case SWEEP_TERMINATION -> "first stop";
            case MARK -> "marking";
            case MARK_TERMINATION -> "second stop";
            case PAUSE -> "pause";
            case ASSIST_CPU -> "assist CPU";
            case DEDICATED_CPU -> "dedicated CPU";
            case FRACTIONAL_CPU -> "fractional CPU";
            case IDLE_CPU -> "idle-time CPU";
            case LIVE_AT_START -> "heap at start";
            case LIVE_AT_END -> "heap at end";
            case MARKED -> "found live";
            case GOAL -> "goal";
            case GOAL_AT_START -> "goal at start";
            case GOAL_RULE -> "goal set by";
            case TRIGGER -> "trigger";
            case TRIGGER_BOUND -> "trigger set by";
            case RUNWAY -> "runway";
            case UTILIZATION -> "utilization";
            case CONS_MARK -> "cons/mark";
            case LIMITER -> "limiter on";
            case STACK_SCAN -> "stacks";
            case GLOBALS_SCAN -> "globals";
            case MAPPED -> "mapped";
            case RESIDENT -> "RSS";
            case MAX_PROCS -> "GOMAXPROCS";
            case GC_CPU_FRACTION -> "GC CPU so far";
        };
    }
}
