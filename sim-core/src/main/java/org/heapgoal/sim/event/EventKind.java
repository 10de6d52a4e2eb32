package org.heapgoal.sim.event;

import org.heapgoal.sim.hash.StableHash;

/**
 * What happens in an event, as a short label such as {@code slice end}. Two kinds are equal if their labels are; the label
 * is what enters the digest, so adding or reordering kinds leaves the digests of other runs alone.
 */
public final class EventKind {
    private final String label;
    private final long labelHash;

    /**
     * A kind with this label; models keep their kinds in constants.
     *
     * @param label at least one character, printable ASCII, no space at either end
     */
    public EventKind(String label) {
        boolean printable = label.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (label.isEmpty() || !printable || !label.equals(label.strip())) {
            throw new IllegalArgumentException(
                    "the label of an event kind is printable ASCII without space at its ends," + " not \"" + label
                            + "\"");
        }
        this.label = label;
        this.labelHash = StableHash.of(label);
    }

    /** The label. */
    public String label() {
        return label;
    }

    /** {@link StableHash#of} of the label. */
    public long labelHash() {
        return labelHash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventKind kind && kind.label.equals(label);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(labelHash);
    }

    @Override
    public String toString() {
        return label;
    }
}
