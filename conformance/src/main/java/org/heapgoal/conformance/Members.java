package org.heapgoal.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.conformance.Value.Kind;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of one JSON object in a vector file. Knows which were read, so that the others can be refused. */
final class Members {
    private final String file;
    private final long line;
    private final String what;
    private final JsonNode object;
    private final Set<String> read = new LinkedHashSet<>();

    /**
     * The members of an object.
     *
     * @param what what a member is called in messages, for example {@code argument}
     */
    Members(String file, long line, String what, JsonNode object) {
        this.file = file;
        this.line = line;
        this.what = what;
        this.object = object;
        if (!object.isObject()) {
            throw error(what + "s: a JSON object expected");
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    int count(String name) {
        return value(Kind.COUNT, name).toInt();
    }

    /** A count within bounds, for what sizes memory or loops. */
    int count(String name, int min, int max) {
        int value = count(name);
        if (value < min || value > max) {
            throw error(what + " \"" + name + "\" is " + value + ": " + min + " to " + max + " allowed");
        }
        return value;
    }

    long unsigned(String name) {
        return value(Kind.UNSIGNED, name).toLong();
    }

    long signed(String name) {
        return value(Kind.SIGNED, name).toLong();
    }

    double float64(String name) {
        return value(Kind.FLOAT, name).toDouble();
    }

    long[] bitmap(String name) {
        return value(Kind.BITMAP, name).toWords();
    }

    boolean bool(String name) {
        return value(Kind.BOOL, name).text().equals("true");
    }

    String text(String name) {
        return value(Kind.TEXT, name).text();
    }

    /** A member of a kind. */
    Value value(Kind kind, String name) {
        JsonNode node = node(name);
        try {
            return Value.read(kind, node);
        } catch (IllegalArgumentException e) {
            throw error(
                    what + " \"" + name + "\" is " + shorten(node.toString()) + ": " + kind.expected() + " expected");
        }
    }

    /** The objects of an array. */
    List<Members> objects(String name) {
        JsonNode node = node(name);
        if (!node.isArray()) {
            throw error(what + " \"" + name + "\": an array expected");
        }
        List<Members> objects = new ArrayList<>();
        node.forEach(element -> objects.add(new Members(file, line, "element of " + name, element)));
        return objects;
    }

    /** The members of an inner object, or null where there is none. */
    @Nullable
    Members inner(String name, String innerWhat) {
        return has(name) ? new Members(file, line, innerWhat, node(name)) : null;
    }

    /** Refuses members that nobody asked for. */
    void requireAllRead() {
        for (String name : object.propertyNames()) {
            if (!read.contains(name)) {
                throw error("unknown " + what + " \"" + shorten(name) + "\": allowed are " + String.join(", ", read)
                        + NearMiss.hint(shorten(name), read));
            }
        }
    }

    /** An error in this line. */
    BadInput error(String message) {
        return BadInput.at(file, line, message);
    }

    private JsonNode node(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            throw error(what + " \"" + name + "\" is missing");
        }
        read.add(name);
        return node;
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
