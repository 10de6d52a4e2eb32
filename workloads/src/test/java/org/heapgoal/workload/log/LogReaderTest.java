package org.heapgoal.workload.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole logs: the way in, the way out on bad input, and what tells processes apart. */
class LogReaderTest {
    @TempDir
    private Path directory;

    @Test
    void bytesLinesAndKindsAreCounted() {
        RecordedLog log =
                read("hello\r\n" + line(1, "0.1s", 51) + "\r\n\r\ngc 2 @0.2s 4%: torn\n" + line(3, "0.3s", 51));
        assertThat(log.report().lines()).isEqualTo(5);
        assertThat(log.report().otherLines()).isEqualTo(2);
        assertThat(log.report().malformed()).isEqualTo(1);
        assertThat(log.report().examples())
                .containsExactly(new LogReport.Example(4, "gctrace: expected a phase's milliseconds, found \"torn\""));
        assertThat(log.report().count(LineKind.GC_CYCLE)).isEqualTo(2);
        assertThat(log.chosen().missingCycles()).isEqualTo(1);
    }

    @Test
    void gzipIsRecognisedByItsContent() throws IOException {
        Path file = directory.resolve("log-without-suffix");
        Files.write(file, gzip(line(1, "0.1s", 51)));
        assertThat(RecordedLog.read(LogSource.file(file)).chosen().cycleCount()).isEqualTo(1);
        assertThat(RecordedLog.read(
                                LogSource.stream("standard input", new ByteArrayInputStream(gzip(line(1, "0.1s", 51)))))
                        .chosen()
                        .cycleCount())
                .isEqualTo(1);
    }

    @Test
    void aTruncatedGzipIsRefused() throws IOException {
        byte[] whole = gzip((line(1, "0.1s", 51) + "\n").repeat(50));
        Path file = directory.resolve("cut.log.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        refused(LogSource.file(file), "cut.log.gz: the gzip data ends early");
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] whole = gzip((line(1, "0.1s", 51) + "\n").repeat(50));
        Arrays.fill(whole, 20, 40, (byte) 0x55);
        Path file = directory.resolve("bad.log.gz");
        Files.write(file, whole);
        refused(LogSource.file(file), "bad.log.gz: the gzip data is damaged");
    }

