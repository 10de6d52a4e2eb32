package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.heapgoal.sim.units.BadInput;

/**
 * A text file that appears under its name when it is complete, and not at all otherwise. A device, a pipe or a link such as
 * {@code /dev/stderr} is written to as it is, and never replaced.
 */
final class TraceFile implements AutoCloseable {
    private final Path target;
    private final Path work;
    private final PrintWriter writer;
    private final boolean direct;
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
            direct = Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
            // A plain name, unlike createTempFile, leaves the file's permissions to the user's umask.
            work = direct
                    ? this.target
                    : this.target.resolveSibling("." + this.target.getFileName() + ".heapgoal-"
                            + ProcessHandle.current().pid());
            writer = new PrintWriter(Files.newBufferedWriter(work, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new BadInput(target + ": cannot be written: there is no directory " + this.target.getParent(), e);
        } catch (IOException e) {
            throw new BadInput(target + ": cannot be written: " + e.getMessage(), e);
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
            throw new BadInput(target + ": could not be written completely");
        }
        if (direct) {
            return;
        }
        Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        if (!committed && !direct) {
            Files.deleteIfExists(work);
        }
    }
}
