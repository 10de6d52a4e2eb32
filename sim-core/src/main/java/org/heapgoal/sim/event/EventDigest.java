package org.heapgoal.sim.event;

import java.util.HexFormat;
import org.heapgoal.sim.hash.StableHash;

/**
 * One 64-bit number for all events of a run, in their order. Two runs with equal digests did the same things at the same
 * instants, up to a chance of about 1 in 2^64.
 *
 * <p>The digest starts at 0. For each event these five numbers are {@link StableHash#append appended}, in this order: its
 * instant in nanoseconds, priority, sequence number, the {@link EventKind#labelHash hash of its kind}, subject.
 */
public final class EventDigest implements EventObserver {
    private long value;
    private long count;

    /** The digest of a run in which nothing has happened yet. */
    public EventDigest() {}

    @Override
    public void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject) {
        long hash = StableHash.append(value, timeNanos);
        hash = StableHash.append(hash, priority);
        hash = StableHash.append(hash, sequence);
        hash = StableHash.append(hash, kind.labelHash());
        value = StableHash.append(hash, subject);
        count++;
    }

    /** The digest as a number. */
    public long value() {
        return value;
    }

    /** How many events went into it. */
    public long count() {
        return count;
    }

    /** The digest as 16 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(value);
    }

    @Override
    public String toString() {
        return hex() + " (" + count + " events)";
    }
}
