package org.heapgoal.lesson;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a lesson's text.
 *
 * @param kind what it is
 * @param lines of commands one each; of the other kinds one line
 */
public record Block(Kind kind, List<String> lines) {
    private static final String CODE_INDENT = "    ";
    private static final String ITEM = "* ";

    /** What a block is. */
    public enum Kind {
        PARAGRAPH,
        ITEM,
        CODE
    }

    /** Copies the list. */
    public Block {
        lines = List.copyOf(lines);
    }

    /** Cuts a section into blocks. */
    public static List<Block> of(String section) {
        List<Block> blocks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Kind kind = Kind.PARAGRAPH;
        for (String line : section.lines().toList()) {
            Kind next = line.startsWith(CODE_INDENT) ? Kind.CODE : line.startsWith(ITEM) ? Kind.ITEM : Kind.PARAGRAPH;
            boolean continued = next == kind || (next == Kind.PARAGRAPH && kind == Kind.ITEM && line.startsWith("  "));
            if (line.isBlank() || !continued || next == Kind.ITEM) {
                close(blocks, kind, open);
            }
            if (!line.isBlank()) {
                kind = open.isEmpty() ? next : kind;
                open.add(next == Kind.ITEM ? line.substring(ITEM.length()) : line.strip());
            }
        }
        close(blocks, kind, open);
        return blocks;
    }

    /** The commands in a section, as they are typed. */
    public static List<String> commands(String section) {
        return of(section).stream()
                .filter(block -> block.kind == Kind.CODE)
                .flatMap(block -> block.lines.stream())
                .filter(line -> line.startsWith("./heapgoal "))
                .toList();
    }

    private static void close(List<Block> blocks, Kind kind, List<String> open) {
        if (!open.isEmpty()) {
            blocks.add(new Block(kind, kind == Kind.CODE ? open : List.of(String.join(" ", open))));
            open.clear();
        }
    }
}
