package org.heapgoal.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: what real Go runtimes of several versions answered, recorded in validation/vectors. */
class VectorsConformance {
    static final Path VECTORS = Path.of(System.getProperty("heapgoal.root"), "validation", "vectors");

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(VECTORS)) {
            return all.filter(path -> path.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> names() throws IOException {
        return files().stream().map(path -> VECTORS.relativize(path).toString()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void answersAsTheRealRuntimeDid(String name) {
        FileResult result = ConformanceRun.replay(VECTORS.resolve(name));
        assertThat(result.first().map(Mismatch::describe)).isEmpty();
        assertThat(result.mismatches()).isZero();
        assertThat(result.operations()).isPositive();
    }

    @Test
    void everyComponentHasVectors() throws IOException {
        Set<Component> seen = EnumSet.noneOf(Component.class);
        for (Path file : files()) {
            try (VectorFile vectors = VectorFile.open(file, Optional.empty())) {
                seen.add(vectors.header().component());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Component.values());
    }
}
