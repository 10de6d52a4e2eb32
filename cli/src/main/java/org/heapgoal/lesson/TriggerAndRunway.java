package org.heapgoal.lesson;

import org.heapgoal.recording.CycleRecord;

/** Lesson 4: a cycle may start no earlier than 45/64 of the way to the goal; too short a runway is paid for in assists. */
final class TriggerAndRunway implements LessonModel {
    private static final double MIB = 1 << 20;
    private static final int PROCS = 4;
    /** Bytes that one CPU marks in a second at the scenario's cost of 1 ns a byte. */
    private static final double SCAN_RATE = 1e9;

    private static final double BACKGROUND = 0.25;
    /** A share of this much more than the background's counts as free of assists. */
    private static final double FREE = BACKGROUND + 1e-3;

    private static final double LOWER = 45.0 / 64;
    private static final double UPPER = 61.0 / 64;

    @Override
    public void declare(Figures figures, Variant variant, Bench bench) {
        double live = figures.put("live", Quantity.SIZE, variant.pick(200, 160, 320, 240, 400) * MIB);
        double ratio = figures.put("ratio", Quantity.COUNT, variant.pick(0.2, 0.25, 0.22));
        figures.put("rate", Quantity.RATE, ratio * SCAN_RATE * PROCS);
        figures.put("marked", Quantity.SIZE, () -> marked(bench));
        figures.put("goal", Quantity.SIZE, () -> (double) last(bench).pacing().goalAtStart());
        figures.put(
                "trigger", Quantity.SIZE, () -> (double) last(bench).pacing().trigger());
        figures.put("runway", Quantity.SIZE, () -> (double) last(bench).pacing().runway());
        figures.put("utilization", Quantity.SHARE, () -> last(bench).pacing().utilization());
        figures.put(
                "utilization200",
                Quantity.SHARE,
                () -> bench.run("GOGC=200").cycle(-1).pacing().utilization());
        figures.put(
                "assistShare",
                Quantity.SHARE,
                () -> (double) last(bench).cpu().assistNanos()
                        / (double) last(bench).cpu().totalNanos());
        figures.put("distance", Quantity.SIZE, () -> figures.value("goal") - figures.value("marked"));
        figures.put("left", Quantity.SIZE, () -> figures.value("goal") - figures.value("trigger"));
        figures.put("wanted", Quantity.SIZE, () -> figures.value("goal") - figures.value("runway"));
        figures.put("upper", Quantity.SIZE, () -> figures.value("marked") + UPPER * figures.value("distance"));
        figures.put("lower", Quantity.SIZE, () -> figures.value("marked") + LOWER * figures.value("distance"));
        figures.put("background", Quantity.SHARE, BACKGROUND);
        figures.put("added", Quantity.SHARE, () -> BACKGROUND + figures.value("assistShare"));
        figures.put("byHand", Quantity.SHARE, () -> ratio * live / (figures.value("left") + ratio * live));
        figures.put("free100", Quantity.COUNT, () -> largestFreeRatio(bench, "GOGC=100"));
        figures.put("free200", Quantity.COUNT, () -> largestFreeRatio(bench, "GOGC=200"));
    }

    private static CycleRecord last(Bench bench) {
        return bench.run().cycle(-1);
    }

    private static double marked(Bench bench) {
        return (double) bench.run().cycle(-2).heap().marked();
    }

    /** The largest ratio, to a thousandth, whose steady state needs no assists; found by halving. */
    private static double largestFreeRatio(Bench bench, String setting) {
        int free = 10;
        int assisted = 1_000;
        while (assisted - free > 1) {
            int middle = (free + assisted) / 2;
            Recorded run = bench.runWith("rate", middle / 1e3 * SCAN_RATE * PROCS, setting);
            if (run.cycle(-1).pacing().utilization() <= FREE) {
                free = middle;
            } else {
                assisted = middle;
            }
        }
        return free / 1e3;
    }
}
