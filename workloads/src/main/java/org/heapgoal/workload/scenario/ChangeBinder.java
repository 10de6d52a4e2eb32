package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what changes at given instants. */
final class ChangeBinder {
    static final int MAX_CHANGES = 10_000;
    static final double MAX_FACTOR = 1_000;

    static final List<String> CHANGES = List.of("rate", "volume", "cacheCapacity", "drop", "cpuQuota");

    private final Problems problems;
    private final Scalars scalars;
    private final Names names;
    private final CallBinder calls;
    private final MachineBinder machines;
    private final Set<String> programs;
    private final Set<String> sites;
    private final Set<String> caches;
    private final Set<String> groups;

    ChangeBinder(
            Problems problems,
            MachineBinder machines,
            Set<String> programs,
            Set<String> sites,
            Set<String> caches,
            Set<String> groups) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.names = new Names(problems);
        this.calls = new CallBinder(problems);
        this.machines = machines;
        this.programs = programs;
        this.sites = sites;
        this.caches = caches;
        this.groups = groups;
    }

    /** The changes in order of time; those of one instant in the order of the file. */
    List<Change> changes(@Nullable Node node) {
        List<Change> changes = new ArrayList<>();
        if (node == null) {
            return changes;
        }
        if (!(node instanceof SequenceNode list) || list.getValue().size() > MAX_CHANGES) {
            problems.at(node, "changes has to be a list of at most " + MAX_CHANGES + " changes");
            return changes;
        }
        for (Node item : list.getValue()) {
            Change change = change(item);
            if (change != null) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparingLong(Change::atNanos));
        return changes;
    }

    private @Nullable Change change(Node node) {
        Fields fields = Fields.of(node, "a change", problems);
        if (fields == null) {
            return null;
        }
        long at = scalars.nanos(fields.required("at"), "at", 0, ProcessBinder.MAX_DURATION_NANOS, 0);
        List<String> present =
                new ArrayList<>(CHANGES.stream().filter(fields::has).toList());
        CallBinder.CALLS.stream().filter(fields::has).forEach(present::add);
        int before = problems.count();
        fields.finish();
        if (present.size() != 1) {
            if (problems.count() == before) {
                problems.at(
                        node,
                        "a change has the key at and exactly one more, not "
                                + (present.isEmpty() ? "none" : String.join(" and ", present)) + ": allowed are "
                                + String.join(", ", CHANGES) + ", " + String.join(", ", CallBinder.CALLS));
            }
            return null;
        }
        String key = present.get(0);
        Node value = fields.required(key);
        return value == null ? null : change(key, value, at);
    }

    private @Nullable Change change(String key, Node value, long at) {
        switch (key) {
            case "drop" -> {
                return new Change.Drop(at, names.known(value, "drop", "groups (a site's lifetime names one)", groups));
            }
            case "cpuQuota" -> {
                return new Change.CpuQuota(at, machines.quota(value));
            }
            case "rate", "volume", "cacheCapacity" -> {
                Fields fields = Fields.of(value, key, problems);
                Change change = fields == null ? null : change(key, fields, at);
                if (fields != null) {
                    fields.finish();
                }
                return change;
            }
            default -> {
                RuntimeCall call = calls.call(key, value);
                return call == null ? null : new Change.Call(at, call);
            }
        }
    }

    private Change change(String key, Fields fields, long at) {
        if (key.equals("rate")) {
            String program = names.known(fields.required("program"), "program", "programs", programs);
            return new Change.Rate(at, program, factor(fields));
        }
        if (key.equals("volume")) {
            String site = names.known(fields.required("site"), "site", "sites", sites);
            return new Change.Volume(at, site, factor(fields));
        }
        String cache = names.known(fields.required("cache"), "cache", "caches", caches);
        return new Change.CacheCapacity(
                at, cache, scalars.size(fields.required("capacity"), "capacity", MachineBinder.MAX_MEMORY, 0));
    }

    private double factor(Fields fields) {
        return scalars.number(fields.required("factor"), "factor", 0, MAX_FACTOR, 1);
    }
}
