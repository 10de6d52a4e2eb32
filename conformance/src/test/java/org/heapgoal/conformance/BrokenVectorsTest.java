package org.heapgoal.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: recorded files with one digit changed on purpose, so that line, field and values of the mismatch are known. */
class BrokenVectorsTest {
    private static final Path RECORDED = VectorsConformance.VECTORS.resolve("go1.25.14");

    @TempDir
    private Path scratch;

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RECORDED.resolve(file)))) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    /** Replays a copy of a recorded file in which one text of one line, counted from 1, is replaced. */
    private FileResult broken(String file, int line, String from, String to) throws IOException {
        List<String> lines = lines(file);
        String before = lines.get(line - 1);
        assertThat(before).contains(from);
        lines.set(line - 1, before.replaceFirst(from, to));
        return ConformanceRun.replay(Files.write(scratch.resolve("broken.jsonl"), lines));
    }

    @Test
    void aDigitOfAPacerGoalIsCaught() throws IOException {
        FileResult result = broken("pacer.jsonl.gz", 2, "\"trigger\":\"3997696\"", "\"trigger\":\"3997697\"");
        assertThat(result.mismatches()).isEqualTo(1);
        assertThat(result.operations()).isEqualTo(3032);
        assertThat(result.first())
                .contains(new Mismatch(
                        scratch.resolve("broken.jsonl").toString(), 2, "new", "trigger", "3997697", "3997696"));
        assertThat(result.summary()).endsWith("broken.jsonl: 3032 operations, 1 mismatches");
    }

    @Test
    void theLastBitOfAFloatIsCaught() throws IOException {
        FileResult result =
                broken("pacer.jsonl.gz", 2, "\"consMark\":\"0000000000000000\"", "\"consMark\":\"0000000000000001\"");
        assertThat(result.first().map(Mismatch::describe))
                .hasValueSatisfying(text -> assertThat(text)
                        .endsWith("broken.jsonl:2: new: consMark: expected 0000000000000001 (4.9E-324), actual "
                                + "0000000000000000 (0.0)"));
    }

    @Test
    void aDigitOfALimiterBucketIsCaught() throws IOException {
        FileResult result = broken("limiter.jsonl.gz", 3, "\"capacity\":\"6000000000\"", "\"capacity\":\"6000000001\"");
        assertThat(result.mismatches()).isEqualTo(1);
        assertThat(result.first())
                .contains(new Mismatch(
                        scratch.resolve("broken.jsonl").toString(),
                        3,
                        "resetCapacity",
                        "capacity",
                        "6000000001",
                        "6000000000"));
    }

    @Test
    void aDigitOfAPageHeapAnswerIsCaught() throws IOException {
        FileResult result =
                broken("pageheap.jsonl.gz", 3, "\"scavengedBytes\":\"81920\"", "\"scavengedBytes\":\"81921\"");
        assertThat(result.mismatches()).isEqualTo(1);
        assertThat(result.first())
                .contains(new Mismatch(
                        scratch.resolve("broken.jsonl").toString(), 3, "alloc", "scavengedBytes", "81921", "81920"));
    }

    @Test
    void aDigitOfAnArgumentShowsInTheAnswers() throws IOException {
        FileResult result = broken("pageheap.jsonl.gz", 3, "\"pages\":10", "\"pages\":11");
        assertThat(result.passed()).isFalse();
        assertThat(result.first().map(Mismatch::line)).contains(3L);
    }

    @Test
    void whatTheModelRefusesIsAMismatchAndEndsTheReplay() throws IOException {
        Path file = Files.writeString(scratch.resolve("refused.jsonl"), """
                {"format":"go-runtime-vectors/1","component":"pageHeap","go":"go1.25.14"}
                {"op":"new","chunks":1,"pagesPerChunk":512,"pageSize":8192,"scavenged":true}
                {"op":"free","page":0,"pages":1}
                {"op":"alloc","pages":1,"expect":{"page":5,"scavengedBytes":"0"}}
                """);
        FileResult result = ConformanceRun.replay(file);
        assertThat(result.operations()).isEqualTo(2);
        assertThat(result.mismatches()).isEqualTo(1);
        assertThat(result.first().map(Mismatch::field)).contains("free");
        assertThat(result.first().map(Mismatch::actual))
                .hasValueSatisfying(text -> assertThat(text).startsWith("refused: "));
    }

    @Test
    void theProfileOfAnotherVersionCanBeAskedFor() throws IOException {
        Path file = Files.writeString(scratch.resolve("profile.jsonl"), """
                {"format":"go-runtime-vectors/1","component":"byteCount","go":"go1.25.14"}
                {"op":"parse","text":"+5","expect":{"value":"0","ok":false}}
                """);
        assertThat(ConformanceRun.replay(file).passed()).isTrue();
        FileResult other = ConformanceRun.replay(file, Optional.of(GoVersion.GO_1_26));
        assertThat(other.version()).isEqualTo(GoVersion.GO_1_26);
        assertThat(other.mismatches()).isEqualTo(2);
        assertThat(other.first().map(Mismatch::describe))
                .hasValueSatisfying(
                        text -> assertThat(text).endsWith("profile.jsonl:2: parse: value: expected 0, actual 5"));
    }

    @Test
    void anyNanAgreesWithAnyNanAndZeroesDiffer() {
        Value quiet = Value.float64(Double.NaN);
        Value other = new Value(Value.Kind.FLOAT, "fff8000000000001");
        assertThat(quiet.agrees(other)).isTrue();
        assertThat(Value.float64(0.0).agrees(Value.float64(-0.0))).isFalse();
        assertThat(new Value(Value.Kind.FLOAT, "7ff0000000000000").agrees(quiet))
                .isFalse();
    }
}
