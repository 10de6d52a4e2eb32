package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.heapgoal.workload.stream.ValueStream;
import org.heapgoal.workload.yaml.Numbers;

/** Prints streams in YAML's flow style, as {@link StreamBinder} reads them. */
final class StreamWriter {
    private StreamWriter() {}

    static String write(ValueStream stream) {
        if (stream instanceof ValueStream.Constant constant) {
            return Numbers.shortest(constant.value());
        }
        List<String> modifiers = new ArrayList<>();
        ValueStream inner = stream;
        int rank = Integer.MAX_VALUE;
        // Modifiers of one mapping are applied in their fixed order, so from outside in their ranks fall.
        while (rank(inner) >= 0 && rank(inner) < rank) {
            rank = rank(inner);
            modifiers.add(modifier(inner));
            inner = inside(inner);
        }
        List<String> entries = new ArrayList<>();
        entries.add(rank(inner) >= 0 ? "of: " + write(inner) : form(inner));
        Collections.reverse(modifiers);
        entries.addAll(modifiers);
        return "{" + String.join(", ", entries) + "}";
    }

    private static int rank(ValueStream stream) {
        if (stream instanceof ValueStream.Delay) {
            return 0;
        }
        if (stream instanceof ValueStream.Scale) {
            return 1;
        }
        if (stream instanceof ValueStream.Offset) {
            return 2;
        }
        if (stream instanceof ValueStream.Limit) {
            return 3;
        }
        return stream instanceof ValueStream.Quantize ? 4 : -1;
    }

    private static ValueStream inside(ValueStream stream) {
        if (stream instanceof ValueStream.Delay delay) {
            return delay.stream();
        }
        if (stream instanceof ValueStream.Scale scale) {
            return scale.stream();
        }
        if (stream instanceof ValueStream.Offset offset) {
            return offset.stream();
        }
        if (stream instanceof ValueStream.Limit limit) {
            return limit.stream();
        }
        return ((ValueStream.Quantize) stream).stream();
    }

    private static String modifier(ValueStream stream) {
        if (stream instanceof ValueStream.Delay delay) {
            return "delay: " + delay.cycles();
        }
        if (stream instanceof ValueStream.Scale scale) {
            return "scale: " + Numbers.shortest(scale.factor());
        }
        if (stream instanceof ValueStream.Offset offset) {
            return "offset: " + Numbers.shortest(offset.amount());
        }
        if (stream instanceof ValueStream.Limit limit) {
            return "limit: {min: " + Numbers.shortest(limit.min()) + ", max: " + Numbers.shortest(limit.max()) + "}";
        }
        return "quantize: " + Numbers.shortest(((ValueStream.Quantize) stream).multiple());
    }

    private static String form(ValueStream stream) {
        if (stream instanceof ValueStream.Constant constant) {
            return "constant: " + Numbers.shortest(constant.value());
        }
        if (stream instanceof ValueStream.Ramp ramp) {
            return "ramp: {to: " + Numbers.shortest(ramp.height()) + ", over: " + ramp.cycles() + "}";
        }
        if (stream instanceof ValueStream.Step step) {
            return "step: {to: " + Numbers.shortest(step.height()) + ", at: " + step.at() + "}";
        }
        if (stream instanceof ValueStream.Unit unit) {
            return "unit: " + Numbers.shortest(unit.value());
        }
        if (stream instanceof ValueStream.Oscillate swing) {
            return "oscillate: {amplitude: " + Numbers.shortest(swing.amplitude()) + ", phase: "
                    + Numbers.shortest(swing.phase()) + ", period: " + swing.period() + "}";
        }
        if (stream instanceof ValueStream.Noise noise) {
            String generator = noise.generator() == ValueStream.Generator.GO ? "go" : "named";
            return "random: {amplitude: " + Numbers.shortest(noise.amplitude()) + ", seed: " + noise.seed()
                    + ", generator: " + generator + "}";
        }
        return ((ValueStream.Sum) stream)
                .terms().stream().map(StreamWriter::write).collect(Collectors.joining(", ", "sum: [", "]"));
    }
}
