package org.heapgoal.conformance;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads a vector file line by line, plain or compressed with gzip, and refuses what the format does not allow. */
final class VectorFile implements AutoCloseable {
    /** The format's name in the header. */
    static final String FORMAT = "go-runtime-vectors/1";

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String file;
    private final LineReader lines;
    private final VectorHeader header;

    private VectorFile(String file, LineReader lines, Optional<GoVersion> version) throws IOException {
        this.file = file;
        this.lines = lines;
        this.header = readHeader(version);
    }

    /**
     * Opens a file and reads its header.
     *
     * @param version the version to take in place of the header's
     * @throws BadInput if the file cannot be read or its header is not of the format
     */
    static VectorFile open(Path path, Optional<GoVersion> version) throws IOException {
        String file = path.toString();
        InputStream in = bytes(path, file);
        try {
            return new VectorFile(file, new LineReader(file, in), version);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The header. */
    VectorHeader header() {
        return header;
    }

    /**
     * The next operation, or null at the end.
     *
     * @throws BadInput if the next line is not one
     */
    @Nullable
    Operation next() throws IOException {
        String text = lines.next();
        if (text == null) {
            return null;
        }
        Members members = new Members(file, lines.line(), "argument", parse(text));
        String name = members.text("op");
        return new Operation(lines.line(), name, members, members.inner("expect", "member of expect"));
    }

    /** An error in the line read last. */
    BadInput error(String message) {
        return BadInput.at(file, lines.line(), message);
    }

    private VectorHeader readHeader(Optional<GoVersion> version) throws IOException {
        String text = lines.next();
        if (text == null) {
            throw BadInput.in(file, "is empty: a header {\"format\":\"" + FORMAT + "\",…} expected");
        }
        Members members = new Members(file, lines.line(), "header member", parse(text));
        String format = members.text("format");
        if (!format.equals(FORMAT)) {
            throw members.error("unknown format \"" + format + "\": allowed is " + FORMAT);
        }
        String component = members.text("component");
        Component found = Component.named(component).orElseThrow(() -> members.error(Component.unknown(component)));
        String go = members.text("go");
        members.requireAllRead();
        try {
            return new VectorHeader(found, version.orElseGet(() -> GoVersion.standingFor(go)));
        } catch (BadInput e) {
            throw members.error(String.valueOf(e.getMessage()));
        }
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            throw BadInput.at(file, lines.line(), column, "is not JSON: " + firstLine(e.getOriginalMessage()));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    }

    private static InputStream bytes(Path path, String file) throws IOException {
        if (Files.isDirectory(path)) {
            throw BadInput.in(file, "is a directory: a file of vectors expected");
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw new BadInput(file + ": no such file", e);
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
        }
        try {
            return decompress(in, file);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream decompress(InputStream in, String file) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        if (!zipped && file.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            throw BadInput.in(file, "is not compressed with gzip, though its name says so");
        }
        try {
            return zipped ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (ZipException | EOFException e) {
            throw new BadInput(file + ": the compressed file is cut off or damaged", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
