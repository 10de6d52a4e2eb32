package org.heapgoal.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: the format's rule that nothing is skipped and that errors name file and line. */
class VectorFileTest {
    private static final String HEADER =
            "{\"format\":\"go-runtime-vectors/1\",\"component\":\"byteCount\",\"go\":\"go1.25.14\"}";
    private static final String GOOD = "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"5\",\"ok\":true}}";

    @TempDir
    private Path scratch;

    private void refused(byte[] content, String name, String message) throws IOException {
        Path file = Files.write(scratch.resolve(name), content);
        assertThatThrownBy(() -> ConformanceRun.replay(file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private void refused(String content, String message) throws IOException {
        refused(content.getBytes(StandardCharsets.UTF_8), "vectors.jsonl", message);
    }

    @Test
    void theLastLineNeedsNoLineFeed() throws IOException {
        Path file = Files.writeString(scratch.resolve("ok.jsonl"), HEADER + "\n" + GOOD);
        assertThat(ConformanceRun.replay(file).summary())
                .isEqualTo("byteCount " + file + ": 1 operations, 0 mismatches");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{} | :1: header member \"format\" is missing",
                "[] | :1: header members: a JSON object expected",
                "{\"format\":\"go-runtime-vectors/2\",\"component\":\"pacer\",\"go\":\"go1.25\"} | :1: unknown format",
                "{\"format\":\"go-runtime-vectors/1\",\"component\":\"pcaer\",\"go\":\"go1.25\"} | did you mean \"pacer\"?",
                "{\"format\":\"go-runtime-vectors/1\",\"component\":\"pacer\",\"go\":\"go2\"} | :1: unknown Go version",
                "{\"format\":\"go-runtime-vectors/1\",\"component\":\"pacer\",\"go\":1.25} | :1: header member \"go\" is 1.25",
                "{\"format\":\"go-runtime-vectors/1\",\"component\":\"pacer\",\"go\":\"1.25\",\"a\":1} | :1: unknown header member \"a\"",
                "{\"format\":\"x\",\"format\":\"y\"} | :1:",
                "nonsense | :1:1: is not JSON",
            })
    void aWrongHeaderIsRefused(String header, String message) throws IOException {
        refused(header + "\n" + GOOD + "\n", message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"op\":\"prase\",\"text\":\"5\"} | unknown op \"prase\": allowed are parse; did you mean \"parse\"?",
                "{\"text\":\"5\"} | argument \"op\" is missing",
                "{\"op\":\"parse\"} | argument \"text\" is missing",
                "{\"op\":\"parse\",\"text\":5} | argument \"text\" is 5: a string expected",
                "{\"op\":\"parse\",\"text\":\"5\"} | op \"parse\" has no \"expect\"",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"5\"}} | member of expect \"ok\" is missing",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"5\",\"ok\":true,\"x\":1}} | unknown member of expect \"x\"",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":5,\"ok\":true}} | member of expect \"value\" is 5: a signed",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"05\",\"ok\":true}} | a signed 64-bit number in a string",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"9223372036854775808\",\"ok\":true}} | a signed 64-bit",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":{\"value\":\"5\",\"ok\":\"true\"}} | true or false expected",
                "{\"op\":\"parse\",\"text\":\"5\",\"expect\":[]} | a JSON object expected",
                "{\"op\":\"parse\",\"txet\":\"5\",\"text\":\"5\",\"expect\":{\"value\":\"5\",\"ok\":true}} | did you mean \"text\"?",
                "{\"op\":\"parse\",\"text\":\"5\",\"text\":\"5\"} | is not JSON: ",
                "{\"op\":\"parse\",\"text\":\"5\"} 7 | is not JSON: ",
                "{\"op\":\"parse\",\"te | is not JSON: ",
            })
    void aWrongOperationIsRefused(String operation, String message) throws IOException {
        refused(HEADER + "\n" + GOOD + "\n" + operation + "\n" + GOOD + "\n", message);
        refused(HEADER + "\n" + GOOD + "\n" + operation + "\n" + GOOD + "\n", "vectors.jsonl:3:");
    }

    @Test
    void argumentsAreCheckedForTheirKind() throws IOException {
        String pacer = HEADER.replace("byteCount", "pacer");
        refused(
                pacer + "\n{\"op\":\"new\",\"gcPercent\":1.5,\"memoryLimit\":\"1\"}\n",
                ":2: argument \"gcPercent\" is 1.5");
        refused(
                pacer + "\n{\"op\":\"new\",\"gcPercent\":3000000000,\"memoryLimit\":\"1\"}\n",
                "a whole number of 32 bits");
        refused(
                pacer + "\n{\"op\":\"new\",\"gcPercent\":1,\"memoryLimit\":\"18446744073709551616\"}\n",
                "64-bit number");
        refused(pacer + "\n{\"op\":\"commit\",\"sweepDone\":true}\n", "comes before the first \"new\"");
        String heap = HEADER.replace("byteCount", "pageHeap");
        refused(
                heap
                        + "\n{\"op\":\"new\",\"chunks\":2000000000,\"pagesPerChunk\":512,\"pageSize\":8192,\"scavenged\":true}\n",
                "argument \"chunks\" is 2000000000: 1 to 65536 allowed");
        String pi = HEADER.replace("byteCount", "piController");
        refused(pi + "\n{\"op\":\"new\",\"kp\":\"3FE1A3EE90FFE382\"}\n", "16 lower-case hex digits");
    }

    @Test
    void filesThatAreNoTextOfLinesAreRefused() throws IOException {
        refused("", "is empty");
        refused(HEADER + "\n", "has no operations");
        refused("\uFEFF" + HEADER + "\n" + GOOD + "\n", ":1: begins with a byte order mark");
        refused(HEADER + "\r\n" + GOOD + "\r\n", ":1: line ends in CR LF");
        refused(HEADER + "\n\n" + GOOD + "\n", ":2: line is empty");
        refused(HEADER + "\n" + "x".repeat((1 << 20) + 1), ":2: line is longer than 1048576 bytes");
        byte[] latin = (HEADER + "\n" + GOOD.replace("5", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1);
        refused(latin, "latin.jsonl", ":2: line is not UTF-8 text");
    }

    @Test
    void filesThatCannotBeReadAreRefused() throws IOException {
        assertThatThrownBy(() -> ConformanceRun.replay(scratch.resolve("none.jsonl")))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith("none.jsonl: no such file");
        assertThatThrownBy(() -> ConformanceRun.replay(scratch))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a directory");
        refused(GOOD.getBytes(StandardCharsets.UTF_8), "plain.jsonl.gz", "is not compressed with gzip");
    }

    @Test
    void aCompressedFileThatIsCutOffOrDamagedIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(VectorsConformance.VECTORS.resolve("go1.25.14/bytecount.jsonl.gz"));
        refused(Arrays.copyOf(whole, whole.length / 2), "cut.jsonl.gz", "the compressed file is cut off");
        refused(Arrays.copyOf(whole, whole.length - 4), "tail.jsonl.gz", "the compressed file is cut off");
        refused(Arrays.copyOf(whole, 5), "head.jsonl.gz", "the compressed file is cut off or damaged");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 40, (byte) 0);
        Path file = Files.write(scratch.resolve("damaged.jsonl.gz"), damaged);
        assertThatThrownBy(() -> ConformanceRun.replay(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("damaged.jsonl.gz");
    }
}
