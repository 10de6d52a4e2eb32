package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the allocation sites of a process. */
final class SiteBinder {
    static final int MAX_SITES = 1_000;
    static final int MAX_SIZES = 1_000;

    /** The largest object. */
    static final long MAX_OBJECT_BYTES = 16L << 30;

    static final double MIN_WEIGHT = 1e-12;
    static final double MAX_WEIGHT = 1e12;

    private static final List<String> SIZE_FORMS = List.of("lognormal", "exponential", "pareto", "uniform");
    private static final List<String> WORDS = List.of("immortal", "transient", "goroutine", "iteration");
    private static final List<String> BOOLEANS = List.of("true", "false");

    private final Problems problems;
    private final Scalars scalars;
    private final Amounts amounts;
    private final Names names;
    private final Collection<String> caches;
    private final Set<String> groups = new LinkedHashSet<>();

    SiteBinder(Problems problems, Collection<String> caches) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.amounts = new Amounts(problems);
        this.names = new Names(problems);
        this.caches = caches;
    }

    /** The groups that the sites read so far put objects into. */
    Set<String> groups() {
        return groups;
    }

    Map<String, Site> sites(@Nullable Node node) {
        Map<String, Site> sites = new LinkedHashMap<>();
        Fields fields = node == null ? null : Fields.of(node, "sites", problems);
        if (fields == null) {
            return sites;
        }
        for (String name : names.declared(fields, "a site's name")) {
            Node value = fields.required(name);
            Site site = value == null ? null : site(value, "site " + name);
            if (site != null) {
                sites.put(name, site);
            }
        }
        fields.finish();
        if (sites.size() > MAX_SITES) {
            problems.at(fields.node(), sites.size() + " sites; allowed is at most " + MAX_SITES);
        }
        return sites;
    }

    private @Nullable Site site(Node node, String what) {
        Fields fields = Fields.of(node, what, problems);
        if (fields == null) {
            return null;
        }
        double pointers = scalars.number(fields.required("pointers"), "pointers", 0, 1, 0);
        Node sizesNode = fields.required("sizes");
        List<WeightedSize> sizes = sizesNode == null ? List.of() : sizes(sizesNode, pointers > 0);
        if (sizesNode != null && sizes.stream().anyMatch(size -> size.bytes() < leastBytes(pointers > 0))) {
            problems.at(sizesNode, "an object with pointers has at least 8 bytes; allowed is 8 bytes to 16GiB");
        }
        int element = Math.toIntExact(scalars.size(fields.optional("element"), "element", Integer.MAX_VALUE, 0));
        Lifetime lifetime = lifetime(fields.required("lifetime"));
        boolean finalizer = "true".equals(scalars.word(fields.optional("finalizer"), "finalizer", BOOLEANS));
        fields.finish();
        return sizes.isEmpty() ? null : new Site(sizes, pointers, element, lifetime, finalizer);
    }

    /** A pointer has eight bytes. */
    private static long leastBytes(boolean pointerful) {
        return pointerful ? Long.BYTES : 1;
    }

    private List<WeightedSize> sizes(Node node, boolean pointerful) {
        if (node instanceof MappingNode) {
            return drawn(node, pointerful);
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(new WeightedSize(objectBytes(node, "sizes"), 1));
        }
        List<WeightedSize> sizes = new ArrayList<>();
        if (list.getValue().isEmpty() || list.getValue().size() > MAX_SIZES) {
            problems.at(node, "sizes has to be a size, a list of 1 to " + MAX_SIZES + " sizes, or a distribution");
            return sizes;
        }
        for (Node item : list.getValue()) {
            sizes.add(item instanceof MappingNode ? weighted(item) : new WeightedSize(objectBytes(item, "a size"), 1));
        }
        return sizes;
    }

    private WeightedSize weighted(Node node) {
        Fields fields = Fields.of(node, "a size", problems);
        if (fields == null) {
            return new WeightedSize(1, 1);
        }
        Node size = fields.required("size");
        long bytes = size == null ? 1 : objectBytes(size, "size");
        double weight = scalars.number(fields.required("weight"), "weight", MIN_WEIGHT, MAX_WEIGHT, 1);
        fields.finish();
        return new WeightedSize(bytes, weight);
    }

    private long objectBytes(Node node, String name) {
        int before = problems.count();
        long bytes = scalars.size(node, name, MAX_OBJECT_BYTES, 1);
        if (bytes < 1 && problems.count() == before) {
            problems.at(node, name + " is 0; allowed is 1 byte to 16GiB: objects of no size take no memory");
        }
        return Math.max(1, bytes);
    }

    /** A distribution with the bounds at which it is cut off. */
    private List<WeightedSize> drawn(Node node, boolean pointerful) {
        Fields fields = Fields.of(node, "sizes", problems);
        if (fields == null) {
            return List.of();
        }
        int before = problems.count();
        List<String> present = SIZE_FORMS.stream().filter(fields::has).toList();
        fields.finish();
        if (present.size() != 1) {
            if (problems.count() == before) {
                problems.at(node, "sizes needs exactly one of " + String.join(", ", SIZE_FORMS));
            }
            return List.of();
        }
        Node value = fields.required(present.get(0));
        Fields inner = value == null ? null : Fields.of(value, present.get(0), problems);
        if (inner == null) {
            return List.of();
        }
        boolean needsMin = present.get(0).equals("pareto") || present.get(0).equals("uniform");
        Node min = needsMin ? inner.required("min") : inner.optional("min");
        Node max = inner.required("max");
        long least = min == null ? leastBytes(pointerful) : objectBytes(min, "min");
        long most = max == null ? MAX_OBJECT_BYTES : objectBytes(max, "max");
        Distribution distribution = distribution(inner, present.get(0), (double) least, (double) most);
        inner.finish();
        return problems.count() > before ? List.of() : cut(inner.node(), distribution, least, most, pointerful);
    }

    private List<WeightedSize> cut(Node node, Distribution sizes, long least, long most, boolean pointerful) {
        if (least >= most) {
            problems.at(node, "min " + least + " is not below max " + most);
            return List.of();
        }
        List<WeightedSize> cut = SizeCut.cut(sizes, least, most, pointerful);
        if (cut.isEmpty()) {
            problems.at(
                    node, "less than a millionth of this distribution lies between min " + least + " and max " + most);
        }
        return cut;
    }

    /** The distribution before it is cut off. */
    private Distribution distribution(Fields fields, String form, double least, double most) {
        try {
            switch (form) {
                case "lognormal" -> {
                    double median = bytes(fields.required("median"), "median");
                    double spread = scalars.number(fields.required("spread"), "spread", 1, 1e6, Math.E);
                    return Distribution.LogNormal.ofMedian(median, spread);
                }
                case "exponential" -> {
                    return new Distribution.Exponential(bytes(fields.required("mean"), "mean"));
                }
                case "pareto" -> {
                    return new Distribution.Pareto(
                            scalars.number(fields.required("shape"), "shape", 0.01, 100, 1), least);
                }
                default -> {
                    return new Distribution.Uniform(least, Math.max(least, most));
                }
            }
        } catch (IllegalArgumentException e) {
            problems.at(fields.node(), form + ": " + e.getMessage());
            return new Distribution.Constant(least);
        }
    }

    private double bytes(@Nullable Node node, String name) {
        return node == null ? 1 : (double) objectBytes(node, name);
    }

    private Lifetime lifetime(@Nullable Node node) {
        if (node == null) {
            return new Lifetime.Immortal();
        }
        if (node instanceof MappingNode mapping && mapping.getValue().size() == 1) {
            Fields fields = Fields.of(node, "lifetime", problems);
            if (fields != null && fields.has("cache")) {
                return new Lifetime.Cached(names.known(fields.required("cache"), "cache", "caches", caches));
            }
            if (fields != null && fields.has("group")) {
                String group = names.fresh(fields.required("group"), "group");
                groups.add(group == null ? "" : group);
                return new Lifetime.Group(group == null ? "" : group);
            }
        }
        if (node instanceof MappingNode mapping) {
            return drawnLifetime(mapping);
        }
        String word = scalars.word(node, "lifetime", WORDS);
        return switch (word == null ? "immortal" : word) {
            case "transient" -> new Lifetime.Transient();
            case "goroutine" -> new Lifetime.OfGoroutine();
            case "iteration" -> new Lifetime.OfIteration();
            default -> new Lifetime.Immortal();
        };
    }

    private Lifetime drawnLifetime(MappingNode node) {
        Fields fields = Fields.of(node, "lifetime", problems);
        boolean known = fields != null && fields.keys().stream().anyMatch(Amounts.FORMS::contains);
        if (fields != null && !known) {
            fields.has("cache");
            fields.has("group");
            Amounts.FORMS.forEach(fields::has);
            int before = problems.count();
            fields.finish();
            if (problems.count() == before) {
                problems.at(node, "lifetime needs one of cache, group, " + String.join(", ", Amounts.FORMS));
            }
            return new Lifetime.Immortal();
        }
        return new Lifetime.Random(amounts.time(node, "lifetime"));
    }
}
