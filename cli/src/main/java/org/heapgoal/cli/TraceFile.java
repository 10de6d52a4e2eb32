package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.heapgoal.sim.units.BadInput;

/** A text file that appears under its name when it is complete, and not at all otherwise. */
final class TraceFile implements AutoCloseable {
    private final Path target;
    private final Path work;
    private final PrintWriter writer;
    private boolean committed;

    /**
     * Begins the file.
     *
     * @param target where it will be; an existing file is replaced
     * @throws BadInput if it cannot be written there
     */
    TraceFile(Path target) {
        this.target = target.toAbsolutePath();
        try {
            if (Files.isDirectory(target)) {
                throw new BadInput(target + ": is a directory; name a file");
            }
            Path parent = this.target.getParent();
            work = Files.createTempFile(parent, "." + this.target.getFileName() + ".", ".part");
            writer = new PrintWriter(Files.newBufferedWriter(work, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInput(
                    target + ": cannot be written there: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Where to write. */
    PrintWriter writer() {
        return writer;
    }

    /** Gives the file its name. */
    void commit() throws IOException {
        writer.close();
        if (writer.checkError()) {
            throw new IOException(target + " could not be written completely");
        }
        Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (!committed) {
            Files.deleteIfExists(work);
        }
    }
}
