package org.heapgoal.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model answers to one operation: named values in order, and whether a file must state them. */
final class Answer {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final boolean required;

    private Answer(boolean required) {
        this.required = required;
    }

    /** An answer that the file must state. */
    static Answer required() {
        return new Answer(true);
    }

    /** A state that may be compared where the file states it. */
    static Answer optional() {
        return new Answer(false);
    }

    /** Nothing to observe. */
    static Answer nothing() {
        return new Answer(false);
    }

    boolean isRequired() {
        return required;
    }

    Map<String, Value> values() {
        return values;
    }

    Answer count(String name, long value) {
        return put(name, Value.count(value));
    }

    Answer unsigned(String name, long value) {
        return put(name, Value.unsigned(value));
    }

    Answer signed(String name, long value) {
        return put(name, Value.signed(value));
    }

    Answer float64(String name, double value) {
        return put(name, Value.float64(value));
    }

    Answer pattern(String name, long bits) {
        return put(name, Value.pattern(bits));
    }

    Answer bitmap(String name, long[] words) {
        return put(name, Value.bitmap(words));
    }

    Answer bool(String name, boolean value) {
        return put(name, Value.bool(value));
    }

    Answer text(String name, String value) {
        return put(name, Value.text(value));
    }

    Answer signedList(String name, List<Long> list) {
        return put(name, Value.signedList(list));
    }

    private Answer put(String name, Value value) {
        values.put(name, value);
        return this;
    }
}
