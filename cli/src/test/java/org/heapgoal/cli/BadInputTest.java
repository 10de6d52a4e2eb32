package org.heapgoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.heapgoal.workload.scenario.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input is answered with one clear line and exit status 2, and leaves no output directory behind. Oracle: the promise
 * in the README; each expectation names the words a user needs to mend the input.
 */
final class BadInputTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path directory;

    @Test
    void anEmptyNameIsRefused() {
        refused(Path.of(""), "name is empty");
    }

    @Test
    void aFigureOutOfRangeIsAnsweredWithItsRange() {
        Invocation run = Invocation.of("run", "web-service", "--level", "pacer", "--set", "demandProcs=-1");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("allowed is a number from ", "4096");
    }

    @Test
    void aFigureOfAnotherLevelIsAnsweredWithTheLevelThatHasIt() {
        Invocation run = Invocation.of("run", "web-service", "--set", "demandProcs=1");
        assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(run.err()).contains("no figures to set at level full").contains("at level pacer");
    }

    @Test
    void aTraceFileWithoutTraceLinesIsRefused() {
        Path trace = directory.resolve("t.log");
        assertOneLine(
                Invocation.of("run", "web-service", "--trace", trace, "GODEBUG=scheddetail=1"),
                "there are no trace lines");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aWindowForTheActivityOfThePsIsReadAndNeedsAReport() {
        Path out = directory.resolve("report");
        assertOneLine(
                Invocation.of("run", "web-service", "--gantt", "2s", "--out", out),
                "--gantt is \"2s\"; FROM+LENGTH is expected, such as 2s+20ms");
        assertOneLine(
                Invocation.of("run", "web-service", "--gantt", "2s+0s", "--out", out),
                "at least 1ns and at most 1h long");
        assertOneLine(
                Invocation.of("run", "web-service", "--gantt", "2s+20ms"), "only a report has that chart", "--out");
        assertThat(out).doesNotExist();
    }

    @Test
    void aMissingFileIsNamedWithWhatAnInputMayBe() {
        refused(directory.resolve("nowhere.log"), "nowhere.log", "no such file");
    }

    @Test
    void aDirectoryIsNoLog() throws IOException {
        refused(Files.createDirectory(directory.resolve("folder.log")), "folder.log", "directory");
    }

    @Test
    void anUnreadableFileSaysSo() throws IOException {
        Path file = write("secret.log", "gc 1 @0.1s 1%: ...\n");
        if (!file.toFile().setReadable(false) || Files.isReadable(file)) {
            // The superuser reads everything; a device that cannot be read as a file stands in.
            refused(Path.of("/proc/self/mem"), "/proc/self/mem", "cannot be read");
            return;
        }
        refused(file, "secret.log", "cannot be read");
    }

    @Test
    void anEmptyLogIsRefused() throws IOException {
        refused(write("empty.log", ""), "empty.log", "empty");
    }

    @Test
    void aLogWithoutTraceLinesSaysHowToGetThem() throws IOException {
        refused(write("plain.log", "hello\nworld\n"), "plain.log", "GODEBUG=gctrace=1");
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        Path file = directory.resolve("program.bin");
        byte[] bytes = new byte[5000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(file, bytes);
        refused(file, "program.bin", "binary");
    }

    @Test
    void aLineOfAGibibyteIsPassedOverInBoundedMemory() throws IOException {
        Path file = directory.resolve("long.log.gz");
        byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (long written = 0; written < GIB; written += block.length) {
                out.write(block);
            }
        }
        refused(file, "long.log.gz", "no gctrace line", "passed over");
    }

    @Test
    void aTruncatedGzipIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Invocation.realLog());
        Path file = directory.resolve("cut.log.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused(file, "cut.log.gz", "gzip");
    }

    @Test
    void aMisspeltKeyIsShownWithLineColumnAndTheNearMiss() throws IOException {
        Path file = write("twin.yaml", "name: x\ntitel: wrong\nlevel: pacer\n");
        refused(file, "twin.yaml:2:1:", "titel", "title");
    }

    @Test
    void anAliasBombIsRefused() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1) + ",";
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(alias.repeat(9))
                    .append("x]\n");
        }
        refused(write("bomb.yaml", text.toString()), "bomb.yaml", "alias");
    }

    @Test
    void aNegativeRateIsRefusedWithWhatIsAllowed() throws IOException {
        String preset = Presets.text("steady-cache");
        long line = preset.substring(0, preset.indexOf("allocRate: ")).lines().count();
        Path file = write("negative.yaml", preset.replaceFirst("allocRate: ", "allocRate: -"));
        refused(file, "negative.yaml:" + line + ":", "allocRate", "allowed");
    }

    @Test
    void settingsThatGoWouldMisreadAreRefused() {
        refusedSetting("GOMEMLIMIT=900MB", "900MiB");
        refusedSetting("GOGC=abc", "abc", "off");
        refusedSetting("GOMAXPROCS=-3", "-3", "1 to");
        refusedSetting("GOGCC=100", "GOGC");
        refusedSetting("GOMEMLIMIT=-1", "-1");
    }

    @Test
    void aLoneMinusForGogcIsTakenAsTheVersionTakesIt() {
        Invocation before = Invocation.of("run", "steady-cache", "GOGC=-", "--go", "1.25", "--duration", "5s");
        assertThat(before.status()).isZero();
        assertThat(before.out()).contains("warning").contains("GOGC=-").contains("0");
        Invocation after = Invocation.of("run", "steady-cache", "GOGC=-", "--go", "1.26", "--duration", "5s");
        assertThat(after.status()).isZero();
        assertThat(after.out()).contains("warning").contains("GOGC=-").contains("100");
    }

    @Test
    void unknownCommandsOptionsAndPresetsComeWithASuggestion() {
        assertOneLine(Invocation.of("whatif"), "what-if");
        assertOneLine(Invocation.of("run", "steady-cach"), "steady-cache");
        assertOneLine(Invocation.of("run", "steady-cache", "--durration", "5s"), "--duration");
        assertOneLine(Invocation.of("run", "steady-cache", "--level", "ful"), "level");
        assertOneLine(Invocation.of("run", "steady-cache", "--go", "1.18"), "1.25");
        assertOneLine(Invocation.of("run", "steady-cache", "--duration", "-5s"), "duration");
    }

    private void refusedSetting(String setting, String... words) {
        Path out = directory.resolve("report");
        Invocation result = Invocation.of("what-if", Invocation.realLog(), setting, "--out", out);
        assertOneLine(result, words);
        assertThat(out).doesNotExist();
    }

    private void refused(Path input, String... words) {
        Path out = directory.resolve("report");
        for (List<Object> command : List.<List<Object>>of(
                List.of("run", input, "--out", out), List.of("what-if", input, "GOGC=50,200", "--out", out))) {
            assertOneLine(Invocation.of(command.toArray()), words);
            assertThat(out).doesNotExist();
            assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith(".report"));
        }
    }

    private static void assertOneLine(Invocation result, String... words) {
        assertThat(result.status()).as(result.err()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(result.err()).startsWith("heapgoal: ").contains(words).doesNotContain("\tat ");
        assertThat(result.err().lines().filter(line -> line.startsWith("heapgoal: ")))
                .hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
