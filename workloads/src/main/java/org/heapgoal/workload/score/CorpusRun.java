package org.heapgoal.workload.score;

import java.nio.file.Path;
import org.heapgoal.goruntime.GcSettings;

/**
 * One recorded run of a program of a corpus.
 *
 * @param program its name
 * @param half which half of the corpus the program belongs to
 * @param mode what stays the same between its runs
 * @param settings what it ran under
 * @param evidence which trace lines its log has
 * @param repeat which of several runs under the same settings, from 1
 * @param log the log
 * @param report what the program said of itself at its end
 */
public record CorpusRun(
        String program,
        Half half,
        LoadMode mode,
        GcSettings settings,
        Evidence evidence,
        int repeat,
        Path log,
        RunReport report) {

    /** The halves of a corpus, by program. */
    public enum Half {
        /** Constants of the model may have been fitted to these programs; they count for no bar. */
        TUNING("tuning"),
        /** Nothing was ever fitted to these. */
        SCORING("scoring");

        private final String word;

        Half(String word) {
            this.word = word;
        }

        /** The word in indexes and tables. */
        public String word() {
            return word;
        }
    }

    /** What a log consists of. */
    public enum Evidence {
        /** Lines of gctrace only. */
        GCTRACE("gctrace alone"),
        /** Lines of gcpacertrace too, and of what else was switched on with it. */
        PACER_TRACE("gcpacertrace and scavtrace too"),
        /** Lines of schedtrace too. */
        SCHED_TRACE("schedtrace too");

        private final String label;

        Evidence(String label) {
            this.label = label;
        }

        /** Its name in tables. */
        public String label() {
            return label;
        }
    }

    /** Whether another run is of the same program doing the same load. */
    public boolean sameLoad(CorpusRun other) {
        return program.equals(other.program) && mode == other.mode;
    }
}
