package org.heapgoal.workload.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.goruntime.SettingReader;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.Level;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.yaml.Fields;
import org.heapgoal.workload.yaml.Problems;
import org.heapgoal.workload.yaml.Scalars;
import org.heapgoal.workload.yaml.YamlText;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads scenario files. */
public final class ScenarioReader {
    /** The keys of bodies, the most detailed level first. */
    private static final List<String> BODIES = List.of("process", "load", "cycles", "guide");

    private static final List<String> LEVELS = List.of(Level.GUIDE.label(), Level.PACER.label(), Level.FULL.label());
    private static final YamlText.Kind KIND =
            new YamlText.Kind("scenario", "the keys name and one of " + String.join(", ", BODIES));
    private static final List<String> ONE_LEVEL = List.of("load", "cycles");
    private static final List<String> SETTINGS = List.of("GOGC", "GOMEMLIMIT", "GOMAXPROCS");

    private static final int MAX_TEXTS = 20;

    private final Problems problems;
    private final Scalars scalars;

    private final @Nullable Path folder;

    private ScenarioReader(String file, @Nullable Path folder) {
        this.folder = folder;
        this.problems = new Problems(file);
        this.scalars = new Scalars(problems);
    }

    /**
     * Reads a file.
     *
     * @throws BadInput if it cannot be read or is no scenario: every problem with its line and column
     */
    public static Scenario read(Path file) {
        String text = YamlText.read(file, KIND);
        return new ScenarioReader(file.toString(), file.getParent())
                .bind(YamlText.compose(file.toString(), text, KIND));
    }

    /**
     * Reads a scenario's bytes.
     *
     * @param name what messages call the file
     * @throws BadInput as {@link #read(Path)} does
     */
    public static Scenario read(String name, byte[] bytes) {
        return read(name, YamlText.decode(name, bytes, KIND));
    }

    /**
     * Reads a scenario's text.
     *
     * @param name what messages call the file
     * @throws BadInput as {@link #read(Path)} does
     */
    public static Scenario read(String name, String text) {
        return new ScenarioReader(name, null).bind(YamlText.compose(name, text, KIND));
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
        Node settingsNode = fields.optional("settings");
        GcSettings settings = settings(settingsNode, go);
        boolean defaultMaxProcs = !states(settingsNode, "GOMAXPROCS");
        Node level = fields.optional("level");
        UsersQuestion question = question(fields.optional("question"));
        List<String> present = BODIES.stream().filter(fields::has).toList();
        int before = problems.count();
        fields.finish();
        // A misspelt body is reported as an unknown key; that there is none then is not a second mistake.
        boolean unknownKeys = problems.count() > before;
        List<Scenario.Body> bodies = present.isEmpty() && unknownKeys ? List.of() : bodies(fields, present);
        problems.throwIfAny();
        bodies = startingWith(level, bodies);
        problems.throwIfAny();
        return new Scenario(
                name, title, description, go, settings, defaultMaxProcs, Optional.ofNullable(question), bodies);
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

    private @Nullable UsersQuestion question(@Nullable Node node) {
        Fields fields = node == null ? null : Fields.of(node, "the question", problems);
        if (fields == null) {
            return null;
        }
        int before = problems.count();
        String ask = shortText(fields.required("ask"), "ask");
        List<String> threads = texts(fields.required("threads"), "threads");
        List<String> tries = texts(fields.required("try"), "try");
        String finding = shortText(fields.required("finding"), "finding");
        fields.finish();
        if (problems.count() > before) {
            return null;
        }
        if (ask.isEmpty() || finding.isEmpty()) {
            problems.at(fields.node(), "the question needs an ask and a finding that are not empty");
            return null;
        }
        return new UsersQuestion(ask, threads, tries, finding);
    }

    /** A list of one to twenty texts. */
    private List<String> texts(@Nullable Node node, String key) {
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)
                || list.getValue().isEmpty()
                || list.getValue().size() > MAX_TEXTS) {
            problems.at(node, key + " is a list of 1 to " + MAX_TEXTS + " texts");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node item : list.getValue()) {
            texts.add(shortText(item, key));
        }
        return texts;
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

    private static boolean states(@Nullable Node settings, String key) {
        return settings instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode word
                                && word.getValue().equals(key));
    }

    private List<Scenario.Body> bodies(Fields fields, List<String> present) {
        List<Scenario.Body> bodies = new ArrayList<>();
        if (present.isEmpty()) {
            problems.at(fields.node(), "the scenario needs one of " + String.join(", ", BODIES));
        }
        if (present.containsAll(ONE_LEVEL)) {
            problems.at(
                    fields.node(),
                    "the scenario has both " + String.join(" and ", ONE_LEVEL)
                            + ", which are for the same level; allowed is one of them");
        }
        for (String key : present) {
            Node node = fields.required(key);
            Scenario.Body body = node == null ? null : body(key, node);
            if (body != null) {
                bodies.add(body);
            }
        }
        return bodies;
    }

    private Scenario.@Nullable Body body(String key, Node node) {
        switch (key) {
            case "process" -> {
                ProcessLoad load = new ProcessBinder(problems, folder).bind(node);
                return load == null ? null : new Scenario.ProcessBody(load);
            }
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

    /** The bodies with the one of the stated level first. */
    private List<Scenario.Body> startingWith(@Nullable Node node, List<Scenario.Body> bodies) {
        String level = scalars.word(node, "level", LEVELS);
        if (node == null || level == null) {
            return bodies;
        }
        List<Scenario.Body> ordered = new ArrayList<>(bodies);
        ordered.sort(Comparator.comparing(body -> !body.level().label().equals(level)));
        if (!ordered.get(0).level().label().equals(level)) {
            problems.at(
                    node,
                    "level is " + level + ", but what the scenario has is made for level "
                            + bodies.stream().map(body -> body.level().label()).collect(Collectors.joining(", ")));
        }
        return ordered;
    }
}
