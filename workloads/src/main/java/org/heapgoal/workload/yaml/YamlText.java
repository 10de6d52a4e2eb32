package org.heapgoal.workload.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns a file's bytes into a tree of YAML nodes with marks, or one clear error. Before any tree is built the events are
 * counted, so that neither deep nesting nor aliases can use up time or memory.
 */
public final class YamlText {
    /** The largest document. */
    private static final int MAX_BYTES = 2 << 20;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 400_000;

    private YamlText() {}

    /**
     * What a file holds, for messages.
     *
     * @param noun such as {@code scenario}
     * @param needs the least that such a file says, to follow "needs at least"
     */
    public record Kind(String noun, String needs) {}

    /**
     * A file's text.
     *
     * @throws BadInput if it cannot be read, is too large or is not UTF-8
     */
    public static String read(Path file, Kind kind) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(file.toString(), in.readNBytes(MAX_BYTES + 1), kind);
        } catch (IOException e) {
            String reason = Files.isDirectory(file)
                    ? "is a directory, not a " + kind.noun + " file"
                    : Files.exists(file) ? "cannot be read" : "there is no such file";
            throw new BadInput(file + ": " + reason, e);
        }
    }

    /**
     * Decodes UTF-8 strictly.
     *
     * @throws BadInput if there is too much of it or it is not UTF-8
     */
    public static String decode(String file, byte[] bytes, Kind kind) {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(file, kind);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput(file + ": not a " + kind.noun + ": the file is not UTF-8 text", e);
        }
    }

    /**
     * The tree of a document's only node.
     *
     * @throws BadInput if the text is not YAML of the permitted kind
     */
    public static Node compose(String file, String text, Kind kind) {
        if (text.length() > MAX_BYTES) {
            throw tooLarge(file, kind);
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setParseComments(false)
                .build();
        try {
            checkEvents(file, new Parse(settings).parseString(text), kind);
            Optional<Node> node = new Compose(settings).composeString(text);
            return node.orElseThrow(() -> empty(file, kind));
        } catch (MarkedYamlEngineException e) {
            throw at(file, e.getProblemMark(), "not readable as YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new BadInput(file + ": not readable as YAML: " + oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static void checkEvents(String file, Iterable<Event> events, Kind kind) {
        int depth = 0;
        int nodes = 0;
        int documents = 0;
        for (Event event : events) {
            switch (event.getEventId()) {
                case Alias ->
                    throw at(file, event.getStartMark(), "YAML aliases are not allowed: write the value out", null);
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> {
                    depth++;
                    nodes++;
                }
                case MappingEnd, SequenceEnd -> depth--;
                case Scalar -> nodes++;
                default -> {}
            }
            if (documents > 1) {
                throw at(
                        file,
                        event.getStartMark(),
                        "a second YAML document begins; a file holds one " + kind.noun,
                        null);
            }
            if (depth > MAX_DEPTH) {
                throw at(file, event.getStartMark(), "nested more than " + MAX_DEPTH + " deep", null);
            }
            if (nodes > MAX_NODES) {
                throw at(file, event.getStartMark(), "more than " + MAX_NODES + " values", null);
            }
        }
        if (documents == 0) {
            throw empty(file, kind);
        }
    }

    private static BadInput empty(String file, Kind kind) {
        return BadInput.in(file, "the file is empty; a " + kind.noun + " needs at least " + kind.needs);
    }

    private static BadInput tooLarge(String file, Kind kind) {
        return BadInput.in(file, "the " + kind.noun + " has more than 2 MiB; allowed is at most that");
    }

    private static BadInput at(String file, Optional<Mark> mark, String message, @Nullable Throwable cause) {
        BadInput placed = mark.map(m -> BadInput.at(file, m.getLine() + 1L, m.getColumn() + 1L, message))
                .orElseGet(() -> BadInput.in(file, message));
        return new BadInput(String.valueOf(placed.getMessage()), cause);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
