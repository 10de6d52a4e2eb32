package org.heapgoal.workload.yaml;

import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.sim.units.NearMiss;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads single values, each with the range that is allowed. A value that is not there, or cannot be used, is replaced by
 * the one for absent values; in the second case a problem is noted.
 */
public final class Scalars {
    private static final String NUMBER = "[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Problems problems;

    /** Values whose problems are noted there. */
    public Scalars(Problems problems) {
        this.problems = problems;
    }

    /** The text of a scalar; nothing, with a problem noted, where there is none. */
    public @Nullable String text(Node node, String name) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problems.at(node, name + " has to be a single value");
        return null;
    }

    /** A number within a range. */
    public double number(@Nullable Node node, String name, double least, double most, double absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        if (!text.matches(NUMBER)) {
            problems.at(node, bad(name, text, "a number from " + plain(least) + " to " + plain(most)));
            return absent;
        }
        return inRange(node, name, text, Double.parseDouble(text), least, most, absent);
    }

    /** A whole number within a range; {@code 0x1f} is allowed too. */
    public long whole(@Nullable Node node, String name, long least, long most, long absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        try {
            long value = Long.decode(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        problems.at(node, bad(name, text, "a whole number from " + least + " to " + most));
        return absent;
    }

    /** A size such as {@code 64MiB}, or a plain number of bytes. */
    public long size(@Nullable Node node, String name, long most, long absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        try {
            long bytes = ByteSize.parse(text);
            if (bytes <= most) {
                return bytes;
            }
            problems.at(node, bad(name, text, "a size from 0 to " + ByteSize.print(most)));
        } catch (BadInput e) {
            problems.at(
                    node,
                    bad(name, text, "a size such as 64MiB, from 0 to " + ByteSize.print(most)) + ByteSize.hint(text));
        }
        return absent;
    }

    /** A size that need not be whole: {@code 64MiB}, or any number of bytes. */
    public double amount(@Nullable Node node, String name, double least, double most, double absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        if (text.matches(NUMBER)) {
            return inRange(node, name, text, Double.parseDouble(text), least, most, absent);
        }
        try {
            return inRange(node, name, text, (double) ByteSize.parse(text), least, most, absent);
        } catch (BadInput e) {
            problems.at(
                    node,
                    bad(name, text, "bytes from " + plain(least) + " to " + plain(most) + ", such as 64MiB")
                            + ByteSize.hint(text));
            return absent;
        }
    }

    /** A duration such as {@code 1.5s}, or a plain number of seconds; in seconds. */
    public double seconds(@Nullable Node node, String name, double least, double most, double absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        if (text.matches(NUMBER)) {
            return inRange(node, name, text, Double.parseDouble(text), least, most, absent);
        }
        try {
            return inRange(node, name, text, (double) GoDuration.parse(text) / NANOS_PER_SECOND, least, most, absent);
        } catch (BadInput e) {
            problems.at(
                    node,
                    bad(
                            name,
                            text,
                            "a time such as 1.5s or a number of seconds, from " + plain(least) + " to " + plain(most)
                                    + " s"));
            return absent;
        }
    }

    /** A duration such as {@code 20us}; in nanoseconds. */
    public long nanos(@Nullable Node node, String name, long least, long most, long absent) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return absent;
        }
        String allowed =
                "a time with its unit, such as 20us, from " + GoDuration.print(least) + " to " + GoDuration.print(most);
        try {
            long nanos = GoDuration.parse(text);
            if (nanos >= least && nanos <= most) {
                return nanos;
            }
            problems.at(node, bad(name, text, allowed));
        } catch (BadInput e) {
            problems.at(node, bad(name, text, allowed));
        }
        return absent;
    }

    /** One of some words; nothing, with a problem noted, for any other. */
    public @Nullable String word(@Nullable Node node, String name, List<String> allowed) {
        String text = node == null ? null : text(node, name);
        if (node == null || text == null) {
            return null;
        }
        if (!allowed.contains(text)) {
            problems.at(node, bad(name, text, "one of " + String.join(", ", allowed)) + NearMiss.hint(text, allowed));
            return null;
        }
        return text;
    }

    private double inRange(
            Node node, String name, String text, double value, double least, double most, double absent) {
        if (value >= least && value <= most) {
            return value;
        }
        problems.at(node, bad(name, text, plain(least) + " to " + plain(most)));
        return absent;
    }

    /** The message about a value: what it is and what is allowed. */
    public static String bad(String name, String text, String allowed) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        String shown = plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
        return name + " is \"" + shown + "\"; allowed is " + allowed;
    }

    /** A bound in its shortest form. */
    public static String plain(double value) {
        return Numbers.shortest(value);
    }
}
