package org.heapgoal.workload.scenario;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
final class YamlText {
    /** The largest document. */
    static final int MAX_BYTES = 2 << 20;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NODES = 400_000;

    private YamlText() {}

    /** Decodes UTF-8 strictly. */
    static String decode(String file, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw BadInput.in(file, "the scenario has more than 2 MiB; allowed is at most that");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput(file + ": not a scenario: the file is not UTF-8 text", e);
        }
    }

    /** The tree of a document's only node. */
    static Node compose(String file, String text) {
        if (text.length() > MAX_BYTES) {
            throw BadInput.in(file, "the scenario has more than 2 MiB; allowed is at most that");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_BYTES)
                .setParseComments(false)
                .build();
        try {
            checkEvents(file, new Parse(settings).parseString(text));
            Optional<Node> node = new Compose(settings).composeString(text);
            return node.orElseThrow(() -> empty(file));
        } catch (MarkedYamlEngineException e) {
            throw at(file, e.getProblemMark(), "not readable as YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new BadInput(file + ": not readable as YAML: " + oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    private static void checkEvents(String file, Iterable<Event> events) {
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
                throw at(file, event.getStartMark(), "a second YAML document begins; a file holds one scenario", null);
            }
            if (depth > MAX_DEPTH) {
                throw at(file, event.getStartMark(), "nested more than " + MAX_DEPTH + " deep", null);
            }
            if (nodes > MAX_NODES) {
                throw at(file, event.getStartMark(), "more than " + MAX_NODES + " values", null);
            }
        }
        if (documents == 0) {
            throw empty(file);
        }
    }

    private static BadInput empty(String file) {
        return BadInput.in(
                file, "the file is empty; a scenario needs at least the keys name and one of load, cycles, guide");
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
