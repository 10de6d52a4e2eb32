package org.heapgoal.report.chart;

import java.awt.Color;
import org.heapgoal.recording.BlamePart;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.PActivity;
import org.heapgoal.report.CpuKind;
import org.heapgoal.report.MemoryClass;

/** The colours: Okabe and Ito's eight, and greys. One colour means one thing in all charts of a kind. */
final class Palette {
    static final Color BLACK = new Color(0x222222);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color SKY_BLUE = new Color(0x56B4E9);
    static final Color GREEN = new Color(0x009E73);
    static final Color YELLOW = new Color(0xF0E442);
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color GREY = new Color(0x8C8C8C);
    static final Color GRID = new Color(0xDDDDDD);
    static final Color TEXT = new Color(0x333333);

    /** A running GC cycle, in the rows below charts over time. */
    static final Color CYCLE = new Color(0x555555);

    /** The program's own share. */
    static final Color PROGRAM = new Color(0xB9DEC9);

    private Palette() {}

    /** The colour of the band where a rule set the goal. */
    static Color of(GoalRule rule) {
        return switch (rule) {
            case GOGC -> SKY_BLUE;
            case MINIMUM_HEAP -> YELLOW;
            case MEMORY_LIMIT -> VERMILLION;
            case UNLIMITED, NOT_KNOWN -> GRID;
            case CLAMPED_TO_LIVE_HEAP -> PURPLE;
            case SWEEP_DISTANCE -> GREEN;
            case TRIGGER_RUNWAY -> GREY;
        };
    }

    /** The colour of a kind of GC CPU. */
    static Color of(CpuKind kind) {
        return switch (kind) {
            case BACKGROUND_MARK -> BLUE;
            case ASSIST -> VERMILLION;
            case PAUSE -> BLACK;
            case IDLE_MARK -> SKY_BLUE;
            case SCAVENGE -> YELLOW;
            case IDLE -> Color.WHITE;
            case AVAILABLE -> PROGRAM;
        };
    }

    /** The colour of a use of memory. */
    static Color of(MemoryClass use) {
        return switch (use) {
            case HEAP_IN_USE -> BLUE;
            case HEAP_FREE -> SKY_BLUE;
            case STACKS -> YELLOW;
            case METADATA -> PURPLE;
            case OUTSIDE_GO -> GREEN;
            case HEAP_RELEASED -> GRID;
        };
    }

    /** The colour of a part of a request's latency. */
    static Color of(BlamePart part) {
        return switch (part) {
            case OWN_WORK -> PROGRAM;
            case WAITING -> SKY_BLUE;
            case QUEUEING -> BLUE;
            case ASSIST -> VERMILLION;
            case STOPPED -> BLACK;
            case DESCHEDULED -> PURPLE;
            case THROTTLED -> ORANGE;
            case FAULTS -> YELLOW;
        };
    }

    /** The colour of what a P does. */
    static Color of(PActivity activity) {
        return switch (activity) {
            case USER -> PROGRAM;
            case DEDICATED -> BLUE;
            case FRACTIONAL -> PURPLE;
            case IDLE_MARK -> SKY_BLUE;
            case ASSIST -> VERMILLION;
            case RUNTIME -> YELLOW;
            case SYSCALL -> ORANGE;
            case STOPPED -> BLACK;
            case IDLE -> Color.WHITE;
        };
    }
}
