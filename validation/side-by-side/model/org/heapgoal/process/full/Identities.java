package org.heapgoal.process.full;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.MemStats;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.machine.MachineProfiles;

/** Relations between the fields of MemStats: how often they held in the Go program and in the model. */
final class Identities {
    private static final int PROCS = 2;
    private static final Map<String, BiPredicate<MemStats, MemStats>> RELATIONS = relations();

    private Identities() {}

    private static Map<String, BiPredicate<MemStats, MemStats>> relations() {
        Map<String, BiPredicate<MemStats, MemStats>> all = new LinkedHashMap<>();
        all.put("Sys = sum of the Sys fields", (m, last) -> m.sys() == m.heap().sys() + offHeapSys(m));
        all.put("HeapSys = HeapInuse + HeapIdle", (m, last) -> m.heap().sys() == m.heap().inuse() + m.heap().idle());
        all.put("HeapReleased <= HeapIdle", (m, last) -> m.heap().released() <= m.heap().idle());
        all.put("HeapAlloc = Alloc <= HeapInuse", (m, last) -> m.alloc() <= m.heap().inuse());
        all.put(
                "HeapObjects = Mallocs - Frees",
                (m, last) -> m.heap().objects() == m.mallocs() - m.frees() && m.frees() <= m.mallocs());
        all.put("NumForcedGC <= NumGC", (m, last) -> m.gc().numForcedGC() <= m.gc().numGC());
        all.put("PauseTotalNs = sum of PauseNs while NumGC <= 256", (m, last) -> {
            long sum = m.gc().pauseNs().stream().mapToLong(Long::longValue).sum();
            return sum == m.gc().pauseTotalNs() || (m.gc().numGC() > 256 && sum < m.gc().pauseTotalNs());
        });
        all.put(
                "PauseEnd at NumGC = LastGC",
                (m, last) -> m.gc().pauseEnd().get((int) ((m.gc().numGC() + 255) % 256)) == m.gc().lastGC());
        all.put(
                "StackInuse <= StackSys, MSpanInuse <= MSpanSys, MCacheInuse <= MCacheSys",
                (m, last) -> m.offHeap().stackInuse() <= m.offHeap().stackSys()
                        && m.offHeap().mspanInuse() <= m.offHeap().mspanSys()
                        && m.offHeap().mcacheInuse() <= m.offHeap().mcacheSys());
        all.put("0 <= GCCPUFraction <= 1", (m, last) -> m.gc().gcCPUFraction() >= 0 && m.gc().gcCPUFraction() <= 1);
        all.put(
                "HeapInuse, HeapIdle, HeapSys, HeapReleased, StackInuse in pages of 8192",
                (m, last) -> (m.heap().inuse()
                                        | m.heap().idle()
                                        | m.heap().sys()
                                        | m.heap().released()
                                        | m.offHeap().stackInuse())
                                % 8192
                        == 0);
        all.put(
                "BySize Frees <= Mallocs",
                (m, last) -> m.bySize().stream().allMatch(size -> size.frees() <= size.mallocs()));
        all.put(
                "Mallocs, Frees, TotalAlloc, PauseTotalNs, NumGC, NumForcedGC never fall",
                (m, last) -> m.mallocs() >= last.mallocs()
                        && m.frees() >= last.frees()
                        && m.totalAlloc() >= last.totalAlloc()
                        && m.gc().pauseTotalNs() >= last.gc().pauseTotalNs()
                        && m.gc().numGC() >= last.gc().numGC()
                        && m.gc().numForcedGC() >= last.gc().numForcedGC());
        return all;
    }

    private static long offHeapSys(MemStats m) {
        MemStats.OffHeap o = m.offHeap();
        return o.stackSys() + o.mspanSys() + o.mcacheSys() + o.buckHashSys() + o.gcSys() + o.otherSys();
    }

    /** Appends the table; tells how many relations were broken. */
    static int compare(Path real, GoVersion version, List<String> out) throws IOException {
        List<MemStats> reads = modelReads(version);
        out.add("| relation | Go: held in reads | model: held in reads |");
        out.add("| --- | --- | --- |");
        int broken = 0;
        for (String line : Files.readAllLines(real)) {
            String[] words = line.split(" ", 4);
            if (!words[0].equals("identity")) {
                continue;
            }
            BiPredicate<MemStats, MemStats> relation = RELATIONS.get(words[3]);
            String model = "not a field of the model";
            boolean bad = !words[1].equals(words[2]);
            if (relation != null) {
                int held = 0;
                for (int i = 0; i < reads.size(); i++) {
                    held += relation.test(reads.get(i), reads.get(Math.max(0, i - 1))) ? 1 : 0;
                }
                model = held + " of " + reads.size();
                bad |= held != reads.size() || reads.isEmpty();
            }
            broken += bad ? 1 : 0;
            out.add("| " + words[3].replace("<=", "≤") + " | " + words[1] + " of " + words[2] + " | " + model
                    + (bad ? " **broken**" : "") + " |");
        }
        return broken;
    }

    /** Four goroutines allocate and force cycles while a fifth reads MemStats. */
    private static List<MemStats> modelReads(GoVersion version) {
        Map<String, Site> sites = new LinkedHashMap<>();
        List<Site.WeightedSize> sizes = new ArrayList<>();
        for (int shift = 0; shift < 12; shift++) {
            sizes.add(new Site.WeightedSize(16L << shift, 1));
        }
        sites.put("kept", new Site(sizes, 0.5, 8, new Lifetime.Random(new Distribution.Constant(2e6)), false));
        Step work = new Step.Allocate(new Distribution.Constant(2e6), "kept", new Distribution.Constant(1 << 20));
        List<Step> busy = List.of(
                new Step.Repeat(50, List.of(work)), new Step.Call(new RuntimeCall.CollectGarbage()));
        List<Step> reader = List.of(
                new Step.Call(new RuntimeCall.ReadMemStats()), new Step.Sleep(new Distribution.Constant(1e6)));
        ProcessLoad load = new ProcessLoad(
                1_500_000_000L,
                200_000,
                sites,
                Map.of(),
                Map.of(
                        "busy", new Program(busy, Program.FOREVER, 4096, 1024, false, false),
                        "reader", new Program(reader, Program.FOREVER, 4096, 1024, false, false)),
                List.of(
                        new Source.Fixed("busy", 4, 0, Long.MAX_VALUE),
                        new Source.Fixed("reader", 1, 0, Long.MAX_VALUE)),
                List.of(),
                new MachineSpec(2, 0, 100_000_000, Long.MAX_VALUE, 0, ""));
        FullRun.Setup setup = new FullRun.Setup(
                load,
                new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, PROCS),
                true,
                version,
                Godebug.DEFAULT,
                MachineProfiles.load(MachineProfiles.defaultName(version)),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        List<MemStats> reads = new ArrayList<>();
        FullRun.run(
                setup,
                new RunProbe() {
                    @Override
                    public void onMemStats(long timeNanos, MemStats stats) {
                        reads.add(stats);
                    }
                },
                RunLimits.DEFAULT);
        return reads;
    }
}
