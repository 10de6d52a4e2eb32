package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** A result that could not be written is no success. Oracle: what the operating system reports for a full disk and a closed pipe. */
final class StandardOutputTest {
    @Test
    void aFullDiskIsRememberedAndAClosedPipeIsNot() {
        assertThat(afterFailure("No space left on device").failure()).contains("No space left on device");
        assertThat(afterFailure("Broken pipe").failure()).isEmpty();
    }

    @Test
    void whatIsWrittenArrives() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (StandardOutput out = new StandardOutput(sink)) {
            out.write(new byte[] {'x', 'a', 'b'}, 1, 2);
            out.write('c');
            assertThat(out.failure()).isEmpty();
        }
        assertThat(sink.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("abc");
    }

    private static StandardOutput afterFailure(String reason) {
        StandardOutput out = new StandardOutput(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        });
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
        return out;
    }
}
