package org.heapgoal.process.full;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heapgoal.goruntime.GoVersion;

/**
 * Writes what Go and the model said.
 *
 * <p>Arguments: the file to write, how often each Go program ran, and for each Go a directory that is named after its version
 * and holds what its programs printed.
 */
public final class SideBySide {
    private SideBySide() {}

    /** Status 1 if something differs that should not. */
    public static void main(String[] args) throws IOException {
        int repeats = Integer.parseInt(args[1]);
        List<String> out = new ArrayList<>();
        int wrong = 0;
        for (int i = 2; i < args.length; i++) {
            wrong += go(Path.of(args[i]), repeats, out);
        }
        List<String> text = new ArrayList<>(head(repeats, wrong));
        text.addAll(out);
        Files.write(Path.of(args[0]), text);
        System.exit(wrong > 0 ? 1 : 0);
    }

    private static List<String> head(int repeats, int wrong) {
        return List.of(
                "# Side by side with the real runtime",
                "",
                "Written by `validation/side-by-side.sh`; not edited by hand. Real Go programs ran on linux/amd64 beside the same",
                "programs at level `full`. The Go programs read the runtime's own variables: a file of ours is added to package runtime",
                "when they are built. They are in `validation/side-by-side/loop`, the model's side in `validation/side-by-side/model`.",
                "Each Go loop ran " + repeats + " times; *Go* shows the least and the most. "
                        + (wrong == 0
                                ? "**No difference is left unexplained.**"
                                : "**Unexplained differences: " + wrong + ".**"),
                "");
    }

    private static int go(Path dir, int repeats, List<String> out) throws IOException {
        String name = dir.getFileName().toString();
        GoVersion version = GoVersion.parse(name);
        int wrong = 0;
        out.add("## " + name);
        out.add("");
        out.add("### Mark workers");
        out.add("");
        out.add("Go: the process's own pacer after a real forced cycle at each GOMAXPROCS; the last column from a pacer of its own"
                + " with the periodic trigger.");
        out.add("");
        wrong += Workers.compare(dir.resolve("workers.txt"), version, out);
        out.add("");
        out.add("### Text of trace lines");
        out.add("");
        out.add("A busy program that forces cycles, returns memory and rests. The shape of a line is its text with numbers made N,"
                + " lists made one N, ids or nil made ID, wait reasons made REASON; a run's lines are counted. Both texts are read"
                + " by the log reader.");
        out.add("");
        out.add("GODEBUG=gctrace=1,scavtrace=1,schedtrace=200:");
        out.add("");
        wrong += Traces.compare(dir.resolve("traces.txt"), version, false, out);
        out.add("");
        out.add("The same with scheddetail=1:");
        out.add("");
        wrong += Traces.compare(dir.resolve("detail.txt"), version, true, out);
        out.add("");
        out.add("### Relations in MemStats");
        out.add("");
        out.add("Four goroutines allocate and force cycles while another reads MemStats.");
        out.add("");
        wrong += Identities.compare(dir.resolve("identities.txt"), version, out);
        out.add("");
        return wrong + loops(dir, version, repeats, out);
    }

    private static int loops(Path dir, GoVersion version, int repeats, List<String> out) throws IOException {
        out.add("### Allocation loops, marking and sweeping with the world stopped");
        out.add("");
        out.addAll(LoopTable.LEGEND);
        out.add("");
        int wrong = 0;
        List<String> loops = loopNames(dir);
        for (String loop : loops) {
            List<Figures> real = read(dir, "stopped." + loop, repeats);
            Figures model = ModelLoop.run(Loop.parse(loop), version, real.get(0), mainStack(real.get(0)), 2);
            LoopTable table = new LoopTable(Loop.parse(loop), version, real, model);
            wrong += table.write(out);
        }
        out.add("### Allocation loops, concurrent");
        out.add("");
        out.add("The same loops with an ordinary concurrent collector on one P. What is allocated during the mark counts as live, and"
                + " how much that is depends on the speed of the machine and on who gets the processor when, so that these figures"
                + " vary from run to run in Go, and the model's depend on its machine profile. Means over all cycles but the first;"
                + " shown to compare, not asserted. One difference is known: with 1 MiB objects the model marks one "
                + "more. It decides at the start of a cycle what is reachable, when the object being allocated is, while "
                + "Go scans main's stack later, when it is not.");
        out.add("");
        out.add("| loop | cycles, Go | model | heapLive at start, Go | model | marked, Go | model | goal, Go | model |");
        out.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (String loop : loops) {
            List<Figures> real = read(dir, "concurrent." + loop, repeats);
            Figures model = ModelLoop.run(Loop.parse(loop), version, real.get(0), mainStack(real.get(0)), 0);
            out.add(LoopTable.concurrentRow(Loop.parse(loop), real, model));
        }
        out.add("");
        return wrong;
    }

    /** What Go scanned of stacks: main's and the runtime's own goroutines', of which the model has main's. */
    private static long mainStack(Figures real) {
        return Math.max(1, real.of(real.cycles().size() - 1, Figures.Column.STACK_SCAN));
    }

    private static List<String> loopNames(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("stopped.") && name.endsWith(".1"))
                    .map(name -> name.substring("stopped.".length(), name.length() - ".1".length()))
                    .sorted((a, b) -> Loop.order(Loop.parse(a), Loop.parse(b)))
                    .toList();
        }
    }

    private static List<Figures> read(Path dir, String name, int repeats) throws IOException {
        List<Figures> runs = new ArrayList<>();
        for (int i = 1; i <= repeats; i++) {
            runs.add(Figures.read(dir.resolve(name + "." + i)));
        }
        return runs;
    }
}
