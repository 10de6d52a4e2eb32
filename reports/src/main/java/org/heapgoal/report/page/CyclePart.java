package org.heapgoal.report.page;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.report.Coverage;
import org.heapgoal.report.csv.CycleCsv;
import org.jspecify.annotations.Nullable;

/**
 * The cycles of one run, as rows of CSV, until those of all runs before it are there. The first rows are held in memory; a run
 * with more gets a file of its own, so memory does not grow with the length of runs.
 */
final class CyclePart implements RunProbe, Closeable {
    private static final int HELD_BYTES = 1 << 18;

    private final Path file;
    private final GcSettings settings;
    private final Coverage coverage;
    private final Rows rows = new Rows();
    private @Nullable CycleCsv csv;

    /**
     * A part without rows.
     *
     * @param file where to put what is not held in memory
     */
    CyclePart(Path file, GcSettings settings, Coverage coverage) {
        this.file = file;
        this.settings = settings;
        this.coverage = coverage;
    }

    @Override
    public void onCycle(CycleRecord cycle) {
        CycleCsv open = csv;
        if (open == null) {
            open = new CycleCsv(new OutputStreamWriter(rows, StandardCharsets.UTF_8), settings, coverage);
            csv = open;
        }
        open.onCycle(cycle);
    }

    @Override
    public void onEnd(RunTotals totals) {
        close();
    }

    @Override
    public void close() {
        CycleCsv open = csv;
        csv = null;
        if (open != null) {
            open.close();
        }
    }

    /** Appends the rows, after which the part is empty. */
    void appendTo(OutputStream out) throws IOException {
        close();
        if (rows.spilled) {
            Files.copy(file, out);
            Files.delete(file);
        } else {
            rows.held.writeTo(out);
        }
        rows.held.reset();
    }

    /** Bytes in memory up to a bound, then in a file. */
    private final class Rows extends OutputStream {
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private OutputStream sink = held;
        private boolean spilled;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!spilled && held.size() + length > HELD_BYTES) {
                spilled = true;
                sink = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
                held.writeTo(sink);
                held.reset();
            }
            sink.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            sink.flush();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
