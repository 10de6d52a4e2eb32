package org.heapgoal.goruntime;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heapgoal.sim.units.BadInput;

/** A minor release of Go whose runtime can be simulated. Models ask {@link #atLeast} where releases differ. */
public enum GoVersion {
    GO_1_19,
    GO_1_20,
    GO_1_21,
    GO_1_22,
    GO_1_23,
    GO_1_24,
    GO_1_25,
    GO_1_26;

    /** The version simulated unless another is asked for. */
    public static final GoVersion DEFAULT = GO_1_25;

    private static final Pattern GO_1 = Pattern.compile("(?:go)?1\\.(\\d{1,3})(?:(?:\\.|rc)\\d{1,3})?");

    /** Whether this release is the given one or a later one. */
    public boolean atLeast(GoVersion other) {
        return compareTo(other) >= 0;
    }

    /** The version as its users write it, for example {@code 1.25}. */
    public String label() {
        return name().substring("GO_".length()).replace('_', '.');
    }

    /** All versions as their users write them, oldest first. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(GoVersion::label).toList();
    }

    /**
     * Reads {@code 1.25}, {@code go1.25} or {@code go1.25.3}; the patch number is checked and left out, since patch
     * releases do not change the model.
     *
     * @throws BadInput for anything else, with the versions that are allowed
     */
    public static GoVersion parse(String text) {
        String plain = text.startsWith("go") ? text.substring(2) : text;
        for (GoVersion version : values()) {
            if (plain.equals(version.label())
                    || plain.matches(version.label().replace(".", "\\.") + "(\\.|rc)\\d{1,3}")) {
                return version;
            }
        }
        throw new BadInput("unknown Go version \"" + text + "\": allowed are " + String.join(", ", labels()));
    }

    /**
     * The version whose model stands for a real Go that wrote something down: {@link #parse}, or the newest version for a
     * Go 1 release that is newer than all of them.
     *
     * @throws BadInput where {@link #parse} throws and the text names no newer Go 1
     */
    public static GoVersion standingFor(String text) {
        GoVersion newest = values()[values().length - 1];
        Matcher matcher = GO_1.matcher(text);
        if (matcher.matches()
                && Integer.parseInt(matcher.group(1))
                        > Integer.parseInt(newest.label().substring(2))) {
            return newest;
        }
        return parse(text);
    }
}
