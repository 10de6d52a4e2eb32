package org.heapgoal.workload.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines in bounded memory: of a line that is too long only its length is known. */
final class BoundedLines {
    /** Longer lines hold no trace line that could be trusted. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int next;
    private int filled;
    private int lineLength;
    private boolean tooLong;
    private boolean sawNul;
    private long lineNumber;
    private long bytesRead;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end. */
    boolean advance() throws IOException {
        lineLength = 0;
        tooLong = false;
        sawNul = false;
        boolean any = false;
        while (next < filled || fill()) {
            any = true;
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                sawNul |= buffer[end] == 0;
                end++;
            }
            append(end);
            boolean complete = end < filled;
            next = complete ? end + 1 : end;
            if (complete) {
                break;
            }
        }
        lineNumber += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, in.read(buffer));
        bytesRead += filled;
        return filled > 0;
    }

    private void append(int end) {
        int length = end - next;
        if (tooLong || lineLength + length > MAX_LINE_BYTES) {
            tooLong = true;
            return;
        }
        System.arraycopy(buffer, next, line, lineLength, length);
        lineLength += length;
    }

    /** The current line without its end, or null if it is too long. */
    @Nullable
    String text() {
        if (tooLong) {
            return null;
        }
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether the current line holds a NUL byte. */
    boolean hasNul() {
        return sawNul;
    }

    /** The current line's number, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** Bytes taken from the stream so far. */
    long bytesRead() {
        return bytesRead;
    }
}
