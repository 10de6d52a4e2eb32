package org.heapgoal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why writing failed, which a {@code PrintWriter} swallows: a result that went to a full disk
 * must not look like success. A reader that has seen enough, such as {@code head}, is no failure.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream sink;
    private @Nullable String failure;

    StandardOutput(OutputStream sink) {
        this.sink = sink;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            sink.write(bytes, offset, length);
        } catch (IOException e) {
            remember(e);
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            sink.flush();
        } catch (IOException e) {
            remember(e);
            throw e;
        }
    }

    /** Why something could not be written; empty where all was, or where the reader went away. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void remember(IOException problem) {
        String reason = String.valueOf(problem.getMessage());
        if (failure == null && !reason.contains("Broken pipe")) {
            failure = reason;
        }
    }
}
