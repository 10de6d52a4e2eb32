package org.heapgoal.recording;

/** What set the heap size at which a GC cycle starts. */
public enum TriggerBound {
    /** The goal less the runway that the pacer expects to need. */
    RUNWAY("runway", "the trigger is the goal less the expected runway"),
    /** The goal is not above the live heap, so trigger and goal are the same. */
    GOAL("goal", "the live heap fills the goal, so the trigger is the goal"),
    /** The runway reaches below 45/64 of the way from the live heap to the goal, where triggers stop. */
    LOWER_45_64("45/64", "the trigger may not lie below 45/64 of the way from the live heap to the goal"),
    /** No trigger before sweeping had its 1 MiB. */
    SWEEP_DISTANCE("sweep distance", "the trigger waits for the 1 MiB that sweeping needs"),
    /** The runway is so short that the trigger is cut to 61/64 of the way from the live heap to the goal. */
    UPPER_61_64("61/64", "the trigger may not lie above 61/64 of the way from the live heap to the goal"),
    /** The runway is so short that the trigger is cut to 4 MiB below the goal. */
    UPPER_4_MIB("goal − 4 MiB", "the trigger may not lie above the goal less 4 MiB"),
    /** A recording of a real program does not tell. */
    NOT_KNOWN("not known", "the log does not tell what set the trigger");

    private final String label;
    private final String sentence;

    TriggerBound(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /** A short name for tables and legends. */
    public String label() {
        return label;
    }

    /** The bound as a clause of a sentence, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
