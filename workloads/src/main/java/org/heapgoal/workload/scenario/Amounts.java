package org.heapgoal.workload.scenario;

import java.util.List;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Numbers;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads and prints times and sizes that may differ from draw to draw: a plain value, or a mapping from the name of a
 * distribution to its parameters. Times are nanoseconds inside, sizes bytes.
 */
final class Amounts {
    /** The names of the distributions. */
    static final List<String> FORMS = List.of("constant", "uniform", "exponential", "weibull", "pareto", "lognormal");

    /** The longest time that may be drawn. */
    static final long MAX_NANOS = 1_000 * 3_600_000_000_000L;

    /** The largest size that may be drawn. */
    static final long MAX_BYTES = 64L << 30;

    /** The distance of the extreme draws from 0 and 1, as {@link Distribution} states it. */
    private static final double EXTREME = 1 / 4294967088.0;

    private static final double EXACT_LONG = 0x1p53;
    private static final String FRACTION_OF_NANOS = "(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?ns";

    private final Problems problems;
    private final Scalars scalars;

    Amounts(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** What is drawn. */
    enum Quantity {
        /** Nanoseconds. */
        TIME,
        /** Bytes. */
        SIZE;

        /** The largest draw that is allowed. */
        double most() {
            return (double) (this == TIME ? MAX_NANOS : MAX_BYTES);
        }

        /** A value as it is read back. */
        String print(double value) {
            if (this == SIZE) {
                return Numbers.amount(value);
            }
            boolean whole = value < EXACT_LONG && value == StrictMath.rint(value);
            return whole ? GoDuration.print(Amd64.toInt64(value)) : Numbers.shortest(value) + "ns";
        }
    }

    /** A time in nanoseconds that has to be there. */
    Distribution time(@Nullable Node node, String name) {
        return read(node, name, Quantity.TIME);
    }

    /** A size in bytes that has to be there. */
    Distribution size(@Nullable Node node, String name) {
        return read(node, name, Quantity.SIZE);
    }

    private Distribution read(@Nullable Node node, String name, Quantity quantity) {
        if (node == null) {
            return new Distribution.Constant(0);
        }
        if (!(node instanceof MappingNode)) {
            return new Distribution.Constant(value(node, name, quantity));
        }
        Fields fields = Fields.of(node, name, problems);
        if (fields == null) {
            return new Distribution.Constant(0);
        }
        List<String> present = FORMS.stream().filter(fields::has).toList();
        int before = problems.count();
        fields.finish();
        if (present.size() != 1) {
            if (problems.count() == before) {
                problems.at(
                        node,
                        name + " needs exactly one of " + String.join(", ", FORMS)
                                + (present.isEmpty() ? "" : ", not " + String.join(" and ", present)));
            }
            return new Distribution.Constant(0);
        }
        Node value = fields.required(present.get(0));
        return value == null ? new Distribution.Constant(0) : checked(value, name, quantity, present.get(0));
    }

    private Distribution checked(Node node, String name, Quantity quantity, String form) {
        int before = problems.count();
        try {
            Distribution drawn = form(node, quantity, form);
            double largest = drawn.quantile(1 - EXTREME);
            if (problems.count() == before && !(largest <= quantity.most())) {
                problems.at(
                        node,
                        name + ": this distribution's largest draw is " + printRounded(quantity, largest)
                                + "; allowed is up to " + quantity.print(quantity.most()));
            }
            return drawn;
        } catch (IllegalArgumentException e) {
            // A value that could not be read has its own message already.
            if (problems.count() == before) {
                problems.at(node, name + ": " + e.getMessage());
            }
            return new Distribution.Constant(0);
        }
    }

    private static String printRounded(Quantity quantity, double value) {
        return value < EXACT_LONG ? quantity.print(StrictMath.rint(value)) : "beyond all measure";
    }

    private Distribution form(Node node, Quantity quantity, String form) {
        if (form.equals("constant")) {
            return new Distribution.Constant(value(node, form, quantity));
        }
        if (form.equals("exponential")) {
            return new Distribution.Exponential(value(node, form, quantity));
        }
        Fields fields = Fields.of(node, form, problems);
        if (fields == null) {
            return new Distribution.Constant(0);
        }
        Distribution drawn = switch (form) {
            case "uniform" -> new Distribution.Uniform(field(fields, "min", quantity), field(fields, "max", quantity));
            case "weibull" -> new Distribution.Weibull(shape(fields), field(fields, "scale", quantity));
            case "pareto" -> new Distribution.Pareto(shape(fields), field(fields, "min", quantity));
            default -> lognormal(fields, quantity);
        };
        fields.finish();
        return drawn;
    }

    private Distribution lognormal(Fields fields, Quantity quantity) {
        if (fields.has("mu")) {
            double mu = scalars.number(fields.required("mu"), "mu", -100, 100, 1);
            return new Distribution.LogNormal(mu, scalars.number(fields.required("sigma"), "sigma", 0, 100, 1));
        }
        double median = field(fields, "median", quantity);
        return Distribution.LogNormal.ofMedian(
                median, scalars.number(fields.required("spread"), "spread", 1, 1e6, Math.E));
    }

    private double shape(Fields fields) {
        return scalars.number(fields.required("shape"), "shape", 0.01, 100, 1);
    }

    private double field(Fields fields, String key, Quantity quantity) {
        Node node = fields.required(key);
        // An absent value is a problem of its own; 1 keeps the distribution from adding another.
        return node == null ? 1 : value(node, key, quantity);
    }

    private double value(Node node, String name, Quantity quantity) {
        if (quantity == Quantity.SIZE) {
            return scalars.amount(node, name, 0, quantity.most(), 1);
        }
        String text = scalars.text(node, name);
        if (text == null) {
            return 1;
        }
        try {
            double nanos = text.matches(FRACTION_OF_NANOS)
                    ? Double.parseDouble(text.substring(0, text.length() - 2))
                    : (double) GoDuration.parse(text);
            if (nanos >= 0 && nanos <= quantity.most()) {
                return nanos;
            }
        } catch (BadInput e) {
            // Reported below, like a time out of range.
        }
        problems.at(
                node,
                Scalars.bad(
                        name,
                        text,
                        "a time with its unit, such as 120us, from 0s to " + GoDuration.print(MAX_NANOS)
                                + ", or a mapping with one of " + String.join(", ", FORMS)));
        return 1;
    }

    /** A distribution in YAML's flow style. */
    static String print(Distribution drawn, Quantity quantity) {
        if (drawn instanceof Distribution.Constant constant) {
            return quantity.print(constant.value());
        }
        if (drawn instanceof Distribution.Exponential exponential) {
            return "{exponential: " + quantity.print(exponential.mean()) + "}";
        }
        if (drawn instanceof Distribution.Uniform uniform) {
            return "{uniform: {min: " + quantity.print(uniform.low()) + ", max: " + quantity.print(uniform.high())
                    + "}}";
        }
        if (drawn instanceof Distribution.Weibull weibull) {
            return "{weibull: {shape: " + Numbers.shortest(weibull.shape()) + ", scale: "
                    + quantity.print(weibull.scale()) + "}}";
        }
        if (drawn instanceof Distribution.Pareto pareto) {
            return "{pareto: {shape: " + Numbers.shortest(pareto.shape()) + ", min: " + quantity.print(pareto.minimum())
                    + "}}";
        }
        return printLogNormal((Distribution.LogNormal) drawn, quantity);
    }

    /** As median and spread where short numbers say exactly that, else as its parameters. */
    private static String printLogNormal(Distribution.LogNormal drawn, Quantity quantity) {
        double median = StrictMath.rint(StrictMath.exp(drawn.mu()));
        double spread = StrictMath.rint(StrictMath.exp(drawn.sigma()) * 1000) / 1000;
        if (median > 0
                && spread > 1
                && Distribution.LogNormal.ofMedian(median, spread).equals(drawn)) {
            return "{lognormal: {median: " + quantity.print(median) + ", spread: " + Numbers.shortest(spread) + "}}";
        }
        return "{lognormal: {mu: " + Numbers.shortest(drawn.mu()) + ", sigma: " + Numbers.shortest(drawn.sigma())
                + "}}";
    }
}
