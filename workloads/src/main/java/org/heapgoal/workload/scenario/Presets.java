package org.heapgoal.workload.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;

/** The scenarios that come with the program. */
public final class Presets {
    private static final String INDEX = "index.txt";

    private Presets() {}

    /**
     * What a preset belongs to.
     *
     * @param group heading of its list
     * @param name what the command line calls it
     * @param description one sentence
     * @param levels the levels at which it can run, its own first
     */
    public record Entry(String group, String name, String description, List<Level> levels) {
        /** Copies the list. */
        public Entry {
            levels = List.copyOf(levels);
        }
    }

    /** All names, in the order in which they are shown. */
    public static List<String> names() {
        return index().stream().map(Named::name).toList();
    }

    /** Whether there is a preset of this name. */
    public static boolean exists(String name) {
        return names().contains(name);
    }

    /** All presets with their descriptions, in the order in which they are shown. */
    public static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Named named : index()) {
            Scenario scenario = load(named.name);
            entries.add(new Entry(named.group, named.name, scenario.description(), scenario.levels()));
        }
        return entries;
    }

    /**
     * Reads a preset.
     *
     * @throws BadInput if there is none of this name, with the one that was probably meant
     */
    public static Scenario load(String name) {
        return ScenarioReader.read("preset " + name, text(name));
    }

    /**
     * A preset's file, comments included.
     *
     * @throws BadInput if there is none of this name
     */
    public static String text(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new BadInput(
                    "there is no preset \"" + name + "\": heapgoal scenarios lists them" + NearMiss.hint(name, names));
        }
        return resource(name + ".yaml");
    }

    /** The JSON Schema (2020-12) of the scenario language, for editors. */
    public static String schema() {
        return resource("scenario.schema.json");
    }

    private record Named(String group, String name) {}

    /** The index has a group's heading on a line with {@code #}, then its names. */
    private static List<Named> index() {
        List<Named> names = new ArrayList<>();
        String group = "";
        for (String line : resource(INDEX).lines().toList()) {
            if (line.startsWith("#")) {
                group = line.substring(1).strip();
            } else if (!line.isBlank()) {
                names.add(new Named(group, line.strip()));
            }
        }
        return names;
    }

    private static String resource(String path) {
        try (InputStream in = Presets.class.getResourceAsStream("/org/heapgoal/scenarios/" + path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
