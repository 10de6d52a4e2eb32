package org.heapgoal.workload.log;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.heapgoal.sim.units.BadInput;

/** Where a log comes from. Gzip is recognised by its first two bytes, whatever the name. */
public final class LogSource {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC = 6;

    private final String name;
    private final Opener opener;

    private LogSource(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    /** A file. */
    public static LogSource file(Path path) {
        return new LogSource(path.toString(), () -> openFile(path));
    }

    /**
     * The pieces of one log that was rotated, oldest first; each may be compressed.
     *
     * @param paths at least one
     */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream opens its parts one by one through an Enumeration only
    public static LogSource pieces(List<Path> paths) {
        if (paths.size() == 1) {
            return file(paths.get(0));
        }
        String name = paths.get(0) + " and " + (paths.size() - 1) + " more";
        Iterator<Path> each = paths.iterator();
        return new LogSource(
                name,
                () -> new SequenceInputStream(new Enumeration<InputStream>() {
                    @Override
                    public boolean hasMoreElements() {
                        return each.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return file(each.next()).open();
                    }
                }));
    }

    /** A stream such as standard input, which can be read once; closing it is the caller's business. */
    public static LogSource stream(String name, InputStream stream) {
        return new LogSource(name, () -> stream);
    }

    /** The name for messages. */
    public String name() {
        return name;
    }

    /**
     * Opens the log, decompressed.
     *
     * @throws BadInput if it cannot be opened or is compressed with something else than gzip
     */
    InputStream open() {
        try {
            BufferedInputStream in = new BufferedInputStream(opener.open(), BUFFER);
            in.mark(MAGIC);
            byte[] magic = in.readNBytes(MAGIC);
            in.reset();
            if (startsWith(magic, 0x1f, 0x8b)) {
                return new GZIPInputStream(in, BUFFER);
            }
            refuseOtherFormats(magic);
            return in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The error for a log that stops being readable. */
    BadInput unreadable(IOException e) {
        String why;
        if (e instanceof NoSuchFileException) {
            why = "there is no such file";
        } else if (e instanceof AccessDeniedException) {
            why = "no permission to read it";
        } else if (e instanceof EOFException) {
            why = "the gzip data ends early; the file was cut off";
        } else if (e instanceof ZipException) {
            why = "the gzip data is damaged";
        } else {
            why = "cannot be read: " + e.getMessage();
        }
        return new BadInput(name + ": " + why, e);
    }

    private void refuseOtherFormats(byte[] magic) {
        String format = "";
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            format = "zstd";
        } else if (startsWith(magic, 0xfd, '7', 'z', 'X', 'Z')) {
            format = "xz";
        } else if (startsWith(magic, 'B', 'Z', 'h')) {
            format = "bzip2";
        } else if (startsWith(magic, 'P', 'K', 3, 4)) {
            format = "zip";
        }
        if (!format.isEmpty()) {
            throw BadInput.in(name, "is compressed with " + format + "; plain text and gzip can be read");
        }
        if (startsWith(magic, 0xff, 0xfe) || startsWith(magic, 0xfe, 0xff)) {
            throw BadInput.in(name, "is UTF-16 text; convert it to UTF-8");
        }
    }

    private static InputStream openFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw BadInput.in(path.toString(), "is a directory; a log file is expected");
        }
        return Files.newInputStream(path);
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private interface Opener {
        InputStream open() throws IOException;
    }
}
