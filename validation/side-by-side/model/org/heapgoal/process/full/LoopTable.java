package org.heapgoal.process.full;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.full.Figures.Column;

/** The figures of one allocation loop: Go's range, the model's value, and why they differ where they do. */
final class LoopTable {
    private static final long PAGE = 8192;
    private static final long CHUNK = 4 << 20;

    /** Objects that the runtime allocates later than at the start of the loop, in bytes at most. */
    private static final long LATE_BYTES = 4096;

    /** Spans that such objects are the first of, at most. */
    private static final long LATE_SPANS = 6;

    /** Spans of other classes that model and Go may differ by. */
    private static final long OWN_SPANS = 12;

    /** What the tables say, and what their last column means. */
    static final List<String> LEGEND = List.of(
            "GOMAXPROCS=1, GODEBUG=gcstoptheworld=2: then a cycle finds exactly the objects that are reachable when it starts, and the",
            "figures can be compared byte by byte. The model starts with what Go had on its heap before the loop: as many objects of",
            "each span class, its own runtime's included, of which those stay that stayed in Go. Global data and scanned stack are",
            "given to it as Go had them.",
            "*equal*: within the range of Go's runs. Otherwise the difference and its cause, which is tested as said here:",
            "",
            "* *late objects*: the runtime allocates a few objects during the loop (mark workers, timers, goroutines), at most 4 KiB",
            "  in all, which the model does not have; for heapLive and HeapInuse in spans of their own, at most six.",
            "* *own start*: objects of the runtime that the model has by itself and this Go does not, by span class, and spans of other",
            "  classes than the loop's that one of them has more. A cycle's share of the loop's objects differs by as much, in whole",
            "  objects where they are large; twice as much from the second on, whose goal is twice what the first one marked, and at",
            "  the end once for each cycle.",
            "* *one step*: heapLive moves by whole spans (large objects: whole objects), so that a goal that differs by a few bytes",
            "  can move the trigger by one of them.",
            "* *follows*: goal = marked × 2 + stacks + globals in Go and in the model, to the byte (as 1.18 and later define it for",
            "  GOGC=100); it differs because marked or stacks do.",
            "* *same step*: HeapSys with stack and work-buffer spans is a multiple of 4 MiB, and the same multiple as in one of Go's",
            "  runs. Go has other stack spans: each thread has a signal stack of 32 KiB and a scheduling stack of 16 KiB.",
            "* *random start*: in 1.26 the heap begins at a random page of its first 4 MiB, so that HeapSys can be 4 MiB more.",
            "* *stacks*: heapLive at the trigger and StackInuse together need another multiple of 4 MiB, for the same reason.");

    private final Loop loop;
    private final GoVersion version;
    private final List<Figures> real;
    private final Figures model;
    private final List<String> out = new ArrayList<>();
    private final long surplusBytes;
    private final long surplusSpans;
    private int wrong;

    LoopTable(Loop loop, GoVersion version, List<Figures> real, Figures model) {
        this.loop = loop;
        this.version = version;
        this.real = real;
        this.model = model;
        String key = "end.spans." + loop.spanClass(version);
        surplusSpans = Math.min(OWN_SPANS, Math.abs(distance(run -> otherSpans(run, key))));
        long bytes = model.of("surplus.bytes") + surplusSpans * PAGE;
        // Before the trigger there is room for a whole object more or less.
        long step = loop.spanClass(version) < 2 ? loop.spanBytes(version) : 1;
        surplusBytes = (bytes + step - 1) / step * step;
    }

    /** Appends the table; tells how many rows differ without a cause. */
    int write(List<String> to) {
        out.add("#### " + loop.title());
        out.add("");
        out.add("| figure | Go | model | |");
        out.add("| --- | --- | --- | --- |");
        row("cycles", figures -> figures.of("cycles"), 0, "", 0);
        int cycles = real.stream().mapToInt(run -> run.cycles().size()).min().orElse(0);
        cycles = Math.min(cycles, model.cycles().size());
        for (int cycle : IntStream.of(0, 1, 2, cycles - 1).distinct().filter(n -> n >= 0).toArray()) {
            if (cycle < cycles) {
                cycle(cycle);
            }
        }
        end();
        out.add("");
        to.addAll(out);
        return wrong;
    }

    private void cycle(int n) {
        String name = "cycle " + (n + 1) + ": ";
        row(
                name + "heapLive at the trigger",
                figures -> figures.of(n, Column.LIVE_AT_START),
                n == 0 ? LATE_SPANS * PAGE : Math.max(loop.spanBytes(version), PAGE) + 2 * LATE_BYTES,
                n == 0 ? "late objects" : "one step",
                n == 0 ? 1 : 2);
        row(name + "marked", figures -> figures.of(n, Column.MARKED), LATE_BYTES, "late objects", 1);
        goal(name + "goal of the next cycle", n);
        row(
                name + "HeapInuse after it",
                figures -> figures.of(n, Column.HEAP_INUSE),
                LATE_SPANS * PAGE,
                "late objects",
                1);
        heapSys(name + "HeapSys after it", figures -> figures.of(n, Column.HEAP_SYS), n);
    }

