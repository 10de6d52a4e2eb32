package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replaying vectors from the command line. Oracle: the vectors themselves, and a copy broken by hand. */
final class ConformanceCommandTest {
    @TempDir
    Path directory;

    private final Path vectors = Invocation.root().resolve("validation/vectors/go1.25.14");

    @Test
    void intactVectorsPass() {
        Invocation result =
                Invocation.of("conformance", vectors.resolve("pacer.jsonl.gz"), vectors.resolve("limiter.jsonl.gz"));
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("pacer.jsonl.gz: 3032 operations, 0 mismatches")
                .contains("limiter.jsonl.gz: 3363 operations, 0 mismatches");
    }

    @Test
    void aBrokenCopyIsCaughtWithLineFieldExpectedAndActual() throws IOException {
        List<String> lines = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(vectors.resolve("pacer.jsonl.gz")))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
        // Line 2 creates a controller with GOGC=100: its trigger is 61/64 of 4 MiB.
        assertThat(lines.get(1)).contains("\"trigger\":\"3997696\"");
        lines.set(1, lines.get(1).replace("\"trigger\":\"3997696\"", "\"trigger\":\"3997697\""));
        Path broken = Files.write(directory.resolve("broken.jsonl"), lines);
        Invocation result = Invocation.of("conformance", broken);
        assertThat(result.status()).isEqualTo(ExitStatus.CHECK_FAILED);
        assertThat(result.out())
                .contains("3032 operations, 1 mismatches")
                .contains("broken.jsonl:2:", "trigger", "expected 3997697", "actual 3997696");
    }

    @Test
    void aFileThatIsNoVectorFileIsBadInput() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.jsonl"), "hello\n");
        Invocation result = Invocation.of("conformance", file);
        assertThat(result.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(result.err()).contains("notes.jsonl:1");
    }
}
