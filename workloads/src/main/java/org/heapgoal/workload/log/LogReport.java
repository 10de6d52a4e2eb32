package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a log held and what could not be read.
 *
 * @param source the log's name
 * @param bytes its size, decompressed
 * @param lines its lines
 * @param traceLines the trace lines read, by kind; kinds that do not occur are absent
 * @param malformed how many pieces of text look like trace lines but cannot be read
 * @param examples the first of those, with their reasons
 * @param otherLines lines of other output
 * @param tooLongLines lines above 64 KiB, which are passed over
 * @param nulLines lines with NUL bytes, which are passed over
 * @param version which Go releases can have printed it
 */
public record LogReport(
        String source,
        long bytes,
        long lines,
        Map<LineKind, Long> traceLines,
        long malformed,
        List<Example> examples,
        long otherLines,
        long tooLongLines,
        long nulLines,
        VersionGuess version) {

    /** Copies the collections. */
    public LogReport {
        EnumMap<LineKind, Long> counts = new EnumMap<>(LineKind.class);
        counts.putAll(traceLines);
        traceLines = Collections.unmodifiableMap(counts);
        examples = List.copyOf(examples);
    }

    /**
     * Something that looks like a trace line and is none.
     *
     * @param lineNumber its line, from 1
     * @param reason what is wrong
     */
    public record Example(long lineNumber, String reason) {}

    /** How many trace lines of a kind were read. */
    public long count(LineKind kind) {
        return traceLines.getOrDefault(kind, 0L);
    }

    /** The report as lines of text. */
    public List<String> text() {
        List<String> out = new ArrayList<>();
        out.add(String.format(Locale.ROOT, "%s: %,d lines, %,d of other output", source, lines, otherLines));
        traceLines.forEach((kind, count) -> out.add(String.format(Locale.ROOT, "  %,d %s", count, kind.label())));
        if (malformed > 0) {
            out.add(String.format(Locale.ROOT, "  %,d look like trace lines but could not be read:", malformed));
            examples.forEach(example -> out.add("    line " + example.lineNumber() + ": " + example.reason()));
            if (malformed > examples.size()) {
                out.add("    …");
            }
        }
        if (tooLongLines > 0) {
            out.add(String.format(Locale.ROOT, "  %,d lines above 64 KiB passed over", tooLongLines));
        }
        if (nulLines > 0) {
            out.add(String.format(Locale.ROOT, "  %,d lines with NUL bytes passed over", nulLines));
        }
        out.add("  printed by " + version.text());
        return out;
    }
}
