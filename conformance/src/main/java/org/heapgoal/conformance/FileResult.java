package org.heapgoal.conformance;

import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;

/**
 * What replaying one file gave.
 *
 * @param file the file
 * @param component its component
 * @param version the version whose profile answered
 * @param operations operations replayed
 * @param mismatches answers that differ
 * @param first the first of them
 */
public record FileResult(
        String file,
        Component component,
        GoVersion version,
        long operations,
        long mismatches,
        Optional<Mismatch> first) {
    /** Whether every answer agrees. */
    public boolean passed() {
        return mismatches == 0;
    }

    /** One line: {@code COMPONENT FILE: N operations, M mismatches}. */
    public String summary() {
        return component.label() + " " + file + ": " + operations + " operations, " + mismatches + " mismatches";
    }
}