    private void end() {
        long step = Math.max(loop.spanBytes(version), PAGE) + LATE_SPANS * PAGE;
        int cycles = model.cycles().size();
        row("end: heapLive after ReadMemStats", figures -> figures.of("flushed.heapLive"), step, "one step", cycles);
        row("end: TotalAlloc", figures -> figures.of("TotalAlloc"), 2 * LATE_BYTES, "late objects", 1);
        row("end: Mallocs", figures -> figures.of("Mallocs"), 32 + model.of("surplus.objects"), "late objects", 0);
        row("end: HeapAlloc", figures -> figures.of("Alloc"), step, "one step", cycles);
        row("end: HeapInuse", figures -> figures.of("HeapInuse"), step, "one step", cycles);
        heapSys("end: HeapSys", figures -> figures.of("HeapSys"), model.cycles().size() - 1);
        String key = "end.spans." + loop.spanClass(version);
        row(
                "end: spans of class " + loop.spanClass(version) / 2 + (loop.noscan() ? " without" : " with") + " pointers",
                figures -> figures.of(key),
                LATE_SPANS + cycles * surplusBytes / loop.spanBytes(version),
                "one step",
                0);
        row(
                "end: spans of all other classes",
                figures -> otherSpans(figures, key),
                LATE_SPANS + surplusSpans,
                "late objects",
                0);
    }

    private static long otherSpans(Figures figures, String key) {
        return figures.values().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("end.spans.")
                        && !entry.getKey().equals(key))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }

    /** The goal is a formula of other figures, in Go and here. */
    private void goal(String name, int n) {
        ToLongFunction<Figures> goal = figures -> figures.of(n, Column.GOAL);
        boolean formula = formula(model, n) && real.stream().allMatch(run -> formula(run, n));
        add(name, goal, inRange(goal) ? "equal" : formula ? difference(goal) + ": follows" : null);
    }

    private static boolean formula(Figures figures, int n) {
        long goal = 2 * figures.of(n, Column.MARKED) + figures.of(n, Column.STACK_SCAN) + figures.of(n, Column.GLOBALS);
        return figures.of(n, Column.GOAL) == Math.max(goal, CHUNK);
    }

    private void heapSys(String name, ToLongFunction<Figures> value, int cycle) {
        long step = steps(value.applyAsLong(model));
        String cause = null;
        if (real.stream().anyMatch(run -> steps(value.applyAsLong(run)) == step)) {
            cause = "same step";
        } else if (version.atLeast(GoVersion.GO_1_26)
                && real.stream().anyMatch(run -> steps(value.applyAsLong(run)) == step + 1)) {
            cause = "random start";
        } else if (real.stream().anyMatch(run -> steps(value.applyAsLong(run)) - step == needed(run, cycle) - needed(model, cycle))) {
            cause = "stacks";
        }
        add(name, value, inRange(value) ? "equal" : cause == null ? null : difference(value) + ": " + cause);
    }

    private static long steps(long bytes) {
        return (bytes + CHUNK - 1) / CHUNK;
    }

    /** Steps of 4 MiB for what is on the heap when a cycle begins, and for stacks. */
    private static long needed(Figures figures, int cycle) {
        int n = Math.min(cycle, figures.cycles().size() - 1);
        return steps(figures.of(n, Column.LIVE_AT_START) + figures.of("StackInuse"));
    }

    /** A row that may differ by an amount for one cause, or by some times the surplus more for its own. */
    private void row(String name, ToLongFunction<Figures> value, long allowed, String cause, int surpluses) {
        long distance = Math.abs(distance(value));
        String verdict = null;
        if (distance == 0) {
            verdict = "equal";
        } else if (distance <= allowed) {
            verdict = difference(value) + ": " + cause;
        } else if (distance <= allowed + surpluses * surplusBytes) {
            verdict = difference(value) + ": own start";
        }
        add(name, value, verdict);
    }

    private void add(String name, ToLongFunction<Figures> value, String verdict) {
        if (verdict == null) {
            wrong++;
        }
        out.add("| " + name + " | " + range(real, value) + " | " + number(value.applyAsLong(model)) + " | "
                + (verdict == null ? "**" + difference(value) + ": unexplained**" : verdict) + " |");
    }

    private boolean inRange(ToLongFunction<Figures> value) {
        return distance(value) == 0;
    }

    /** How far the model is outside of Go's range. */
    private long distance(ToLongFunction<Figures> value) {
        long least = real.stream().mapToLong(value).min().orElseThrow();
        long most = real.stream().mapToLong(value).max().orElseThrow();
        long mine = value.applyAsLong(model);
        return mine < least ? mine - least : Math.max(0, mine - most);
    }

    private String difference(ToLongFunction<Figures> value) {
        return String.format(Locale.ROOT, "%+,d", distance(value));
    }

    private static String range(List<Figures> runs, ToLongFunction<Figures> value) {
        long least = runs.stream().mapToLong(value).min().orElseThrow();
        long most = runs.stream().mapToLong(value).max().orElseThrow();
        return least == most ? number(least) : number(least) + " – " + number(most);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Means of a loop with a concurrent collector. */
    static String concurrentRow(Loop loop, List<Figures> real, Figures model) {
        StringBuilder row = new StringBuilder("| " + loop.title());
        ToLongFunction<Figures> cycles = figures -> figures.of("cycles");
        row.append(" | ").append(range(real, cycles)).append(" | ").append(number(cycles.applyAsLong(model)));
        for (Column column : List.of(Column.LIVE_AT_START, Column.MARKED, Column.GOAL)) {
            ToLongFunction<Figures> mean = figures -> mean(figures, column);
            row.append(" | ").append(range(real, mean)).append(" | ").append(number(mean.applyAsLong(model)));
        }
        return row.append(" |").toString();
    }

    private static long mean(Figures figures, Column column) {
        return Math.round(IntStream.range(1, figures.cycles().size())
                .mapToLong(cycle -> figures.of(cycle, column))
                .average()
                .orElse(0));
    }
}
