package org.heapgoal.report.text;

import java.util.ArrayList;
import java.util.List;

/** A table of text: columns two blanks apart, each as wide as its widest cell, aligned left or right, no trailing blanks. */
public final class TextGrid {
    private static final String GAP = "  ";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without a column. */
    public TextGrid() {}

    private record Column(String header, boolean right) {}

    /** Adds a column of words. */
    public TextGrid left(String header) {
        columns.add(new Column(header, false));
        return this;
    }

    /** Adds a column of numbers. */
    public TextGrid right(String header) {
        columns.add(new Column(header, true));
        return this;
    }

    /** Adds a row with one cell for every column. */
    public void row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    /** The lines, header first unless all headers are empty; every line ends with a line feed. */
    public String print() {
        List<List<String>> lines = new ArrayList<>();
        if (columns.stream().anyMatch(column -> !column.header.isEmpty())) {
            lines.add(columns.stream().map(Column::header).toList());
        }
        lines.addAll(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder printed = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                printed.append(i == 0 ? "" : GAP).append(cell(line.get(i), i, lines));
            }
            text.append(printed.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String cell(String value, int column, List<List<String>> lines) {
        int width =
                lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(0);
        String padding = " ".repeat(width - length(value));
        return columns.get(column).right ? padding + value : value + padding;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
