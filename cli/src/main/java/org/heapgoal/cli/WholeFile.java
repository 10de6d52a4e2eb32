package org.heapgoal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.heapgoal.sim.units.BadInput;

/**
 * A text file that appears under its name when it is complete, and not at all otherwise. What is no ordinary file, such as
 * {@code /dev/stdout} or a named pipe, is written to directly and stays what it is.
 */
final class WholeFile implements AutoCloseable {
    private final Path target;
    private final Path work;
    private final boolean direct;
    private final PrintWriter writer;
    private boolean committed;

    /**
     * Begins the file.
     *
     * @param target where it will be; an existing file is replaced
     * @throws BadInput if it cannot be written there
     */
    WholeFile(Path target) {
        this.target = target.toAbsolutePath();
        try {
            if (Files.isDirectory(target)) {
                throw new BadInput(target + ": is a directory; name a file");
            }
            direct = Files.isSymbolicLink(target) || (Files.exists(target) && !Files.isRegularFile(target));
            work = direct ? this.target : part(this.target);
            writer = new PrintWriter(Files.newBufferedWriter(work, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new BadInput(target + ": cannot be written: there is no directory " + this.target.getParent(), e);
        } catch (IOException e) {
            throw new BadInput(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** A sibling that no other process uses. Unlike a temporary file it gets the permissions of any new file. */
    private static Path part(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".heapgoal-"
                + ProcessHandle.current().pid());
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
        if (!direct) {
            Files.move(work, target, StandardCopyOption.REPLACE_EXISTING);
        }
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
