package org.heapgoal.sim.random;

import java.util.LinkedHashMap;
import java.util.Map;
import org.heapgoal.sim.hash.StableHash;

/**
 * The streams of one run: a pure function of the run's seed, the replication and each element's name. The order in which
 * streams are asked for, and who else asks, makes no difference.
 *
 * <p><b>From seed to state.</b> With the functions of {@link StableHash}, number i (0 to 5) of the state at which stream 0
 * starts is 1 + append(mix(seed), i) mod (M − 1), unsigned, with the generator's modulus M1 for the first three and M2 for the
 * rest. So every seed is allowed and none leads to the forbidden state of zeros. Different seeds give starting points that
 * are independent for practical purposes in a period of about 2^191.
 *
 * <p><b>From name to stream.</b> The stream's number k is the low 62 bits of {@link StableHash#of} of the name, and it starts
 * k × 2^127 steps on. All 2^62 streams fit into the period, so they do not overlap. Two names with the same k would share
 * all draws. For a thousand names the chance of that is about 10^-13; should it happen, the factory refuses and one of the
 * names has to change. Asking for one name twice is refused as well: two elements would draw from copies of one stream.
 *
 * <p><b>From replication to substream.</b> Replication r starts r × 2^76 steps into the stream.
 */
public final class StreamFactory {
    private static final long STREAM_MASK = (1L << 62) - 1;
    private static final long MAX_REPLICATION = (1L << 51) - 1;

    private final long seed;
    private final long replication;
    private final long[] start;
    private final Map<Long, String> takenBy = new LinkedHashMap<>();

    /**
     * The streams of one run.
     *
     * @param seed the run's seed: any number
     * @param replication which repetition of the run this is, 0 to 2^51 − 1
     * @throws IllegalArgumentException if the replication is out of range
     */
    public StreamFactory(long seed, long replication) {
        if (replication < 0 || replication > MAX_REPLICATION) {
            throw new IllegalArgumentException(
                    "a replication is between 0 and " + MAX_REPLICATION + ", not " + replication);
        }
        this.seed = seed;
        this.replication = replication;
        this.start = startState(seed);
    }

    /** The run's seed. */
    public long seed() {
        return seed;
    }

    /** Which repetition of the run this is. */
    public long replication() {
        return replication;
    }

    /**
     * The stream of an element, before its first draw.
     *
     * @param elementName a name that no other element of the run has
     * @throws IllegalArgumentException if the name is empty
     * @throws IllegalStateException if the stream was already given out, under this name or another
     */
    public NamedStream stream(String elementName) {
        if (elementName.isEmpty()) {
            throw new IllegalArgumentException("a random stream needs a name");
        }
        return stream(elementName, streamNumber(elementName));
    }

    /** The stream of a name under a given number. */
    NamedStream stream(String elementName, long number) {
        String other = takenBy.putIfAbsent(number, elementName);
        if (other != null) {
            throw new IllegalStateException(
                    other.equals(elementName)
                            ? "the random stream \"" + elementName
                                    + "\" is already in use: names must be unique in a run"
                            : "the names \"" + other + "\" and \"" + elementName
                                    + "\" lead to the same random stream; rename one of them");
        }
        NamedStream stream =
                new NamedStream(elementName, Mrg32k3aJump.ahead(start, number, Mrg32k3aJump.STREAM_EXPONENT));
        stream.toSubstreamAfter(replication);
        return stream;
    }

    /** The number of the stream that belongs to a name, 0 to 2^62 − 1. */
    static long streamNumber(String elementName) {
        return StableHash.of(elementName) & STREAM_MASK;
    }

    /** The state at which stream 0 of a seed starts. */
    static long[] startState(long seed) {
        long[] state = new long[6];
        for (int i = 0; i < state.length; i++) {
            long modulus = i < 3 ? Mrg32k3aJump.M1 : Mrg32k3aJump.M2;
            state[i] = 1 + Long.remainderUnsigned(StableHash.append(StableHash.mix(seed), i), modulus - 1);
        }
        return state;
    }
}
