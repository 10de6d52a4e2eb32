package org.heapgoal.lesson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of one variant of a lesson, by name. A figure is computed when it is first asked for, so that a lesson's text
 * appears at once and only its solution takes a run. Not for several threads.
 */
public final class Figures {
    /** A name in a text: {@code ${goal}} for people, {@code ${goal:raw}} for commands. */
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)(:raw)?}");

    private final Map<String, Supplier<Figure>> declared = new LinkedHashMap<>();
    private final Map<String, Quantity> quantities = new LinkedHashMap<>();
    private final Map<String, Figure> known = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> words = new LinkedHashMap<>();

    /** No figures yet. */
    public Figures() {}

    /** Declares a figure that a supplier computes. */
    public void put(String name, Quantity quantity, DoubleSupplier value) {
        if (declared.containsKey(name) || words.containsKey(name)) {
            throw new IllegalStateException("figure " + name + " is declared twice");
        }
        quantities.put(name, quantity);
        declared.put(name, () -> new Figure(value.getAsDouble(), quantity));
    }

    /** Declares a figure that is known, an input; returns its value. */
    public double put(String name, Quantity quantity, double value) {
        put(name, quantity, () -> value);
        return value;
    }

    /** Declares a piece of text that is no number, such as a line of a log. */
    public void word(String name, Supplier<String> text) {
        words.put(name, text);
    }

    /**
     * A figure.
     *
     * @throws IllegalStateException if none of this name is declared
     */
    public Figure get(String name) {
        Figure before = known.get(name);
        if (before != null) {
            return before;
        }
        Supplier<Figure> source = declared.get(name);
        if (source == null) {
            throw new IllegalStateException("the lesson declares no figure \"" + name + "\" but " + names());
        }
        Figure figure = source.get();
        known.put(name, figure);
        return figure;
    }

    /** What a figure measures, known without computing it. */
    public Quantity quantity(String name) {
        Quantity quantity = quantities.get(name);
        if (quantity == null) {
            throw new IllegalStateException("the lesson declares no figure \"" + name + "\" but " + names());
        }
        return quantity;
    }

    /** A figure's value. */
    public double value(String name) {
        return get(name).value();
    }

    /** All names of figures, in order of declaration. */
    public List<String> names() {
        return List.copyOf(declared.keySet());
    }

    /** A text with figures and words in the place of their names. */
    public String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(1), found.group(2) != null)));
    }

    /** The names that a text uses, in order. */
    static List<String> namesIn(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Figures that nothing has asked for so far. */
    List<String> neverAsked() {
        return names().stream().filter(name -> !known.containsKey(name)).toList();
    }

    /** The names of words. */
    Set<String> wordNames() {
        return words.keySet();
    }

    private String replacement(String name, boolean raw) {
        Supplier<String> word = words.get(name);
        if (word != null) {
            return word.get();
        }
        return raw ? get(name).raw() : get(name).text();
    }
}
