package org.heapgoal.workload.score;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.yaml.YamlText;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code machine.json}, the facts about the machine that a corpus was recorded on: an object of single values. */
final class MachineFacts {
    private static final YamlText.Kind KIND = new YamlText.Kind("list of facts about a machine", "one of them");
    private static final String FILE = "machine.json";

    private MachineFacts() {}

    /**
     * The facts as lines for a page; none where the file is missing.
     *
     * @throws BadInput if the file is no object
     */
    static List<String> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        Node root = YamlText.compose(file.toString(), YamlText.read(file, KIND), KIND);
        if (!(root instanceof MappingNode mapping)) {
            throw BadInput.in(file.toString(), "has to be an object");
        }
        List<String> out = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String value = text(tuple.getValueNode());
            if (tuple.getKeyNode() instanceof ScalarNode key && !value.isBlank()) {
                out.add(key.getValue() + ": " + value);
            }
        }
        return out;
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return node instanceof SequenceNode list
                ? String.join(
                        "; ", list.getValue().stream().map(MachineFacts::text).toList())
                : "";
    }
}
