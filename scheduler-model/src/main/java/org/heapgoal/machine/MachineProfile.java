package org.heapgoal.machine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What things cost on one kind of machine with one kind of runtime.
 *
 * @param name its name, for reports
 * @param description one sentence: which machine and Go it was measured on
 * @param greenTea whether marking goes span by span (Green Tea) instead of object by object
 * @param vectorScan whether the processor has the instructions with which Green Tea of Go 1.26 scans spans that hold many
 *     marked objects (AVX-512 with VBMI and GFNI); scan work then counts those objects whole
 * @param entries a value for every cost
 */
public record MachineProfile(
        String name, String description, boolean greenTea, boolean vectorScan, Map<Cost, Entry> entries) {
    /**
     * One cost's value.
     *
     * @param value in the cost's unit, at least 0
     * @param spread run-to-run or machine-to-machine spread as a fraction of the value: half the range of what was
     *     measured over the middle of it, at least 0
     * @param source where the value comes from: the measurement's name, in a few words
     */
    public record Entry(double value, double spread, String source) {
        /** Checks the ranges. */
        public Entry {
            if (!(value >= 0) || value > 1e9 || !(spread >= 0) || spread > 100) {
                throw new IllegalArgumentException(
                        "a cost is 0 to 1e9 with a spread of 0 to 100, not " + value + " with " + spread);
            }
        }
    }

    /** A profile of a processor without the instructions for scanning spans whole. */
    public MachineProfile(String name, String description, boolean greenTea, Map<Cost, Entry> entries) {
        this(name, description, greenTea, false, entries);
    }

    /** Copies the entries; every cost must have one. */
    public MachineProfile {
        EnumMap<Cost, Entry> copy = new EnumMap<>(entries);
        for (Cost cost : Cost.values()) {
            if (!copy.containsKey(cost)) {
                throw new IllegalArgumentException("profile " + name + " has no value for " + cost.key());
            }
        }
        entries = Collections.unmodifiableMap(copy);
    }

    /**
     * This profile with other values for some costs.
     *
     * @param values in each cost's unit
     * @param source where they come from
     */
    public MachineProfile with(Map<Cost, Double> values, String source) {
        if (values.isEmpty()) {
            return this;
        }
        EnumMap<Cost, Entry> changed = new EnumMap<>(entries);
        values.forEach((cost, value) -> changed.put(cost, new Entry(value, 0, source)));
        return new MachineProfile(name, description, greenTea, vectorScan, changed);
    }

    /** The value of a cost in its unit. */
    public double of(Cost cost) {
        Entry entry = entries.get(cost);
        if (entry == null) {
            throw new IllegalStateException("no value for " + cost);
        }
        return entry.value();
    }
}
