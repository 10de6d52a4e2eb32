package org.heapgoal.workload.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes corpus directories whose figures can be worked by hand: every cycle of a run is like the others. */
final class MadeCorpus {
    static final String HEADER = "file,program,half,mode,part,gogc,gomemlimit,gomaxprocs,repeat,godebug,arguments";

    private final Path directory;
    private final List<String> index = new ArrayList<>(List.of(HEADER));

    MadeCorpus(Path directory) {
        this.directory = directory;
    }

    /**
     * A run of 21 cycles at a distance of some seconds.
     *
     * @param part {@code base} or anything else
     * @param heaps the sizes of gctrace's line, such as {@code 50->60->40 MB, 80 MB goal}
     */
    MadeCorpus run(String name, String half, String part, int gogc, int seconds, String heaps) {
        StringBuilder log = new StringBuilder();
        for (int i = 1; i <= 21; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "gc %d @%d.000s 5%%: 0.50+99+0.50 ms clock, 1.0+20/80/0+1.0 ms cpu, %s, 0 MB stacks, 0 MB globals, 2 P\n",
                    i,
                    i * seconds,
                    heaps));
        }
        write(name + ".log", log.toString());
        report(name, gogc, "gctrace=1");
        return line(name, half, part, gogc, "gctrace=1");
    }

    /** The report of a run that mapped 100 MiB and set nothing up. */
    MadeCorpus report(String name, int gogc, String godebug) {
        write(
                name + ".json",
                "{\"program\":\"made\",\"settings\":{\"GOGC\":" + gogc
                        + ",\"GOMEMLIMIT\":\"off\",\"GOMAXPROCS\":2,\"GODEBUG\":\"" + godebug + "\"},"
                        + "\"mode\":\"saturated\",\"phases\":[{\"name\":\"setup\",\"allocatedBytes\":24448},"
                        + "{\"name\":\"load\",\"allocatedBytes\":30000000}],\"peakMappedBytes\":104857600,"
                        + "\"metrics\":{\"/gc/limiter/last-enabled:gc-cycle\":0,\"/gc/gomemlimit:bytes\":9223372036854775807}}");
        return this;
    }

    /** A line of the index. */
    MadeCorpus line(String name, String half, String part, int gogc, String godebug) {
        index.add(name + ",made," + half + ",saturated," + part + "," + gogc + ",off,2,1,\"" + godebug + "\",");
        return this;
    }

    /** Writes the index as it is now. */
    Path done() {
        write(CorpusReader.INDEX, String.join("\n", index) + "\n");
        return directory;
    }

    void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
