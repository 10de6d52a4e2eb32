package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads and prints calls into package runtime, which stand in steps and in changes. */
final class CallBinder {
    /** Calls without an argument. */
    static final List<String> BARE = List.of("gc", "freeOSMemory", "readMemStats", "yield");

    /** Calls with one. */
    private static final List<String> WITH_ARGUMENT = List.of("setGCPercent", "setMemoryLimit", "gomaxprocs");

    /** All of them. */
    static final List<String> CALLS = all();

    private static final String OFF = "off";

    private final Problems problems;
    private final Scalars scalars;

    CallBinder(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(BARE);
        all.addAll(WITH_ARGUMENT);
        return List.copyOf(all);
    }

    /** The call of a word that stands alone; nothing if there is no such call. */
    @Nullable
    RuntimeCall bare(String word) {
        return switch (word) {
            case "gc" -> new RuntimeCall.CollectGarbage();
            case "freeOSMemory" -> new RuntimeCall.FreeOsMemory();
            case "readMemStats" -> new RuntimeCall.ReadMemStats();
            case "yield" -> new RuntimeCall.Yield();
            default -> null;
        };
    }

    /** The call of a key, which is one of {@link #CALLS}, and its value. */
    @Nullable
    RuntimeCall call(String key, Node value) {
        RuntimeCall bare = bare(key);
        if (bare != null) {
            nothing(key, value);
            return bare;
        }
        return argument(key, value);
    }

    /** Notes a problem where a key that takes nothing is given something. */
    void nothing(String key, Node value) {
        boolean empty = value instanceof MappingNode mapping
                ? mapping.getValue().isEmpty()
                : value instanceof ScalarNode scalar
                        && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
        if (!empty) {
            problems.at(value, key + " takes nothing; allowed is {}");
        }
    }

    private RuntimeCall argument(String key, Node value) {
        return switch (key) {
            case "setGCPercent" -> new RuntimeCall.SetGcPercent(percent(value));
            case "setMemoryLimit" -> new RuntimeCall.SetMemoryLimit(limit(value));
            default -> new RuntimeCall.SetMaxProcs(Math.toIntExact(scalars.whole(value, key, 1, 4096, 1)));
        };
    }

    private int percent(Node value) {
        boolean off = value instanceof ScalarNode scalar && scalar.getValue().equals(OFF);
        return off
                ? GcSettings.GC_PERCENT_OFF
                : Math.toIntExact(scalars.whole(value, "setGCPercent", 0, Integer.MAX_VALUE, 100));
    }

    private long limit(Node value) {
        boolean off = value instanceof ScalarNode scalar && scalar.getValue().equals(OFF);
        return off
                ? GcSettings.NO_MEMORY_LIMIT
                : scalars.size(value, "setMemoryLimit", MachineBinder.MAX_MEMORY, MachineBinder.MAX_MEMORY);
    }

    /** A call as {@code key: value}. */
    static String print(RuntimeCall call) {
        if (call instanceof RuntimeCall.CollectGarbage) {
            return "gc: {}";
        }
        if (call instanceof RuntimeCall.FreeOsMemory) {
            return "freeOSMemory: {}";
        }
        if (call instanceof RuntimeCall.ReadMemStats) {
            return "readMemStats: {}";
        }
        if (call instanceof RuntimeCall.Yield) {
            return "yield: {}";
        }
        if (call instanceof RuntimeCall.SetGcPercent set) {
            return "setGCPercent: " + (set.percent() < 0 ? OFF : Integer.toString(set.percent()));
        }
        if (call instanceof RuntimeCall.SetMemoryLimit set) {
            return "setMemoryLimit: " + ByteSize.printOrOff(set.bytes());
        }
        return "gomaxprocs: " + ((RuntimeCall.SetMaxProcs) call).procs();
    }
}
