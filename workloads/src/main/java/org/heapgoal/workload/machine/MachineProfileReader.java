package org.heapgoal.workload.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.machine.MachineProfile.Entry;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.heapgoal.workload.yaml.YamlText;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads machine profiles. */
public final class MachineProfileReader {
    /** The largest value of a cost. */
    public static final double MAX_VALUE = 1e9;

    static final double MAX_SPREAD = 100;

    private static final YamlText.Kind KIND =
            new YamlText.Kind("machine profile", "the keys name, description and costs");
    private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}";
    private static final int MAX_TEXT = 2_000;
    private static final List<String> BOOLEANS = List.of("true", "false");

    private final Problems problems;
    private final Scalars scalars;

    private MachineProfileReader(String file) {
        this.problems = new Problems(file);
        this.scalars = new Scalars(problems);
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read or is no profile: every problem with its line and column
     */
    public static MachineProfile read(Path file) {
        return read(file.toString(), YamlText.read(file, KIND));
    }

    /**
     * Reads a profile's text.
     *
     * @param name what messages call the file
     * @throws BadInput as {@link #read(Path)} does
     */
    public static MachineProfile read(String name, String text) {
        return new MachineProfileReader(name).bind(YamlText.compose(name, text, KIND));
    }

    private MachineProfile bind(Node root) {
        Fields fields = Fields.of(root, "the machine profile", problems);
        if (fields == null) {
            problems.throwIfAny();
            throw new AssertionError("a problem was noted");
        }
        String name = text(fields.required("name"), "name", NAME_PATTERN, "1 to 80 letters, digits and . _ -");
        String description =
                text(fields.required("description"), "description", "(?s).{1,2000}", "1 to 2000 characters");
        @Nullable MachineProfile base = base(fields.optional("base"));
        boolean greenTea = flag(fields.optional("greenTea"), "greenTea", base != null && base.greenTea());
        boolean vectorScan = flag(fields.optional("vectorScan"), "vectorScan", base != null && base.vectorScan());
        Map<Cost, Entry> costs = costs(fields.required("costs"), base);
        fields.finish();
        problems.throwIfAny();
        return new MachineProfile(name, description.strip(), greenTea, vectorScan, costs);
    }

    private String text(@Nullable Node node, String key, String pattern, String allowed) {
        String text = node == null ? null : scalars.text(node, key);
        if (node == null || text == null) {
            return "";
        }
        if (!text.matches(pattern)) {
            problems.at(node, Scalars.bad(key, text, allowed));
        }
        return text;
    }

    private @Nullable MachineProfile base(@Nullable Node node) {
        String name = scalars.word(node, "base", MachineProfiles.names());
        return name == null ? null : MachineProfiles.load(name);
    }

    private boolean flag(@Nullable Node node, String key, boolean inherited) {
        String word = scalars.word(node, key, BOOLEANS);
        return word == null ? inherited : word.equals("true");
    }

    private Map<Cost, Entry> costs(@Nullable Node node, @Nullable MachineProfile base) {
        Map<Cost, Entry> costs = new EnumMap<>(Cost.class);
        Fields fields = node == null ? null : Fields.of(node, "costs", problems);
        if (fields == null) {
            return costs;
        }
        List<String> missing = new ArrayList<>();
        for (Cost cost : Cost.values()) {
            Node value = fields.optional(cost.key());
            Entry inherited = base == null ? null : base.entries().get(cost);
            if (value != null) {
                costs.put(cost, entry(value, cost));
            } else if (inherited != null) {
                costs.put(cost, inherited);
            } else {
                missing.add(cost.key());
            }
        }
        int before = problems.count();
        fields.finish();
        // A misspelt cost is one mistake, not two.
        if (!missing.isEmpty() && problems.count() == before) {
            problems.at(
                    fields.node(),
                    "costs lacks " + String.join(", ", missing)
                            + "; allowed is to leave costs out where base names a profile that has them");
        }
        return costs;
    }

    private Entry entry(Node node, Cost cost) {
        Fields fields = Fields.of(node, cost.key(), problems);
        if (fields == null) {
            return new Entry(0, 0, "");
        }
        double value = scalars.number(fields.required("value"), "value", 0, MAX_VALUE, 0);
        double spread = scalars.number(fields.optional("spread"), "spread", 0, MAX_SPREAD, 0);
        String source = text(fields.required("source"), "source", "(?s).{1," + MAX_TEXT + "}", "1 to 2000 characters");
        fields.finish();
        return new Entry(value, spread, source.strip());
    }
}
