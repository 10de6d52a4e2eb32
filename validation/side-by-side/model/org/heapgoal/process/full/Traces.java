package org.heapgoal.process.full;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.goruntime.GodebugSetting;
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
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.random.StreamFactory;
import org.heapgoal.workload.log.LineKind;
import org.heapgoal.workload.log.LogReader;
import org.heapgoal.workload.log.LogReport;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.machine.MachineProfiles;

/**
 * The texts of trace lines: what the Go program {@code loop traces} wrote and what the model writes for the like of it. Both go
 * through the log reader; the shape of a line is its text with each number made N, each list in brackets made one N, and each
 * wait reason made REASON.
 */
final class Traces {
    private Traces() {}

    /** Appends the tables; tells how many shapes of the model are not Go's. */
    static int compare(Path real, GoVersion version, boolean detail, List<String> out) throws IOException {
        List<String> go = Files.readAllLines(real);
        List<String> model = modelLines(version, detail);
        LogReport goReport = read("go", go);
        LogReport modelReport = read("model", model);
        out.add("| kind of line | Go: lines read | model: lines read |");
        out.add("| --- | --- | --- |");
        for (LineKind kind : LineKind.values()) {
            if (goReport.count(kind) + modelReport.count(kind) > 0) {
                out.add("| " + kind.label() + " | " + goReport.count(kind) + " | " + modelReport.count(kind) + " |");
            }
        }
        out.add("| lines that the reader could not read | " + goReport.malformed() + " | " + modelReport.malformed()
                + " |");
        out.add("");
        Map<String, Integer> goShapes = shapes(go);
        Map<String, Integer> modelShapes = shapes(model);
        Set<String> all = new TreeSet<>(goShapes.keySet());
        all.addAll(modelShapes.keySet());
        out.add("| shape | Go | model | |");
        out.add("| --- | --- | --- | --- |");
        int different = 0;
        for (String shape : all) {
            int inGo = goShapes.getOrDefault(shape, 0);
            int inModel = modelShapes.getOrDefault(shape, 0);
            String verdict = inGo > 0 && inModel > 0 ? "same" : inModel == 0 ? "did not come up in the model" : "**only in the model**";
            different += inGo == 0 ? 1 : 0;
            out.add("| `" + shape.replace("|", "\\|") + "` | " + inGo + " | " + inModel + " | " + verdict + " |");
        }
        return different + (int) modelReport.malformed();
    }

    private static LogReport read(String name, List<String> lines) {
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return LogReader.read(LogSource.stream(name, new ByteArrayInputStream(text)), line -> {});
    }

    /** How often each shape occurs; the shapes of a kind that differ only in a state are told apart. */
    static Map<String, Integer> shapes(List<String> lines) {
        Map<String, Integer> shapes = new TreeMap<>();
        for (String line : lines) {
            String shape = line.replaceAll("status=(\\d+)\\(.*\\) m=", "status=$1(REASON) m=")
                    .replaceAll("\\[ (?:\\d+ )*\\]", "[ N ]")
                    .replaceAll("\\[\\d*(?: \\d+)*\\]", "[N]")
                    .replaceAll("^  ([PMG])\\d+:", "  $1N:")
                    .replaceAll("=-\\d+", "=N")
                    .replaceAll("(?<![A-Za-z.])\\d+(?:\\.\\d+)?(?:e[+-]\\d+)?", "N")
                    .replaceAll("=(?:true|false)(?= |$)", "=BOOLEAN")
                    .replaceAll("(m|p|curg|lockedm|lockedg)=(?:N|nil)(?= |$)", "$1=ID")
                    .replaceAll("preemptoff=[^=]* locks", "preemptoff=REASON locks");
            shapes.merge(shape, 1, Integer::sum);
        }
        return shapes;
    }

    private static Step allocate(String site, double nanos, double bytes) {
        return new Step.Allocate(new Distribution.Constant(nanos), site, new Distribution.Constant(bytes));
    }

    /** Four goroutines allocate for 700 ms; main forces cycles meanwhile and after, returns memory and rests. */
    private static List<String> modelLines(GoVersion version, boolean detail) {
        Map<String, Site> sites = new LinkedHashMap<>();
        List<Site.WeightedSize> sizes = new ArrayList<>();
        for (int shift = 0; shift < 12; shift++) {
            sizes.add(new Site.WeightedSize(16L << shift, 1));
        }
        sites.put("kept", new Site(sizes, 0, 0, new Lifetime.Random(new Distribution.Constant(2e6)), false));
        List<Step> main = List.of(
                new Step.Repeat(
                        4,
                        List.of(
                                new Step.Sleep(new Distribution.Constant(300e6)),
                                new Step.Call(new RuntimeCall.CollectGarbage()))),
                new Step.Call(new RuntimeCall.FreeOsMemory()),
                new Step.Sleep(new Distribution.Constant(300e6)));
        ProcessLoad load = new ProcessLoad(
                1_500_000_000L,
                200_000,
                sites,
                Map.of(),
                Map.of(
                        "main", new Program(main, 1, 4096, 1024, false, false),
                        "busy", new Program(List.of(allocate("kept", 2e6, 1 << 20)), Program.FOREVER, 4096, 1024, false, false)),
                List.of(
                        new Source.Fixed("main", 1, 0, Long.MAX_VALUE),
                        new Source.Fixed("busy", 4, 0, 700_000_000L)),
                List.of(),
                new MachineSpec(2, 0, 100_000_000, Long.MAX_VALUE, 0, ""));
        Map<GodebugSetting, Integer> godebug = new LinkedHashMap<>();
        godebug.put(GodebugSetting.GCTRACE, 1);
        godebug.put(GodebugSetting.SCAVTRACE, 1);
        godebug.put(GodebugSetting.SCHEDTRACE, 200);
        if (detail) {
            godebug.put(GodebugSetting.SCHEDDETAIL, 1);
        }
        FullRun.Setup setup = new FullRun.Setup(
                load,
                new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 2),
                true,
                version,
                new Godebug(godebug),
                MachineProfiles.load(MachineProfiles.defaultName(version)),
                ModelSwitches.ALL_ON,
                new StreamFactory(1, 0));
        List<String> lines = new ArrayList<>();
        FullRun.run(
                setup,
                new RunProbe() {
                    @Override
                    public void onTraceLine(long timeNanos, String line) {
                        lines.addAll(line.lines().toList());
                    }
                },
                RunLimits.DEFAULT);
        return lines;
    }
}
