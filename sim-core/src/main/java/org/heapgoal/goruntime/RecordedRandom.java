package org.heapgoal.goruntime;

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

/**
 * The first values that {@code Int63} of Go's {@code math/rand} returns for the seeds that the runtime's own pacer test
 * uses. They are recorded output, not a generator: there are only so many seeds and values.
 */
public final class RecordedRandom {
    private static final String RESOURCE = "go-math-rand.txt";

    private RecordedRandom() {}

    /** The seeds there are, in increasing order. */
    public static List<Long> seeds() {
        return List.copyOf(Holder.RECORDED.keySet());
    }

    /** How many values there are for each seed. */
    public static int valuesPerSeed() {
        return Holder.RECORDED.values().iterator().next().size();
    }

    /**
     * The values of a seed, each 0 to 2^63 − 1.
     *
     * @throws IllegalArgumentException for a seed that nothing was recorded for
     */
    public static List<Long> int63(long seed) {
        List<Long> values = Holder.RECORDED.get(seed);
        if (values == null) {
            throw new IllegalArgumentException("no numbers of Go's generator are recorded for seed " + seed
                    + "; there are some for "
                    + seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return values;
    }

    private static final class Holder {
        private static final Map<Long, List<Long>> RECORDED = read();

        private static Map<Long, List<Long>> read() {
            Map<Long, List<Long>> bySeed = new TreeMap<>();
            try (InputStream in = RecordedRandom.class.getResourceAsStream(RESOURCE)) {
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
            bySeed.replaceAll((seed, values) -> List.copyOf(values));
            return Collections.unmodifiableMap(bySeed);
        }
    }
}
