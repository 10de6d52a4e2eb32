package org.heapgoal.workload.scenario;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the key {@code process}: a whole process of goroutines. */
final class ProcessBinder {
    static final long MIN_DURATION_NANOS = 1_000_000;
    static final long MAX_DURATION_NANOS = 10_000_000L * 1_000_000_000;

    static final int MAX_PROGRAMS = 1_000;
    static final int MAX_CHANNEL = 1_000_000;

    /** Go's largest stack is a gigabyte, and stacks double. */
    static final long MAX_STACK_BYTES = 512L << 20;

    static final long DEFAULT_STACK_BYTES = 4 << 10;

    static final String FOREVER = "forever";

    private static final List<String> EVICTIONS = List.of("oldest", "random");
    private static final List<String> BOOLEANS = List.of("true", "false");

    private final Problems problems;
    private final Scalars scalars;
    private final Names names;
    private final MachineBinder machines;

    ProcessBinder(Problems problems, @Nullable Path folder) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.names = new Names(problems);
        this.machines = new MachineBinder(problems, folder);
    }

    @Nullable
    ProcessLoad bind(Node node) {
        Fields fields = Fields.of(node, "process", problems);
        if (fields == null) {
            return null;
        }
        int before = problems.count();
        long duration = scalars.nanos(
                fields.required("duration"), "duration", MIN_DURATION_NANOS, MAX_DURATION_NANOS, MIN_DURATION_NANOS);
        long globals = scalars.size(fields.optional("globals"), "globals", SiteBinder.MAX_OBJECT_BYTES, 0);
        MachineSpec machine = machines.machine(fields.optional("machine"));
        Map<String, CacheSpec> caches = caches(fields.optional("caches"));
        Map<String, Integer> channels = channels(fields.optional("channels"));
        SiteBinder siteBinder = new SiteBinder(problems, caches.keySet());
        Map<String, Site> sites = siteBinder.sites(fields.optional("sites"));
        Node programNode = fields.required("programs");
        Fields programFields = programNode == null ? null : Fields.of(programNode, "programs", problems);
        Set<String> programNames = programFields == null ? Set.of() : new LinkedHashSet<>(programFields.keys());
        // Sites with mistakes of their own still count as declared.
        Set<String> siteNames = declaredNames(fields.optional("sites"));
        StepBinder steps = new StepBinder(
                problems,
                new StepBinder.Declared(siteNames, caches.keySet(), programNames, siteBinder.groups(), channels));
        Map<String, Program> programs = programFields == null ? Map.of() : programs(programFields, steps);
        Node sourceNode = fields.required("sources");
        List<Source> sources = new SourceBinder(problems, programNames).sources(sourceNode);
        List<Change> changes = new ChangeBinder(
                        problems, machines, programNames, siteNames, caches.keySet(), siteBinder.groups())
                .changes(fields.optional("changes"));
        fields.finish();
        // A misspelt name makes another one unused; that is one mistake, not two.
        if (problems.count() == before) {
            unusedChannels(fields.optional("channels"), channels, steps.usedChannels());
        }
        if (problems.count() > before) {
            return null;
        }
        try {
            ProcessLoad load = new ProcessLoad(duration, globals, sites, caches, programs, sources, changes, machine);
            ProcessBounds.check(load)
                    .forEach(excess -> problems.at(
                            excess.isProgram() && programFields != null
                                    ? programFields.keyNode(excess.program())
                                    : sourceNode == null ? node : sourceNode,
                            excess.message()));
            return load;
        } catch (IllegalArgumentException e) {
            problems.at(node, "process: " + e.getMessage());
            return null;
        }
    }

    private Set<String> declaredNames(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "sites", new Problems(""));
        return fields == null ? Set.of() : new LinkedHashSet<>(fields.keys());
    }

    private Map<String, CacheSpec> caches(@Nullable Node node) {
        Map<String, CacheSpec> caches = new LinkedHashMap<>();
        Fields fields = node == null ? null : Fields.of(node, "caches", problems);
        if (fields == null) {
            return caches;
        }
        for (String name : names.declared(fields, "a cache's name")) {
            Node value = fields.required(name);
            Fields cache = value == null ? null : Fields.of(value, "cache " + name, problems);
            if (cache != null) {
                long capacity = scalars.size(cache.required("capacity"), "capacity", MachineBinder.MAX_MEMORY, 0);
                String evict = scalars.word(cache.optional("evict"), "evict", EVICTIONS);
                CacheSpec.Eviction eviction =
                        "random".equals(evict) ? CacheSpec.Eviction.RANDOM : CacheSpec.Eviction.OLDEST;
                int partHolds = partHolds(cache, eviction);
                cache.finish();
                caches.put(name, new CacheSpec(capacity, eviction, partHolds));
            }
        }
        fields.finish();
        return caches;
    }

    private int partHolds(Fields cache, CacheSpec.Eviction eviction) {
        Node value = cache.optional("partHolds");
        if (value != null && eviction != CacheSpec.Eviction.OLDEST) {
            problems.at(value, "partHolds goes with evict: oldest; entries of any part are as likely to go as others");
            return 0;
        }
        return value == null ? 0 : Math.toIntExact(scalars.whole(value, "partHolds", 1, CacheSpec.MOST_PART_HOLDS, 1));
    }

    private Map<String, Integer> channels(@Nullable Node node) {
        Map<String, Integer> channels = new LinkedHashMap<>();
        Fields fields = node == null ? null : Fields.of(node, "channels", problems);
        if (fields == null) {
            return channels;
        }
        for (String name : names.declared(fields, "a channel's name")) {
            Node value = fields.required(name);
            channels.put(name, Math.toIntExact(scalars.whole(value, "channel " + name, 0, MAX_CHANNEL, 0)));
        }
        fields.finish();
        return channels;
    }

    private void unusedChannels(@Nullable Node node, Map<String, Integer> channels, Set<String> used) {
        Fields fields = node == null ? null : Fields.of(node, "channels", new Problems(""));
        for (String name : channels.keySet()) {
            if (fields != null && !used.contains(name)) {
                problems.at(fields.keyNode(name), "no step sends to channel " + name + " or receives from it");
            }
        }
    }

    private Map<String, Program> programs(Fields fields, StepBinder steps) {
        Map<String, Program> programs = new LinkedHashMap<>();
        for (String name : names.declared(fields, "a program's name")) {
            Node value = fields.required(name);
            Fields program = value == null ? null : Fields.of(value, "program " + name, problems);
            Program read = program == null ? null : program(program, steps);
            if (read != null) {
                programs.put(name, read);
            }
        }
        fields.finish();
        if (programs.isEmpty() || programs.size() > MAX_PROGRAMS) {
            problems.at(fields.node(), "programs has to hold 1 to " + MAX_PROGRAMS + " programs");
        }
        return programs;
    }

    private @Nullable Program program(Fields fields, StepBinder steps) {
        List<Step> list = steps.steps(fields.required("steps"), 1);
        Node repeatNode = fields.optional("repeat");
        boolean forever =
                repeatNode instanceof ScalarNode scalar && scalar.getValue().equals(FOREVER);
        long repeat = forever ? Program.FOREVER : scalars.whole(repeatNode, "repeat", 1, StepBinder.MAX_TIMES, 1);
        long stack = scalars.size(fields.optional("stack"), "stack", MAX_STACK_BYTES, DEFAULT_STACK_BYTES);
        long used = scalars.size(fields.optional("stackUsed"), "stackUsed", stack, stack / 2);
        boolean lock = "true".equals(scalars.word(fields.optional("lockThread"), "lockThread", BOOLEANS));
        boolean request = "true".equals(scalars.word(fields.optional("request"), "request", BOOLEANS));
        fields.finish();
        return list.isEmpty() ? null : new Program(list, repeat, stack, used, lock, request);
    }
}
