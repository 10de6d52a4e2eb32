package org.heapgoal.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8 text of bounded length, each ended by a line feed. */
final class LineReader implements AutoCloseable {
    /** The longest line in bytes. */
    static final int MAX_BYTES = 1 << 20;

    private final String file;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int until;
    private long line;

    /**
     * A reader of a stream that it owns.
     *
     * @param file the name for messages
     */
    LineReader(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** The number of the last line read, from 1; 0 before the first. */
    long line() {
        return line;
    }

    /**
     * The next line without its line feed, or null at the end.
     *
     * @throws BadInput for a line that is too long, empty, not UTF-8, or ended by CR LF, for a byte order mark, and for a
     *     compressed file that is cut off or damaged
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        line++;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = from;
            while (end < until && buffer[end] != '\n') {
                end++;
            }
            bytes.write(buffer, from, end - from);
            boolean ended = end < until;
            from = ended ? end + 1 : end;
            if (bytes.size() > MAX_BYTES) {
                throw BadInput.at(file, line, "line is longer than " + MAX_BYTES + " bytes");
            }
            if (ended) {
                break;
            }
        }
        if (!any) {
            line--;
            return null;
        }
        return text(bytes.toByteArray());
    }

    private String text(byte[] bytes) {
        if (line == 1 && bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
            throw BadInput.at(file, line, "begins with a byte order mark: plain UTF-8 expected");
        }
        if (bytes.length == 0) {
            throw BadInput.at(file, line, "line is empty: a JSON object expected");
        }
        if (bytes[bytes.length - 1] == '\r') {
            throw BadInput.at(file, line, "line ends in CR LF: LF alone expected");
        }
        try {
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw BadInput.at(file, line, "line is not UTF-8 text");
        }
    }

    private boolean fill() throws IOException {
        if (from < until) {
            return true;
        }
        try {
            from = 0;
            until = in.read(buffer);
        } catch (EOFException e) {
            throw BadInput.at(file, line, "the compressed file is cut off");
        } catch (ZipException e) {
            throw BadInput.at(file, line, "the compressed file is damaged: " + e.getMessage());
        }
        return until > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
