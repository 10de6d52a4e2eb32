package org.heapgoal.process.full;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of an allocation loop left behind, real or simulated.
 *
 * @param values by key; see validation/side-by-side/loop/main.go
 * @param cycles a row for each cycle, in the columns of {@link Column}
 */
record Figures(Map<String, Long> values, List<long[]> cycles) {
    /** Columns of a cycle. */
    enum Column {
        NUMBER,
        LIVE_AT_START,
        LIVE_AT_END,
        MARKED,
        LAST_GOAL,
        GOAL,
        HEAP_INUSE,
        HEAP_SYS,
        STACK_SCAN,
        GLOBALS,
        SCAN_WORK
    }

    /** Reads what the Go program printed. */
    static Figures read(Path file) throws IOException {
        Map<String, Long> values = new TreeMap<>();
        List<long[]> cycles = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.trim().split(" ");
            if (words[0].equals("cycle")) {
                long[] row = new long[words.length - 1];
                for (int i = 1; i < words.length; i++) {
                    row[i - 1] = Long.parseUnsignedLong(words[i]);
                }
                cycles.add(row);
            } else if (words.length == 2) {
                values.put(words[0], Long.parseUnsignedLong(words[1]));
            }
        }
        return new Figures(values, cycles);
    }

    /** A value, 0 where it was not printed. */
    long of(String key) {
        return values.getOrDefault(key, 0L);
    }

    /** One column of a cycle. */
    long of(int cycle, Column column) {
        return cycles.get(cycle)[column.ordinal()];
    }
}
