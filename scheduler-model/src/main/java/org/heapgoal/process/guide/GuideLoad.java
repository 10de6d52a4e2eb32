package org.heapgoal.process.guide;

import java.util.List;

/**
 * A program as the guide's graphs describe one.
 *
 * @param phases what it does, in order; at least one
 * @param scanMiBPerSecond live heap that the collector scans in a CPU second
 * @param fixedCostSeconds CPU cost of every cycle, whatever the heap
 * @param otherMiB memory beside the heap, constant
 */
public record GuideLoad(List<Phase> phases, double scanMiBPerSecond, double fixedCostSeconds, double otherMiB) {
    /** The guide's scan rate. */
    public static final double DEFAULT_SCAN_MIB_PER_SECOND = 1024;

    /** The guide's fixed cost of a cycle. */
    public static final double DEFAULT_FIXED_COST_SECONDS = 0.04;

    /** The largest number of phases. */
    public static final int MAX_PHASES = 10_000;

    /** The largest size or rate in MiB. */
    public static final double MAX_MIB = 1 << 26;

    /** Checks the ranges. */
    public GuideLoad {
        phases = List.copyOf(phases);
        range("number of phases", phases.size(), 1, MAX_PHASES);
        range("scanMiBPerSecond", scanMiBPerSecond, 1e-3, MAX_MIB);
        range("fixedCostSeconds", fixedCostSeconds, 0, 3600);
        range("otherMiB", otherMiB, 0, MAX_MIB);
    }

    /**
     * A stretch with constant rates.
     *
     * @param durationSeconds CPU seconds of the program's own work
     * @param allocMiBPerSecond allocation rate
     * @param newSurvivalRate share of what is allocated here that stays reachable, 0 to 1
     * @param oldDeathRate share of the heap live at the phase's start that dies by its end, 0 to 1
     */
    public record Phase(double durationSeconds, double allocMiBPerSecond, double newSurvivalRate, double oldDeathRate) {
        /** Checks the ranges. */
        public Phase {
            range("durationSeconds", durationSeconds, 1e-6, 1e7);
            range("allocMiBPerSecond", allocMiBPerSecond, 1e-6, MAX_MIB);
            range("newSurvivalRate", newSurvivalRate, 0, 1);
            range("oldDeathRate", oldDeathRate, 0, 1);
        }
    }

    private static void range(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is " + least + " to " + most);
        }
    }
}
