package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the steps of programs. */
final class StepBinder {
    /** Steps of one list. */
    static final int MAX_STEPS = 1_000;

    /** Times of one repeat step. */
    static final long MAX_TIMES = 1_000_000_000;

    /** Goroutines of one spawn step. */
    static final int MAX_COUNT = 1_000_000;

    /** How deep steps may hold steps. */
    static final int MAX_DEPTH = 8;

    private static final String EXIT = "exit";

    static final List<String> STEPS = List.of(
            "compute",
            "allocate",
            "network",
            "sleep",
            "every",
            "syscall",
            "spawn",
            "send",
            "receive",
            "locked",
            "repeat",
            "drop",
            "cacheCapacity",
            EXIT);

    private static final List<String> BOOLEANS = List.of("true", "false");

    /** Steps that may be written as a word. */
    private static final List<String> BARE =
            Stream.concat(CallBinder.BARE.stream(), Stream.of(EXIT)).toList();

    private final Problems problems;
    private final Scalars scalars;
    private final Amounts amounts;
    private final Names names;
    private final CallBinder calls;
    private final Declared declared;
    private final Set<String> usedChannels = new LinkedHashSet<>();
    private final List<String> heldLocks = new ArrayList<>();

    StepBinder(Problems problems, Declared declared) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.amounts = new Amounts(problems);
        this.names = new Names(problems);
        this.calls = new CallBinder(problems);
        this.declared = declared;
    }

    /** What steps may refer to. */
    record Declared(
            Set<String> sites,
            Set<String> caches,
            Set<String> programs,
            Set<String> groups,
            Map<String, Integer> channels) {}

    /** The channels that a step sent to or received from so far. */
    Set<String> usedChannels() {
        return usedChannels;
    }

    List<Step> steps(@Nullable Node node, int depth) {
        List<Step> steps = new ArrayList<>();
        if (node == null) {
            return steps;
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_STEPS) {
            problems.at(node, "steps has to be a list of 1 to " + MAX_STEPS + " steps");
            return steps;
        }
        if (depth > MAX_DEPTH) {
            problems.at(node, "steps within steps are nested more than " + MAX_DEPTH + " deep");
            return steps;
        }
        for (Node item : list.getValue()) {
            Step step = step(item, depth);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private @Nullable Step step(Node node, int depth) {
        if (node instanceof ScalarNode word && word.getValue().equals(EXIT)) {
            return new Step.Exit();
        }
        if (node instanceof ScalarNode scalar) {
            RuntimeCall call = calls.bare(scalar.getValue());
            if (call == null) {
                problems.at(
                        node,
                        Scalars.bad(
                                        "a step",
                                        scalar.getValue(),
                                        "a mapping with one key, or one of " + String.join(", ", BARE))
                                + NearMiss.hint(scalar.getValue(), BARE));
            }
            return call == null ? null : new Step.Call(call);
        }
        Fields fields = Fields.of(node, "a step", problems);
        if (fields == null) {
            return null;
        }
        List<String> present =
                new ArrayList<>(STEPS.stream().filter(fields::has).toList());
        CallBinder.CALLS.stream().filter(fields::has).forEach(present::add);
        int before = problems.count();
        fields.finish();
        if (present.size() != 1) {
            if (problems.count() == before) {
                problems.at(
                        node,
                        "a step has exactly one key, not "
                                + (present.isEmpty() ? "none" : String.join(" and ", present))
                                + ": begin each step with \"- \"");
            }
            return null;
        }
        String key = present.get(0);
        Node value = fields.required(key);
        return value == null ? null : step(key, value, depth);
    }

    private @Nullable Step step(String key, Node value, int depth) {
        return switch (key) {
            case "compute" -> compute(value);
            case "allocate" -> allocate(value);
            case "network" -> new Step.Network(amounts.time(value, key));
            case "sleep" -> new Step.Sleep(amounts.time(value, key));
            case "every" -> new Step.Every(amounts.time(value, key));
            case "syscall" -> syscall(value);
            case "spawn" -> spawn(value);
            case "send" -> {
                String channel = channel(value);
                yield new Step.Send(channel, declared.channels.getOrDefault(channel, 0));
            }
            case "receive" -> {
                String channel = channel(value);
                yield new Step.Receive(channel, declared.channels.getOrDefault(channel, 0));
            }
            case "locked" -> locked(value, depth);
            case "repeat" -> repeat(value, depth);
            case "drop" ->
                new Step.Drop(names.known(value, "drop", "groups (a site's lifetime names one)", declared.groups));
            case "cacheCapacity" -> resize(value);
            case EXIT -> {
                calls.nothing(key, value);
                yield new Step.Exit();
            }
            default -> {
                RuntimeCall call = calls.call(key, value);
                yield call == null ? null : new Step.Call(call);
            }
        };
    }

    private String channel(Node value) {
        String name = names.known(value, "channel", "channels", declared.channels.keySet());
        usedChannels.add(name);
        return name;
    }

    /** Whether a mapping states the step's own keys instead of a distribution. */
    private static boolean has(Node node, String key) {
        return node instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode word
                                && word.getValue().equals(key));
    }

    private Step compute(Node value) {
        if (!has(value, "cpu") && !has(value, "preemptible")) {
            return new Step.Compute(amounts.time(value, "compute"), true);
        }
        Fields fields = Fields.of(value, "compute", problems);
        if (fields == null) {
            return new Step.Compute(new Distribution.Constant(0), true);
        }
        Distribution cpu = amounts.time(fields.required("cpu"), "cpu");
        String word = scalars.word(fields.optional("preemptible"), "preemptible", BOOLEANS);
        fields.finish();
        return new Step.Compute(cpu, !"false".equals(word));
    }

    private @Nullable Step allocate(Node value) {
        Fields fields = Fields.of(value, "allocate", problems);
        if (fields == null) {
            return null;
        }
        String site = names.known(fields.required("site"), "site", "sites", declared.sites);
        Distribution bytes = amounts.size(fields.required("bytes"), "bytes");
        Distribution cpu = amounts.time(fields.optional("cpu"), "cpu");
        fields.finish();
        return new Step.Allocate(cpu, site, bytes);
    }

    private @Nullable Step resize(Node value) {
        Fields fields = Fields.of(value, "cacheCapacity", problems);
        if (fields == null) {
            return null;
        }
        String cache = names.known(fields.required("cache"), "cache", "caches", declared.caches);
        long capacity = scalars.size(fields.required("capacity"), "capacity", MachineBinder.MAX_MEMORY, 0);
        fields.finish();
        return new Step.Resize(cache, capacity);
    }

    private Step syscall(Node value) {
        if (!has(value, "time") && !has(value, "blocks")) {
            return new Step.Syscall(amounts.time(value, "syscall"), false);
        }
        Fields fields = Fields.of(value, "syscall", problems);
        if (fields == null) {
            return new Step.Syscall(new Distribution.Constant(0), false);
        }
        Distribution time = amounts.time(fields.required("time"), "time");
        String word = scalars.word(fields.optional("blocks"), "blocks", BOOLEANS);
        fields.finish();
        return new Step.Syscall(time, "true".equals(word));
    }

    private @Nullable Step spawn(Node value) {
        if (value instanceof ScalarNode) {
            return new Step.Spawn(names.known(value, "spawn", "programs", declared.programs), 1);
        }
        Fields fields = Fields.of(value, "spawn", problems);
        if (fields == null) {
            return null;
        }
        String program = names.known(fields.required("program"), "program", "programs", declared.programs);
        int count = Math.toIntExact(scalars.whole(fields.required("count"), "count", 1, MAX_COUNT, 1));
        fields.finish();
        return new Step.Spawn(program, count);
    }

    private @Nullable Step locked(Node value, int depth) {
        Fields fields = Fields.of(value, "locked", problems);
        if (fields == null) {
            return null;
        }
        Node lockNode = fields.required("lock");
        String lock = names.fresh(lockNode, "lock");
        if (lockNode != null && lock != null && heldLocks.contains(lock)) {
            problems.at(lockNode, "lock " + lock + " is taken while it is held: the goroutine would wait for itself");
        }
        heldLocks.add(String.valueOf(lock));
        List<Step> steps = steps(fields.required("steps"), depth + 1);
        heldLocks.remove(heldLocks.size() - 1);
        fields.finish();
        return lock == null || steps.isEmpty() ? null : new Step.Locked(lock, steps);
    }

    private @Nullable Step repeat(Node value, int depth) {
        Fields fields = Fields.of(value, "repeat", problems);
        if (fields == null) {
            return null;
        }
        long times = scalars.whole(fields.required("times"), "times", 1, MAX_TIMES, 1);
        List<Step> steps = steps(fields.required("steps"), depth + 1);
        fields.finish();
        return steps.isEmpty() ? null : new Step.Repeat(times, steps);
    }
}
