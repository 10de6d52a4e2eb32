package org.heapgoal.workload.score;

/**
 * One bar and how it was met.
 *
 * @param name a short name, unique
 * @param sentence what is asked for
 * @param measured what was found, as text
 * @param verdict whether that is enough
 */
public record Bar(String name, String sentence, String measured, Verdict verdict) {
    /** Whether a bar was met. */
    public enum Verdict {
        /** Met. */
        MET("met"),
        /** Missed. */
        MISSED("MISSED"),
        /** The corpus has no, or too few, cases. */
        NOT_MEASURED("not measured");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** The word in tables. */
        public String word() {
            return word;
        }

        static Verdict of(boolean met) {
            return met ? MET : MISSED;
        }
    }
}
