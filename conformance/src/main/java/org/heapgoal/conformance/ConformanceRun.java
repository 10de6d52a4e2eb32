package org.heapgoal.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;

/** Replays vector files against the models. */
public final class ConformanceRun {
    private ConformanceRun() {}

    /**
     * Replays a file under the profile of the Go version that its header names.
     *
     * @throws BadInput if the file cannot be read or is not of the format; names file and line
     */
    public static FileResult replay(Path path) {
        return replay(path, Optional.empty());
    }

    /**
     * Replays a file.
     *
     * @param version the profile to use in place of the header's
     * @throws BadInput if the file cannot be read or is not of the format; names file and line
     */
    public static FileResult replay(Path path, Optional<GoVersion> version) {
        try (VectorFile file = VectorFile.open(path, version)) {
            return new Comparison(path.toString(), file).run();
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The state of one replay. */
    private static final class Comparison {
        private final String name;
        private final VectorFile file;
        private final Replayer replayer;
        private long operations;
        private long mismatches;
        private @Nullable Mismatch first;

        Comparison(String name, VectorFile file) {
            this.name = name;
            this.file = file;
            this.replayer = file.header().component().replayer(file.header().version());
        }

        FileResult run() throws IOException {
            boolean possible = true;
            for (Operation operation = file.next(); operation != null && possible; operation = file.next()) {
                possible = replay(operation);
                operations++;
            }
            if (operations == 0) {
                throw file.error("has no operations");
            }
            return new FileResult(
                    name,
                    file.header().component(),
                    file.header().version(),
                    operations,
                    mismatches,
                    Optional.ofNullable(first));
        }

        /** Returns false where the model cannot go on, because it refuses what the runtime did. */
        private boolean replay(Operation operation) {
            Answer answer;
            try {
                answer = replayer.apply(operation.name(), operation.arguments());
            } catch (IllegalStateException | IllegalArgumentException e) {
                mismatch(operation, operation.name(), "done", "refused: " + e.getMessage());
                return false;
            }
            operation.arguments().requireAllRead();
            compare(operation, answer);
            return true;
        }

        private void compare(Operation operation, Answer answer) {
            Members expect = operation.expect();
            if (expect == null) {
                if (answer.isRequired()) {
                    throw operation.arguments().error("op \"" + operation.name() + "\" has no \"expect\"");
                }
                return;
            }
            for (Map.Entry<String, Value> entry : answer.values().entrySet()) {
                Value actual = entry.getValue();
                Value expected = expect.value(actual.kind(), entry.getKey());
                if (!expected.agrees(actual)) {
                    mismatch(operation, entry.getKey(), expected.show(), actual.show());
                }
            }
            expect.requireAllRead();
        }

        private void mismatch(Operation operation, String field, String expected, String actual) {
            mismatches++;
            if (first == null) {
                first = new Mismatch(name, operation.line(), operation.name(), field, expected, actual);
            }
        }
    }
}
