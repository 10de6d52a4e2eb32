package org.heapgoal.workload.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads scenario files. */
public final class ScenarioReader {
    private static final List<String> BODIES = List.of("load", "cycles", "guide");
    private static final List<String> LEVELS = List.of(Level.GUIDE.label(), Level.PACER.label());
    private static final List<String> SETTINGS = List.of("GOGC", "GOMEMLIMIT", "GOMAXPROCS");

    private final Problems problems;
    private final Scalars scalars;

    private ScenarioReader(String file) {
        this.problems = new Problems(file);
        this.scalars = new Scalars(problems);
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read or is no scenario: every problem with its line and column
     */
    public static Scenario read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(YamlText.MAX_BYTES + 1));
        } catch (IOException e) {
            String reason = Files.isDirectory(file)
                    ? "is a directory, not a scenario file"
                    : Files.exists(file) ? "cannot be read" : "there is no such file";
            throw new BadInput(file + ": " + reason, e);
        }
    }

    /**
     * Reads a scenario's bytes.
     *
     * @param name what messages call the file
     * @throws BadInput as {@link #read(Path)} does
     */
    public static Scenario read(String name, byte[] bytes) {
        return read(name, YamlText.decode(name, bytes));
    }

    /**
     * Reads a scenario's text.
     *
     * @param name what messages call the file
     * @throws BadInput as {@link #read(Path)} does
     */
    public static Scenario read(String name, String text) {
        return new ScenarioReader(name).bind(YamlText.compose(name, text));
    }

    private Scenario bind(Node root) {
        Fields fields = Fields.of(root, "the scenario", problems);
        if (fields == null) {
            problems.throwIfAny();
            throw new AssertionError("a problem was noted");
        }
        String name = name(fields.required("name"));
        String title = shortText(fields.optional("title"), "title");
        String description = shortText(fields.optional("description"), "description");
        GoVersion go = version(fields.optional("go"));
        GcSettings settings = settings(fields.optional("settings"), go);
        Node level = fields.optional("level");
        List<String> bodies = BODIES.stream().filter(fields::has).toList();
        int before = problems.count();
        fields.finish();
        // A misspelt body is reported as an unknown key; that there is none then is not a second mistake.
        boolean unknownKeys = problems.count() > before;
        Scenario.Body body = bodies.isEmpty() && unknownKeys ? null : body(fields, bodies);
        problems.throwIfAny();
        if (body == null) {
            throw new AssertionError("no body and no problem");
        }
        Scenario scenario = new Scenario(name, title, description, go, settings, body);
        checkLevel(level, scenario);
        return scenario;
    }

    private String name(@Nullable Node node) {
        String text = node == null ? null : scalars.text(node, "name");
        if (node == null || text == null) {
            return "unnamed";
        }
        if (!text.matches(Scenario.NAME_PATTERN)) {
            problems.at(
                    node,
                    Scalars.bad("name", text, "1 to 80 letters, digits and . _ / -, beginning with a letter or digit"));
            return "unnamed";
        }
        return text;
    }

    private String shortText(@Nullable Node node, String key) {
        String text = node == null ? null : scalars.text(node, key);
        if (node == null || text == null) {
            return "";
        }
        if (text.length() > Scenario.MAX_TEXT) {
            problems.at(node, key + " has " + text.length() + " characters; allowed is at most " + Scenario.MAX_TEXT);
            return "";
        }
        return text.strip();
    }

    private GoVersion version(@Nullable Node node) {
        String text = node == null ? null : scalars.text(node, "go");
        if (node == null || text == null) {
            return GoVersion.DEFAULT;
        }
        try {
            return GoVersion.parse(text);
        } catch (BadInput e) {
            problems.at(node, String.valueOf(e.getMessage()));
            return GoVersion.DEFAULT;
        }
    }

    private GcSettings settings(@Nullable Node node, GoVersion go) {
        GcSettings settings = Scenario.DEFAULT_SETTINGS;
        Fields fields = node == null ? null : Fields.of(node, "settings", problems);
        if (fields == null) {
            return settings;
        }
        for (String key : SETTINGS) {
            Node value = fields.optional(key);
            String text = value == null ? null : scalars.text(value, key);
            if (value != null && text != null) {
                settings = with(settings, value, key, text, go);
            }
        }
        fields.finish();
        return settings;
    }

    /** In a file even a value that Go takes in an unexpected way is a problem, since there it can be put right. */
    private GcSettings with(GcSettings settings, Node value, String key, String text, GoVersion go) {
        try {
            ProcessSettings read = new SettingReader(go, Set.of()).read(List.of(key + "=" + text));
            read.warnings().forEach(warning -> problems.at(value, warning));
            return read.over(settings);
        } catch (BadInput e) {
            problems.at(value, String.valueOf(e.getMessage()));
            return settings;
        }
    }

    private Scenario.@Nullable Body body(Fields fields, List<String> present) {
        if (present.size() != 1) {
            problems.at(
                    fields.node(),
                    "the scenario needs exactly one of " + String.join(", ", BODIES)
                            + (present.isEmpty() ? "" : ", not " + String.join(" and ", present)));
            return null;
        }
        Node node = fields.required(present.get(0));
        if (node == null) {
            return null;
        }
        switch (present.get(0)) {
            case "load" -> {
                TimedLoad load = new LoadBinder(problems).bind(node);
                return load == null ? null : new Scenario.TimedBody(load);
            }
            case "cycles" -> {
                return new BodyBinders(problems).cycles(node);
            }
            default -> {
                GuideLoad load = new BodyBinders(problems).guide(node);
                return load == null ? null : new Scenario.GuideBody(load);
            }
        }
    }

    private void checkLevel(@Nullable Node node, Scenario scenario) {
        String level = scalars.word(node, "level", LEVELS);
        if (node != null && level != null && !level.equals(scenario.level().label())) {
            problems.at(
                    node,
                    "level is " + level + ", but this load is made for level "
                            + scenario.level().label());
        }
        problems.throwIfAny();
    }
}
