package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.heapgoal.process.program.Source;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what starts goroutines. */
final class SourceBinder {
    static final int MAX_SOURCES = 1_000;
    static final int MAX_STATES = 100;
    static final int MAX_INSTANTS = 100_000;
    static final double MIN_RATE = 1e-6;
    static final double MAX_RATE = 1e6;

    static final List<String> FORMS = List.of("fixed", "poisson", "regular", "bursty", "series", "closed");

    private final Problems problems;
    private final Scalars scalars;
    private final Amounts amounts;
    private final Names names;
    private final Set<String> programs;

    SourceBinder(Problems problems, Set<String> programs) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.amounts = new Amounts(problems);
        this.names = new Names(problems);
        this.programs = programs;
    }

    List<Source> sources(@Nullable Node node) {
        List<Source> sources = new ArrayList<>();
        if (node == null) {
            return sources;
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_SOURCES) {
            problems.at(node, "sources has to be a list of 1 to " + MAX_SOURCES + " sources");
            return sources;
        }
        for (Node item : list.getValue()) {
            Source source = source(item);
            if (source != null) {
                sources.add(source);
            }
        }
        return sources;
    }

    private @Nullable Source source(Node node) {
        Fields fields = Fields.of(node, "a source", problems);
        if (fields == null) {
            return null;
        }
        List<String> present = FORMS.stream().filter(fields::has).toList();
        int before = problems.count();
        fields.finish();
        if (present.size() != 1) {
            if (problems.count() == before) {
                problems.at(node, "a source needs exactly one of " + String.join(", ", FORMS));
            }
            return null;
        }
        Node value = fields.required(present.get(0));
        Fields inner = value == null ? null : Fields.of(value, present.get(0), problems);
        return inner == null ? null : source(present.get(0), inner);
    }

    private @Nullable Source source(String form, Fields fields) {
        String program = names.known(fields.required("program"), "program", "programs", programs);
        long from = scalars.nanos(fields.optional("from"), "from", 0, ProcessBinder.MAX_DURATION_NANOS, 0);
        Node untilNode = fields.optional("until");
        long until = scalars.nanos(untilNode, "until", 0, ProcessBinder.MAX_DURATION_NANOS, Long.MAX_VALUE);
        if (untilNode != null && until <= from) {
            problems.at(untilNode, "until is not after from");
            until = from + 1;
        }
        Source source = switch (form) {
            case "fixed" -> new Source.Fixed(program, count(fields, "count"), from, until);
            case "poisson" -> new Source.Poisson(program, rate(fields), from, until);
            case "regular" -> new Source.Regular(program, rate(fields), from, until);
            case "bursty" -> new Source.Bursty(program, states(fields.required("states")), from, until);
            case "series" -> {
                List<Long> instants = instants(fields.required("at"));
                yield instants.isEmpty() ? null : new Source.Series(program, instants, from, until);
            }
            default -> {
                int clients = count(fields, "clients");
                Distribution think = amounts.time(fields.required("think"), "think");
                yield new Source.Closed(program, clients, think, from, until);
            }
        };
        fields.finish();
        return source;
    }

    private int count(Fields fields, String key) {
        return Math.toIntExact(scalars.whole(fields.required(key), key, 1, ProcessBounds.MAX_GOROUTINES, 1));
    }

    private double rate(Fields fields) {
        return scalars.number(fields.required("rate"), "rate", MIN_RATE, MAX_RATE, 1);
    }

    private List<Source.RateState> states(@Nullable Node node) {
        List<Source.RateState> states = new ArrayList<>();
        if (node == null) {
            return states;
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_STATES) {
            problems.at(node, "states has to be a list of 1 to " + MAX_STATES + " states");
            return states;
        }
        boolean arrivals = false;
        for (Node item : list.getValue()) {
            Fields fields = Fields.of(item, "a state", problems);
            if (fields != null) {
                double rate = scalars.number(fields.required("rate"), "rate", 0, MAX_RATE, 1);
                long mean = scalars.nanos(
                        fields.required("mean"), "mean", 1_000, ProcessBinder.MAX_DURATION_NANOS, 1_000_000_000);
                fields.finish();
                arrivals |= rate > 0;
                states.add(new Source.RateState(rate, (double) mean));
            }
        }
        if (!arrivals) {
            problems.at(node, "no state has a rate above 0");
        }
        return states;
    }

    private List<Long> instants(@Nullable Node node) {
        List<Long> instants = new ArrayList<>();
        if (node == null) {
            return instants;
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_INSTANTS) {
            problems.at(node, "at has to be a list of 1 to " + MAX_INSTANTS + " times in order");
            return instants;
        }
        long last = 0;
        for (Node item : list.getValue()) {
            long at = scalars.nanos(item, "at", 0, ProcessBinder.MAX_DURATION_NANOS, last);
            if (at < last) {
                problems.at(item, "at goes back in time; the times have to be in order");
            }
            last = Math.max(last, at);
            instants.add(last);
        }
        return instants;
    }
}
