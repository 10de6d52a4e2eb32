package org.heapgoal.workload.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.sim.units.NearMiss;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The keys of one mapping while it is read. Ask for every key that is allowed, then call {@link #finish}, which reports
 * the others. What cannot be read is noted in the document's problems and replaced by a harmless value.
 */
public final class Fields {
    private final MappingNode node;
    private final String what;
    private final Problems problems;
    private final Map<String, NodeTuple> byKey = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<String> missing = new ArrayList<>();

    private Fields(MappingNode node, String what, Problems problems) {
        this.node = node;
        this.what = what;
        this.problems = problems;
    }

    /**
     * Starts reading a mapping.
     *
     * @param what names the mapping in messages
     * @return nothing, with a problem noted, if the node is no mapping
     */
    public static @Nullable Fields of(Node node, String what, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, what + " has to be a mapping of keys to values");
            return null;
        }
        Fields fields = new Fields(mapping, what, problems);
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.at(tuple.getKeyNode(), "a key has to be a word");
            } else if (fields.byKey.putIfAbsent(key.getValue(), tuple) != null) {
                problems.at(key, "the key " + key.getValue() + " is given twice in " + what);
            }
        }
        return fields;
    }

    /** The mapping itself. */
    public Node node() {
        return node;
    }

    /** Where problems of the document are noted. */
    public Problems problems() {
        return problems;
    }

    /** The keys that are there, in the order of the file; does not count as asking for them. */
    public List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    /** Where a key that is there stands. */
    public Node keyNode(String key) {
        NodeTuple tuple = byKey.get(key);
        return tuple == null ? node : tuple.getKeyNode();
    }

    /** Whether the key is there; counts as asking for it. */
    public boolean has(String key) {
        asked.add(key);
        return byKey.containsKey(key);
    }

    /** The value of a key, or nothing if it is not there. */
    public @Nullable Node optional(String key) {
        asked.add(key);
        NodeTuple tuple = byKey.get(key);
        return tuple == null ? null : tuple.getValueNode();
    }

    /** The value of a key that has to be there; its absence is a problem. */
    public @Nullable Node required(String key) {
        Node value = optional(key);
        if (value == null) {
            missing.add(key);
        }
        return value;
    }

    /** Reports keys that nobody asked for, and required ones that are not there. */
    public void finish() {
        Set<String> meant = new LinkedHashSet<>();
        for (Map.Entry<String, NodeTuple> entry : byKey.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                NearMiss.of(entry.getKey(), asked).ifPresent(meant::add);
                problems.at(
                        entry.getValue().getKeyNode(),
                        "unknown key \"" + entry.getKey() + "\" in " + what + ": allowed are "
                                + String.join(", ", asked) + NearMiss.hint(entry.getKey(), asked));
            }
        }
        // A misspelt required key is one mistake, not two.
        for (String key : missing) {
            if (!meant.contains(key)) {
                problems.at(node, what + " lacks the key " + key);
            }
        }
    }
}
