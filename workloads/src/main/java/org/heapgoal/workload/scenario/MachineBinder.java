package org.heapgoal.workload.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.heapgoal.machine.Cost;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.NearMiss;
import org.heapgoal.workload.machine.MachineProfileReader;
import org.heapgoal.workload.machine.MachineProfiles;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the machine around a process. */
final class MachineBinder {
    static final int MAX_CORES = 1_024;
    static final double MIN_QUOTA = 0.01;

    /** The largest memory that a scenario speaks of. */
    static final long MAX_MEMORY = 64L << 40;

    /** The least container: the runtime itself needs more than a megabyte. */
    static final long MIN_MEMORY = 4L << 20;

    static final int DEFAULT_CORES = 4;

    /** The period of the kernel's CPU bandwidth control, and its bounds. */
    static final long DEFAULT_PERIOD_NANOS = 100_000_000;

    static final long MIN_PERIOD_NANOS = 1_000_000;
    static final long MAX_PERIOD_NANOS = 1_000_000_000;

    static final MachineSpec DEFAULT = new MachineSpec(DEFAULT_CORES, 0, DEFAULT_PERIOD_NANOS, Long.MAX_VALUE, 0, "");

    private static final String OFF = "off";

    private final Problems problems;
    private final Scalars scalars;
    private final @Nullable Path folder;

    /**
     * Reads into a document's problems.
     *
     * @param folder where the scenario's file is, from which a profile's path goes; null for the working directory
     */
    MachineBinder(Problems problems, @Nullable Path folder) {
        this.problems = problems;
        this.folder = folder;
        this.scalars = new Scalars(problems);
    }

    MachineSpec machine(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "machine", problems);
        if (fields == null) {
            return DEFAULT;
        }
        int cores = Math.toIntExact(scalars.whole(fields.optional("cores"), "cores", 1, MAX_CORES, DEFAULT_CORES));
        double quota = quota(fields.optional("cpuQuota"));
        long period = scalars.nanos(
                fields.optional("cpuPeriod"), "cpuPeriod", MIN_PERIOD_NANOS, MAX_PERIOD_NANOS, DEFAULT_PERIOD_NANOS);
        long limit = memoryLimit(fields.optional("memoryLimit"));
        long outside = scalars.size(fields.optional("outsideGo"), "outsideGo", MAX_MEMORY, 0);
        long other = scalars.size(fields.optional("otherGo"), "otherGo", MAX_MEMORY, 0);
        double perHeapByte = scalars.number(fields.optional("otherGoPerHeapByte"), "otherGoPerHeapByte", 0, 10, 0);
        String profile = profile(fields.optional("profile"));
        Map<Cost, Double> costs = costs(fields.optional("costs"));
        fields.finish();
        return new MachineSpec(cores, quota, period, limit, outside, profile, other, perHeapByte, costs);
    }

    private Map<Cost, Double> costs(@Nullable Node node) {
        Map<Cost, Double> costs = new EnumMap<>(Cost.class);
        Fields fields = node == null ? null : Fields.of(node, "costs", problems);
        if (fields == null) {
            return costs;
        }
        for (Cost cost : Cost.values()) {
            Node value = fields.optional(cost.key());
            if (value != null) {
                costs.put(cost, scalars.number(value, cost.key(), 0, MachineProfileReader.MAX_VALUE, 0));
            }
        }
        fields.finish();
        return costs;
    }

    /** CPUs per period; 0 for none. */
    double quota(@Nullable Node node) {
        return isOff(node) ? 0 : scalars.number(node, "cpuQuota", MIN_QUOTA, MAX_CORES, 0);
    }

    private long memoryLimit(@Nullable Node node) {
        if (isOff(node)) {
            return Long.MAX_VALUE;
        }
        int before = problems.count();
        long limit = scalars.size(node, "memoryLimit", MAX_MEMORY, Long.MAX_VALUE);
        if (node != null && limit < MIN_MEMORY && problems.count() == before) {
            problems.at(
                    node,
                    "memoryLimit is " + ByteSize.print(limit) + "; allowed is " + ByteSize.print(MIN_MEMORY) + " to "
                            + ByteSize.print(MAX_MEMORY) + ", or off");
        }
        return Math.max(MIN_MEMORY, limit);
    }

    private String profile(@Nullable Node node) {
        String name = node == null ? null : scalars.text(node, "profile");
        if (node == null || name == null) {
            return "";
        }
        if (MachineProfiles.isFile(name)) {
            return inFolder(node, name);
        }
        if (!MachineProfiles.names().contains(name)) {
            problems.at(
                    node,
                    Scalars.bad(
                                    "profile",
                                    name,
                                    "one of " + String.join(", ", MachineProfiles.names())
                                            + ", or a file that ends in .yaml")
                            + NearMiss.hint(name, MachineProfiles.names()));
            return "";
        }
        return name;
    }

    private String inFolder(Node node, String name) {
        try {
            Path path = Path.of(name);
            return folder == null ? path.toString() : folder.resolve(path).toString();
        } catch (InvalidPathException e) {
            problems.at(node, Scalars.bad("profile", name, "a file's name"));
            return "";
        }
    }

    private static boolean isOff(@Nullable Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(OFF);
    }
}
