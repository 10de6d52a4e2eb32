package org.heapgoal.workload.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.sim.units.BadInput;

/**
 * Reads a log as a stream: each trace line goes to a sink as soon as it is found, and memory use does not depend on the
 * log's size or on the length of its lines.
 */
public final class LogReader {
    private static final int MAX_EXAMPLES = 5;
    private static final String HINT =
            "run the program with GODEBUG=gctrace=1 and keep its standard error, for example: GODEBUG=gctrace=1 ./program"
                    + " 2> gc.log";

    private final LogSource source;
    private final TraceSink sink;
    private final Map<LineKind, Long> counts = new EnumMap<>(LineKind.class);
    private final List<LogReport.Example> examples = new ArrayList<>();
    private final VersionEvidence version = new VersionEvidence();
    private long malformed;
    private long otherLines;
    private long tooLongLines;
    private long nulLines;

    private LogReader(LogSource source, TraceSink sink) {
        this.source = source;
        this.sink = sink;
    }

    /**
     * Reads a whole log.
     *
     * @param source where it comes from
     * @param sink gets every trace line
     * @return what was read and what was not
     * @throws BadInput if the log cannot be read to its end, is binary or empty, or holds no gctrace line
     */
    public static LogReport read(LogSource source, TraceSink sink) {
        return new LogReader(source, sink).readAll();
    }

    private LogReport readAll() {
        try (InputStream in = source.open()) {
            BoundedLines lines = new BoundedLines(in);
            while (lines.advance()) {
                line(lines);
            }
            checkContent(lines);
            return new LogReport(
                    source.name(),
                    lines.bytesRead(),
                    lines.lineNumber(),
                    counts,
                    malformed,
                    examples,
                    otherLines,
                    tooLongLines,
                    nulLines,
                    version.guess());
        } catch (IOException e) {
            throw source.unreadable(e);
        }
    }

    private void line(BoundedLines lines) {
        long number = lines.lineNumber();
        if (lines.hasNul()) {
            nulLines++;
            if (counts.isEmpty()) {
                // Text that begins with NUL bytes is a binary file; later they may come from the program's own output.
                throw BadInput.at(source.name(), number, "holds NUL bytes: a binary file, not a log; " + HINT);
            }
            return;
        }
        String text = lines.text();
        if (text == null) {
            tooLongLines++;
            return;
        }
        if (!LogLine.read(text, number, this::trace, reason -> reject(number, reason))) {
            otherLines++;
        }
    }

    private void trace(TraceLine line) {
        counts.merge(line.kind(), 1L, Long::sum);
        version.note(line);
        sink.accept(line);
    }

    private void reject(long lineNumber, String reason) {
        malformed++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(new LogReport.Example(lineNumber, reason));
        }
    }

    private void checkContent(BoundedLines lines) {
        if (lines.bytesRead() == 0) {
            throw BadInput.in(source.name(), "the log is empty; " + HINT);
        }
        if (counts.getOrDefault(LineKind.GC_CYCLE, 0L) > 0) {
            return;
        }
        String others = counts.isEmpty() ? "" : "other trace lines but ";
        String broken = examples.isEmpty()
                ? ""
                : " (line " + examples.get(0).lineNumber() + " looks like one, but "
                        + examples.get(0).reason() + ")";
        String skipped = tooLongLines == 0 ? "" : " (" + tooLongLines + " longer than 64 KiB and passed over)";
        throw BadInput.in(
                source.name(),
                "has " + others + "no gctrace line among its " + lines.lineNumber() + " lines" + skipped + broken + "; "
                        + HINT);
    }
}
