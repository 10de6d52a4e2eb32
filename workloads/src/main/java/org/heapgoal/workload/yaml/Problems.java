package org.heapgoal.workload.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong in one document, with places; all of it is reported together. */
public final class Problems {
    /** Problems shown; a file with more of them is wrong as a whole. */
    private static final int MOST_SHOWN = 20;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    /**
     * Nothing wrong so far.
     *
     * @param file what messages call the document
     */
    public Problems(String file) {
        this.file = file;
    }

    private record Problem(int line, int column, String message) {}

    /** Notes a problem where a node begins. */
    public void at(Node node, String message) {
        Mark mark = node.getStartMark().orElse(null);
        found.add(
                mark == null
                        ? new Problem(1, 1, message)
                        : new Problem(mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** How many were noted. */
    public int count() {
        return found.size();
    }

    /**
     * Throws what was found, in order of place, one problem a line; returns where nothing was found.
     *
     * @throws BadInput with all problems
     */
    public void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        StringBuilder text = new StringBuilder();
        for (Problem problem : found.subList(0, Math.min(found.size(), MOST_SHOWN))) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(BadInput.at(file, problem.line, problem.column, problem.message)
                            .getMessage());
        }
        if (found.size() > MOST_SHOWN) {
            text.append("\n")
                    .append(file)
                    .append(": and ")
                    .append(found.size() - MOST_SHOWN)
                    .append(" more");
        }
        throw new BadInput(text.toString());
    }
}
