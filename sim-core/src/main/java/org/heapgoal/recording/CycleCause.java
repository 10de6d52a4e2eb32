package org.heapgoal.recording;

/** What started a GC cycle. */
public enum CycleCause {
    /** The heap reached its trigger. */
    HEAP("the heap reached its trigger"),
    /** Two minutes passed since the last cycle. */
    PERIODIC("two minutes passed without a cycle"),
    /** The program called {@code runtime.GC} or {@code debug.FreeOSMemory}. */
    FORCED("the program asked for it");

    private final String sentence;

    CycleCause(String sentence) {
        this.sentence = sentence;
    }

    /** The cause as a clause of a sentence, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
