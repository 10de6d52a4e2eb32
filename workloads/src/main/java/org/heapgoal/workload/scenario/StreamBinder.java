package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.workload.stream.ValueStream;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads streams: a number, or a mapping with one form ({@code constant}, {@code ramp}, {@code step}, {@code unit},
 * {@code oscillate}, {@code random}, {@code sum}, or {@code of} for a stream in brackets) and any of the modifiers
 * {@code delay}, {@code scale}, {@code offset}, {@code limit}, {@code quantize}, applied in this order.
 */
final class StreamBinder {
    static final List<String> FORMS = List.of("constant", "ramp", "step", "unit", "oscillate", "random", "sum", "of");

    private static final double MOST = ValueStream.MAX_MAGNITUDE;
    private static final int MAX_CYCLES = ValueStream.MAX_CYCLES;
    private static final ValueStream NOTHING = new ValueStream.Constant(0);

    private final Problems problems;
    private final Scalars scalars;
    private final Set<Long> seeds = new LinkedHashSet<>();

    /** A binder for one quantity; its noise streams need different seeds. */
    StreamBinder(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    ValueStream bind(@Nullable Node node, String name, ValueStream absent) {
        if (node == null) {
            return absent;
        }
        if (node instanceof ScalarNode) {
            return new ValueStream.Constant(number(node, name));
        }
        Fields fields = Fields.of(node, "the stream " + name, problems);
        if (fields == null) {
            return absent;
        }
        List<String> forms = FORMS.stream().filter(fields::has).toList();
        ValueStream stream = NOTHING;
        if (forms.size() == 1) {
            stream = form(fields, forms.get(0));
        }
        int before = problems.count();
        ValueStream modified = modified(fields, stream);
        fields.finish();
        if (forms.size() != 1 && problems.count() == before) {
            problems.at(
                    node,
                    "the stream " + name + " needs exactly one of " + String.join(", ", FORMS)
                            + (forms.isEmpty() ? "" : ", not " + String.join(" and ", forms)));
        }
        return modified;
    }

    private double number(@Nullable Node node, String name) {
        return scalars.number(node, name, -MOST, MOST, 0);
    }

    private ValueStream form(Fields fields, String form) {
        Node value = fields.required(form);
        if (value == null) {
            return NOTHING;
        }
        return switch (form) {
            case "constant" -> new ValueStream.Constant(number(value, form));
            case "unit" -> new ValueStream.Unit(number(value, form));
            case "ramp" -> ramp(value);
            case "step" -> step(value);
            case "oscillate" -> oscillate(value);
            case "random" -> random(value);
            case "sum" -> sum(value);
            default -> bind(value, "of", NOTHING);
        };
    }

    private ValueStream ramp(Node node) {
        Fields fields = Fields.of(node, "ramp", problems);
        if (fields == null) {
            return NOTHING;
        }
        double to = number(fields.required("to"), "to");
        int over = cycles(fields.required("over"), "over", 1);
        fields.finish();
        return new ValueStream.Ramp(to, over);
    }

    private ValueStream step(Node node) {
        Fields fields = Fields.of(node, "step", problems);
        if (fields == null) {
            return NOTHING;
        }
        double to = number(fields.required("to"), "to");
        int at = cycles(fields.required("at"), "at", 0);
        fields.finish();
        return new ValueStream.Step(to, at);
    }

    private ValueStream oscillate(Node node) {
        Fields fields = Fields.of(node, "oscillate", problems);
        if (fields == null) {
            return NOTHING;
        }
        double amplitude = number(fields.required("amplitude"), "amplitude");
        double most = ValueStream.Oscillate.MAX_PHASE;
        double phase = scalars.number(fields.optional("phase"), "phase", -most, most, 0);
        int period = cycles(fields.required("period"), "period", 1);
        fields.finish();
        return new ValueStream.Oscillate(amplitude, phase, period);
    }

    private ValueStream random(Node node) {
        Fields fields = Fields.of(node, "random", problems);
        if (fields == null) {
            return NOTHING;
        }
        double amplitude = number(fields.required("amplitude"), "amplitude");
        long seed = scalars.whole(fields.optional("seed"), "seed", Long.MIN_VALUE, Long.MAX_VALUE, 0);
        String generator = scalars.word(fields.optional("generator"), "generator", List.of("named", "go"));
        fields.finish();
        boolean go = "go".equals(generator);
        if (!go && !seeds.add(seed)) {
            problems.at(
                    node,
                    "two random streams of one quantity have the seed " + seed
                            + " and would be the same noise: give one another seed");
        }
        try {
            return new ValueStream.Noise(amplitude, seed, go ? ValueStream.Generator.GO : ValueStream.Generator.NAMED);
        } catch (IllegalArgumentException e) {
            problems.at(node, "random: " + e.getMessage());
            return NOTHING;
        }
    }

    private ValueStream sum(Node node) {
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > ValueStream.Sum.MAX_TERMS) {
            problems.at(node, "sum has to be a list of 1 to " + ValueStream.Sum.MAX_TERMS + " streams");
            return NOTHING;
        }
        List<ValueStream> terms = new ArrayList<>();
        for (Node term : list.getValue()) {
            terms.add(bind(term, "in a sum", NOTHING));
        }
        return new ValueStream.Sum(terms);
    }

    private ValueStream modified(Fields fields, ValueStream base) {
        ValueStream stream = base;
        if (fields.has("delay")) {
            stream = new ValueStream.Delay(stream, cycles(fields.required("delay"), "delay", 0));
        }
        if (fields.has("scale")) {
            stream = new ValueStream.Scale(stream, number(fields.required("scale"), "scale"));
        }
        if (fields.has("offset")) {
            stream = new ValueStream.Offset(stream, number(fields.required("offset"), "offset"));
        }
        if (fields.has("limit")) {
            stream = limited(fields.required("limit"), stream);
        }
        if (fields.has("quantize")) {
            stream = new ValueStream.Quantize(
                    stream, scalars.number(fields.required("quantize"), "quantize", 1e-9, MOST, 1));
        }
        return stream;
    }

    private ValueStream limited(@Nullable Node node, ValueStream stream) {
        Fields fields = node == null ? null : Fields.of(node, "limit", problems);
        if (fields == null) {
            return stream;
        }
        double min = scalars.number(fields.optional("min"), "min", -MOST, MOST, -MOST);
        double max = scalars.number(fields.optional("max"), "max", -MOST, MOST, MOST);
        fields.finish();
        if (min > max) {
            problems.at(fields.node(), "min " + Scalars.plain(min) + " is above max " + Scalars.plain(max));
            return stream;
        }
        return new ValueStream.Limit(stream, min, max);
    }

    private int cycles(@Nullable Node node, String name, int least) {
        return Math.toIntExact(scalars.whole(node, name, least, MAX_CYCLES, Math.max(1, least)));
    }
}
