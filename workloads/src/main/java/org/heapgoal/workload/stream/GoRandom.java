package org.heapgoal.workload.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heapgoal.sim.units.BadInput;

/**
 * The first numbers of Go's {@code math/rand} for the seeds that the runtime's own pacer test uses. They are recorded
 * output, not a generator: there are only so many, and asking for more is an error.
 */
public final class GoRandom {
    private static final String RESOURCE = "go-math-rand.txt";
    private static final double TWO_63 = 0x1p63;

    private GoRandom() {}

    /** The seeds there are, in increasing order. */
    public static List<Long> seeds() {
        return List.copyOf(Holder.RECORDED.keySet());
    }

    /** How many numbers there are for each seed. */
    public static int valuesPerSeed() {
        return Holder.RECORDED.values().iterator().next().length;
    }

    /** Refuses a seed that nothing was recorded for. */
    static void requireSeed(long seed) {
        if (!Holder.RECORDED.containsKey(seed)) {
            throw new IllegalArgumentException("no numbers of Go's generator are recorded for seed " + seed
                    + "; there are some for "
                    + seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
    }

    /** Starts the sequence of a seed, as Go's {@code Float64} makes it of {@code Int63}. */
    static NoiseSource.Uniform open(long seed) {
        requireSeed(seed);
        long[] values = Holder.RECORDED.getOrDefault(seed, new long[0]);
        return new NoiseSource.Uniform() {
            private int used;

            @Override
            public double next() {
                while (used < values.length) {
                    double value = (double) values[used++] / TWO_63;
                    // The largest integers round up to 1, which Go draws again.
                    if (value < 1) {
                        return value;
                    }
                }
                throw new BadInput("the recorded numbers of Go's generator for seed " + seed + " end after "
                        + values.length + " cycles; use the named generator for longer runs");
            }
        };
    }

    private static final class Holder {
        private static final Map<Long, long[]> RECORDED = read();

        private static Map<Long, long[]> read() {
            Map<Long, List<Long>> bySeed = new TreeMap<>();
            try (InputStream in = GoRandom.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("resource " + RESOURCE + " is missing");
                }
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
                List<Long> current = new ArrayList<>();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("seed ")) {
                        current = new ArrayList<>();
                        bySeed.put(Long.decode(line.substring("seed ".length())), current);
                    } else if (!line.startsWith("#")) {
                        current.add(Long.parseLong(line, 16));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<Long, long[]> values = new TreeMap<>();
            bySeed.forEach((seed, list) ->
                    values.put(seed, list.stream().mapToLong(Long::longValue).toArray()));
            return Collections.unmodifiableMap(values);
        }
    }
}
