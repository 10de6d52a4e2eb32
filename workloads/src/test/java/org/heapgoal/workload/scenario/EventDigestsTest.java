package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.full.FullRun;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;
import org.junit.jupiter.api.Test;

/**
 * The order of all events of every preset at level full. Oracle: digests written down by an earlier run, maybe on another
 * Java; {@code event-digests.txt} says how they are renewed.
 */
final class EventDigestsTest {
    private static final int AT_ONCE = 8;
    private static final String FILE = "src/test/resources/org/heapgoal/workload/scenario/event-digests.txt";
    private static final String RENEW =
            "mvn -pl workloads -am test -Dtest=EventDigestsTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dheapgoal.renewDigests=true";
    private static final String HEADER = """
            # What each preset does at level full, with seed 1: length, cycles, bytes allocated, events and the digest of their order.
            # A change that is meant to alter no run leaves this file alone. After one that is meant to:
            # %s
            # and say in the commit why runs differ.
            """;

    @Test
    void everyPresetsEventsComeInTheOrderWrittenDown() throws IOException {
        Path file = Path.of(System.getProperty("heapgoal.root"), "workloads").resolve(FILE);
        Map<String, String> seen = new TreeMap<>();
        for (String preset : presets()) {
            seen.put(preset, run(preset));
        }
        if (Boolean.getBoolean("heapgoal.renewDigests")) {
            StringBuilder text = new StringBuilder(HEADER.formatted(RENEW));
            seen.forEach((preset, line) -> text.append(line).append('\n'));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
            fail("the digests are renewed; look at the difference and run the test again");
        }
        assertThat(written(file))
                .as(
                        "Runs do not do what they did. If that is meant, renew the digests:%n%s%nand say why in the commit",
                        RENEW)
                .isEqualTo(seen);
    }

    /** Oracle: the digests of the same runs one after the other. */
    @Test
    void runsSideBySideDoWhatTheyDoAlone() throws Exception {
        List<String> presets = presets();
        Map<String, String> alone = new TreeMap<>();
        for (String preset : presets) {
            alone.put(preset, run(preset));
        }
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Map<String, String>>> results = new ArrayList<>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                int first = thread;
                results.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return runSome(presets, first);
                }));
            }
            Map<String, String> together = new TreeMap<>();
            for (Future<Map<String, String>> result : results) {
                check(result, alone, together);
            }
            assertThat(together).isEqualTo(alone);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(
            Future<Map<String, String>> result, Map<String, String> alone, Map<String, String> together)
            throws InterruptedException, ExecutionException {
        result.get().forEach((preset, line) -> {
            assertThat(line).as("%s beside %d others", preset, AT_ONCE - 1).isEqualTo(alone.get(preset));
            together.put(preset, line);
        });
    }

    /** Two or more of the presets, so that each thread has others and each preset runs at least once. */
    private static Map<String, String> runSome(List<String> presets, int first) {
        Map<String, String> lines = new TreeMap<>();
        for (int i = first; i < presets.size() + AT_ONCE; i += AT_ONCE) {
            String preset = presets.get(i % presets.size());
            lines.put(preset, run(preset));
        }
        return lines;
    }

    private static List<String> presets() {
        List<String> names = Presets.entries().stream()
                .filter(entry -> entry.levels().contains(Level.FULL))
                .map(Presets.Entry::name)
                .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(9);
        return names;
    }

    /** The lines without comments, by the preset they begin with. */
    private static Map<String, String> written(Path file) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                lines.put(line.substring(0, line.indexOf(' ')), line);
            }
        }
        return lines;
    }

    /** A hundred thousand goroutines do more in three hundred milliseconds than the others in a second. */
    private static int millis(String preset) {
        return preset.equals("many-goroutines") ? 300 : 1000;
    }

    private static String run(String preset) {
        Scenario scenario = Presets.load(preset).at(Level.FULL);
        ProcessLoad load = ((Scenario.ProcessBody) scenario.body()).load();
        FullRun.Setup setup = new FullRun.Setup(
                lasting(millis(preset) * 1_000_000L, load),
                scenario.settings(),
                !scenario.defaultMaxProcs(),
                scenario.go(),
                Godebug.DEFAULT,
                MachineProfiles.select(load.machine(), scenario.go()),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        Last last = new Last();
        FullRun.Result result = FullRun.run(setup, last, RunLimits.DEFAULT);
        return String.format(
                Locale.ROOT,
                "%s %dms %d cycles %d bytes %d events %016x",
                preset,
                millis(preset),
                last.cycles,
                last.allocatedBytes,
                result.events(),
                result.digest());
    }

    /** What a run came to: stretches that need no event are in no digest, but in this. */
    private static final class Last implements RunProbe {
        private long cycles;
        private long allocatedBytes;

        @Override
        public void onMemStats(long timeNanos, MemStats stats) {
            cycles = stats.gc().numGC();
            allocatedBytes = stats.totalAlloc();
        }
    }

    private static ProcessLoad lasting(long durationNanos, ProcessLoad load) {
        return new ProcessLoad(
                durationNanos,
                load.globalsBytes(),
                load.sites(),
                load.caches(),
                load.programs(),
                load.sources(),
                load.changes(),
                load.machine());
    }
}
