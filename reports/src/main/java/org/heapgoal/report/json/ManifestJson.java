package org.heapgoal.report.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.report.Manifest;
import org.heapgoal.report.RunResult;
import org.jspecify.annotations.Nullable;

/** The JSON of a report's manifest. */
public final class ManifestJson {
    /** The value of the field {@code tool}, by which a report directory is known. */
    public static final String TOOL = "heapgoal";

    private ManifestJson() {}

    /**
     * The text of {@code manifest.json}.
     *
     * @param manifest where the report comes from
     * @param runs the run, or the baseline and the candidates
     * @param files the names of the report's other files
     */
    public static String print(Manifest manifest, List<RunResult> runs, List<String> files) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        RunResult first = runs.get(0);
        json.put("tool", TOOL);
        json.put("version", manifest.version());
        json.put("command", manifest.command());
        json.put("level", first.identity().level().label());
        json.put("goVersion", first.identity().goVersion().label());
        json.put(
                "seed",
                first.identity().seed().isPresent()
                        ? (Object) first.identity().seed().getAsLong()
                        : null);
        json.put("settings", ResultJson.settings(first.settings()));
        first.process().details().ifPresent(details -> {
            json.put("profile", details.profile());
            json.put("eventDigest", details.digestText());
        });
        if (runs.size() > 1) {
            json.put(
                    "candidates",
                    runs.stream()
                            .skip(1)
                            .map(run -> ResultJson.settings(run.settings()))
                            .toList());
        }
        json.put("inputs", manifest.inputs().stream().map(ManifestJson::input).toList());
        json.put("files", files);
        return JsonText.print(json);
    }

    /**
     * The text of the {@code manifest.json} of a comparison; its result has settings and seeds of both runs.
     *
     * @param manifest where it comes from
     * @param files the names of its other files
     */
    public static String print(Manifest manifest, List<String> files) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tool", TOOL);
        json.put("version", manifest.version());
        json.put("command", manifest.command());
        json.put("inputs", manifest.inputs().stream().map(ManifestJson::input).toList());
        json.put("files", files);
        return JsonText.print(json);
    }

    private static Map<String, String> input(Manifest.Input input) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("name", input.name());
        json.put("sha256", input.sha256());
        return json;
    }
}
