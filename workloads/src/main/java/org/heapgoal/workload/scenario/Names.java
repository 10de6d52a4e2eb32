package org.heapgoal.workload.scenario;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** The names that a process declares, and the check that whoever uses one means one of them. */
final class Names {
    private static final String PATTERN = "[A-Za-z][A-Za-z0-9_-]{0,39}";

    private final Problems problems;
    private final Scalars scalars;

    Names(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** The keys of a mapping that declares names; those that are no names are problems. */
    List<String> declared(Fields fields, String what) {
        for (String name : fields.keys()) {
            if (!name.matches(PATTERN)) {
                problems.at(
                        fields.keyNode(name),
                        Scalars.bad(what, name, "1 to 40 letters, digits, _ and -, beginning with a letter"));
            }
        }
        return fields.keys();
    }

    /** A new name where one is used without being declared: a lock, a group. */
    @Nullable
    String fresh(@Nullable Node node, String what) {
        String name = node == null ? null : scalars.text(node, what);
        if (node == null || name == null) {
            return null;
        }
        if (!name.matches(PATTERN)) {
            problems.at(node, Scalars.bad(what, name, "1 to 40 letters, digits, _ and -, beginning with a letter"));
            return null;
        }
        return name;
    }

    /**
     * A name that has to be declared.
     *
     * @param what such as {@code site}
     * @param plural what to call several, where there are none
     * @return the name, or an empty one with a problem noted
     */
    String known(@Nullable Node node, String what, String plural, Collection<String> declared) {
        if (node == null) {
            return "";
        }
        if (declared.isEmpty()) {
            String text = scalars.text(node, what);
            if (text != null) {
                problems.at(
                        node,
                        what + " is \"" + text.replaceAll("\\p{Cntrl}", "?") + "\", but the process has no " + plural);
            }
            return "";
        }
        Set<String> sorted = new LinkedHashSet<>(declared);
        String word = scalars.word(node, what, List.copyOf(sorted));
        return word == null ? "" : word;
    }
}