    @Test
    void otherCompressionsAndEncodingsAreNamed() {
        refused(stream(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0}), "compressed with zstd");
        refused(stream(line(1, "0.1s", 51).getBytes(StandardCharsets.UTF_16)), "UTF-16");
    }

    @Test
    void whatIsNoLogIsRefusedInOneLine() throws IOException {
        refused(LogSource.file(directory.resolve("missing.log")), "missing.log: there is no such file");
        refused(LogSource.file(directory), "is a directory");
        refused(stream(new byte[0]), "the log is empty; run the program with GODEBUG=gctrace=1");
        refused(stream("just\nwords\n".getBytes(StandardCharsets.UTF_8)), "no gctrace line among its 2 lines; run");
        refused(stream(new byte[] {'E', 'L', 'F', 0, 1, '\n'}), "log:1: holds NUL bytes: a binary file");
    }

    @Test
    void aLogWhoseOnlyCyclesAreTornSaysSo() {
        refused(
                stream("x\ngc 2 @0.2s 4%: torn\n".getBytes(StandardCharsets.UTF_8)),
                "(line 2 looks like one, but gctrace: expected a phase's milliseconds");
    }

    @Test
    void otherTraceLinesDoNotMakeUpForMissingCycles() {
        refused(
                stream("scav 1 KiB work, 2 KiB total, 3% util\n".getBytes(StandardCharsets.UTF_8)),
                "has other trace lines but no gctrace line");
    }

    @Test
    void nulBytesOfTheProgramsOwnOutputAreCountedAndPassedOver() {
        RecordedLog log = read(line(1, "0.1s", 51) + "\nprogram says \0\n" + line(2, "0.2s", 51) + "\n");
        assertThat(log.report().nulLines()).isEqualTo(1);
        assertThat(log.chosen().cycleCount()).isEqualTo(2);
    }

    @Test
    void anOverlongLineIsPassedOverInBoundedMemory() {
        // A third of a gigabyte without an end of line, made as it is read; kept whole it would not fit the tests' heap
        // several times over as text.
        byte[] head = (line(1, "0.1s", 51) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\n" + line(2, "0.2s", 51)).getBytes(StandardCharsets.UTF_8);
        RecordedLog log = RecordedLog.read(LogSource.stream("log", new LongLine(head, 340_000_000, tail)));
        assertThat(log.report().tooLongLines()).isEqualTo(1);
        assertThat(log.report().lines()).isEqualTo(3);
        assertThat(log.chosen().cycleCount()).isEqualTo(2);
    }

    @Test
    void aLineJustShortEnoughIsRead() {
        String padding =
                "x".repeat(BoundedLines.MAX_LINE_BYTES - line(1, "0.1s", 51).length());
        assertThat(read(padding + line(1, "0.1s", 51) + "\n").report().tooLongLines())
                .isZero();
        assertThat(read("y" + padding + line(1, "0.1s", 51) + "\n" + line(1, "0.1s", 51))
                        .report()
                        .tooLongLines())
                .isEqualTo(1);
    }

    @Test
    void aRestartBeginsANewProcessAndTheLongerOneIsUsed() {
        RecordedLog log = read(String.join(
                "\n",
                line(1, "0.1s", 51),
                line(2, "0.2s", 51),
                line(3, "0.3s", 51),
                "panic: oh",
                line(1, "0.05s", 40),
                line(2, "0.1s", 40)));
        assertThat(log.runs()).extracting(LogRun::cycleCount).containsExactly(3L, 2L);
        assertThat(log.chosen().index()).isEqualTo(1);
        assertThat(log.mixed()).isFalse();
        assertThat(log.chosen().missingCycles()).isZero();
    }

    @Test
    void ofEquallyLongProcessesTheLastIsUsedUnlessOneIsNamed() {
        String text = line(1, "0.1s", 51) + "\n" + line(2, "0.2s", 51) + "\n" + line(1, "0.1s", 40) + "\n"
                + line(2, "0.2s", 40);
        assertThat(read(text).chosen().index()).isEqualTo(2);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(RecordedLog.read(stream(bytes), 1).chosen().index()).isEqualTo(1);
        assertThatThrownBy(() -> RecordedLog.read(stream(bytes), 3))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("has no process 3; it holds the cycles of 2");
    }

    @Test
    void aNewProcessIsNoticedThoughItsFirstCyclesAreMissing() {
        RecordedLog log = read(line(80, "9.1s", 51) + "\n" + line(81, "9.2s", 51) + "\n" + line(5, "0.9s", 51));
        assertThat(log.runs()).hasSize(2);
        assertThat(log.runs().get(1).firstNumber()).isEqualTo(5);
    }

    @Test
    void mixedProcessesAreToldApart() {
        RecordedLog log = read(String.join(
                "\n",
                line(1, "0.1s", 51),
                line(1, "0.4s", 90),
                line(2, "0.2s", 51),
                line(2, "0.5s", 90),
                line(3, "0.6s", 90),
                line(3, "0.7s", 51)));
        assertThat(log.mixed()).isTrue();
        assertThat(log.runs()).extracting(LogRun::cycleCount).containsExactly(3L, 3L);
        assertThat(log.runs().get(1).cycles())
                .allSatisfy(
                        cycle -> assertThat(cycle.line().heap().goal().low()).isEqualTo(90.0 * (1 << 20)));
    }

    @Test
    void aLineThatStandsThereTwiceIsUsedOnce() {
        RecordedLog log = read(line(1, "0.1s", 51) + "\n" + line(1, "0.1s", 51) + "\n" + line(2, "0.2s", 51));
        assertThat(log.runs()).hasSize(1);
        assertThat(log.chosen().cycleCount()).isEqualTo(2);
        assertThat(log.chosen().repeatedLines()).isEqualTo(1);
    }

    private static String line(int number, String at, int goal) {
        return "gc " + number + " @" + at + " 4%: 0.031+12+1.8 ms clock, 0.062+0.40/6.5/4.5+3.7 ms cpu, 43->46->45 MB, "
                + goal + " MB goal, 0 MB stacks, 0 MB globals, 2 P";
    }

    private static RecordedLog read(String text) {
        return RecordedLog.read(stream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static LogSource stream(byte[] bytes) {
        return LogSource.stream("log", new ByteArrayInputStream(bytes));
    }

    private static void refused(LogSource source, String message) {
        assertThatThrownBy(() -> RecordedLog.read(source))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** A stream with a line of the given length between two pieces of text. */
    private static final class LongLine extends InputStream {
        private final byte[] head;
        private final byte[] tail;
        private final long length;
        private long position;

        LongLine(byte[] head, long middle, byte[] tail) {
            this.head = head;
            this.tail = tail;
            this.length = head.length + middle;
        }

        @Override
        public int read() {
            long at = position++;
            if (at < head.length) {
                return head[(int) at];
            }
            return at < length ? 'x' : at < length + tail.length ? tail[(int) (at - length)] : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (position >= head.length && position + count < length) {
                Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                position += count;
                return count;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            buffer[offset] = (byte) next;
            return 1;
        }
    }
}
