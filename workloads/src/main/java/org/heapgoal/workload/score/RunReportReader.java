package org.heapgoal.workload.score;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.yaml.YamlText;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads what a program of {@code validation/programs} printed of its run: one JSON object, of which the settings in force,
 * the phases, the peak of mapped memory, the latencies and the limiter's last cycle are used.
 */
final class RunReportReader {
    private static final YamlText.Kind KIND = new YamlText.Kind("run report", "settings and phases");
    private static final String LIMITER = "/gc/limiter/last-enabled:gc-cycle";
    private static final String OFF = "off";

    private final String file;
    private final Map<String, Node> root;

    private RunReportReader(String file, Map<String, Node> root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read, is no JSON object, or lacks something that is needed
     */
    static RunReportReader of(Path path) {
        String file = path.toString();
        Node node = YamlText.compose(file, YamlText.read(path, KIND), KIND);
        return new RunReportReader(file, mapping(node, file, "a run report"));
    }

    /** The program's name. */
    String program() {
        return text(root, "program");
    }

    /** What was fixed in the run. */
    LoadMode mode() {
        String word = text(root, "mode");
        for (LoadMode mode : LoadMode.values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw BadInput.in(file, "mode is \"" + word + "\"; allowed are saturated and paced");
    }

    /** The settings in force. */
    GcSettings settings() {
        Map<String, Node> settings = mapping(required(root, "settings"), file, "settings");
        String gogc = text(settings, "GOGC");
        String limit = text(settings, "GOMEMLIMIT");
        return new GcSettings(
                gogc.equals(OFF) ? GcSettings.GC_PERCENT_OFF : (int) number(gogc, "GOGC"),
                limit.equals(OFF) ? GcSettings.NO_MEMORY_LIMIT : Math.round(number(limit, "GOMEMLIMIT")),
                (int) number(text(settings, "GOMAXPROCS"), "GOMAXPROCS"));
    }

    /** What scoring uses of the rest. */
    RunReport report() {
        Node latencies = root.get("latencySeconds");
        Node metrics = root.get("metrics");
        OptionalDouble p99 = latencies == null
                ? OptionalDouble.empty()
                : optional(mapping(latencies, file, "latencySeconds"), "p99");
        OptionalDouble limiter =
                metrics == null ? OptionalDouble.empty() : optional(mapping(metrics, file, "metrics"), LIMITER);
        return new RunReport(setUpBytes(), optional(root, "peakMappedBytes"), p99, limiter.orElse(0) > 0);
    }

    private double setUpBytes() {
        if (!(required(root, "phases") instanceof SequenceNode phases)) {
            throw BadInput.in(file, "phases has to be a list");
        }
        for (Node node : phases.getValue()) {
            Map<String, Node> phase = mapping(node, file, "a phase");
            if (text(phase, "name").equals("load")) {
                return number(text(phase, "allocatedBytes"), "allocatedBytes");
            }
        }
        throw BadInput.in(file, "phases has no \"load\": the run ended before its load began");
    }

    private Node required(Map<String, Node> map, String key) {
        Node node = map.get(key);
        if (node == null) {
            throw BadInput.in(file, "lacks the key " + key);
        }
        return node;
    }

    private String text(Map<String, Node> map, String key) {
        if (required(map, key) instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw BadInput.in(file, key + " has to be a single value");
    }

    private OptionalDouble optional(Map<String, Node> map, String key) {
        Node node = map.get(key);
        return node instanceof ScalarNode scalar
                ? OptionalDouble.of(number(scalar.getValue(), key))
                : OptionalDouble.empty();
    }

    private double number(String text, String key) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= 1e18) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw BadInput.in(file, String.format(Locale.ROOT, "%s is \"%s\"; a number is expected", key, text));
    }

    private static Map<String, Node> mapping(@Nullable Node node, String file, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw BadInput.in(file, what + " has to be an object");
        }
        Map<String, Node> out = new LinkedHashMap<>();
        List<NodeTuple> tuples = mapping.getValue();
        for (NodeTuple tuple : tuples) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                out.put(key.getValue(), tuple.getValueNode());
            }
        }
        return out;
    }
}
