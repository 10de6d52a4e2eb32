package org.heapgoal.recording;

/** The rule that set a heap goal: of all rules that bounded it, the one whose number it is. */
public enum GoalRule {
    /** heapMarked plus GOGC percent of the live heap, stacks and globals. */
    GOGC("GOGC", "GOGC sets the goal"),
    /** 4 MiB · GOGC / 100, for heaps too small for GOGC to matter. */
    MINIMUM_HEAP("minimum heap", "the minimum heap of 4 MiB · GOGC / 100 sets the goal"),
    /** The memory limit less everything that is not live heap, less its headroom. */
    MEMORY_LIMIT("memory limit", "the memory limit sets the goal"),
    /** Neither GOGC nor a memory limit: a goal near 2^63 bytes that no heap reaches. */
    UNLIMITED("none", "GOGC is off and there is no memory limit, so no heap reaches the goal"),
    /** The memory limit leaves no room above the live heap, so the goal is the live heap itself. */
    CLAMPED_TO_LIVE_HEAP("live heap", "the memory limit leaves no room, so the goal is the live heap itself"),
    /** 1 MiB above the live heap at the last commit, because sweeping had not finished then. */
    SWEEP_DISTANCE(
            "sweep distance", "the goal is kept 1 MiB above the heap at the last commit to leave room for sweeping"),
    /** 64 KiB above the heap at which the running cycle was triggered. */
    TRIGGER_RUNWAY("64 KiB runway", "the goal is kept 64 KiB above the heap that started the cycle"),
    /** A recording of a real program does not tell. */
    NOT_KNOWN("not known", "the log does not tell what set the goal");

    private final String label;
    private final String sentence;

    GoalRule(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** A short name for tables and legends. */
    public String label() {
        return label;
    }

    /** The rule as a clause of a sentence, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
