package org.heapgoal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.heapgoal.sim.units.BadInput;

/**
 * A result directory that appears complete or not at all: files are written into a temporary sibling, which takes the
 * final name when {@link #commit} is called. Closing without a commit, also when the process is interrupted, removes the
 * sibling and leaves what was there before.
 */
final class OutputDirectory implements AutoCloseable {
    private static final String MARKER = "manifest.json";

    private final Path target;
    private final Path work;
    private final Thread removeAtExit = new Thread(this::removeWork, "remove-unfinished-output");
    private boolean committed;

    private OutputDirectory(Path target, Path work) {
        this.target = target;
        this.work = work;
    }

    /**
     * Prepares to write a directory.
     *
     * @param target where the result shall be; may exist only if it is empty or holds an earlier result of this program
     * @throws BadInput where the target cannot be used, before anything is written
     */
    static OutputDirectory prepare(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        checkReplaceable(target, absolute);
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new BadInput("--out " + target + ": a directory cannot be written there");
        }
        try {
            Files.createDirectories(parent);
            Path work = Files.createTempDirectory(parent, "." + absolute.getFileName() + ".");
            OutputDirectory directory = new OutputDirectory(absolute, work);
            Runtime.getRuntime().addShutdownHook(directory.removeAtExit);
            return directory;
        } catch (IOException e) {
            throw new BadInput("--out " + target + ": cannot write there (" + reason(e) + ")", e);
        }
    }

    private static void checkReplaceable(Path asTyped, Path absolute) {
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(absolute)) {
            throw new BadInput("--out " + asTyped + ": is a file; name a directory that does not exist yet");
        }
        boolean ours = Files.exists(absolute.resolve(MARKER));
        if (!ours && !list(absolute).isEmpty()) {
            throw new BadInput("--out " + asTyped
                    + ": holds files that are not an earlier result; name a directory that is empty or does not exist");
        }
    }

    /** Where to write the files for now. */
    Path path() {
        return work;
    }

    /** Gives the directory its final name, replacing an earlier result. */
    void commit() throws IOException {
        if (Files.exists(target)) {
            removeTree(target);
        }
        try {
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(work, target);
        }
        committed = true;
    }

    @Override
    public void close() {
        if (!committed) {
            removeWork();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(removeAtExit);
        } catch (IllegalStateException alreadyExiting) {
            // The hook itself is running or about to run; it finds nothing left to do.
            return;
        }
    }

    private void removeWork() {
        if (Files.exists(work)) {
            removeTree(work);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        } catch (IOException e) {
            throw new BadInput("--out " + directory + ": cannot be read (" + reason(e) + ")", e);
        }
    }

    private static void removeTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
