package org.heapgoal.report.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.heapgoal.recording.BlamePart;
import org.heapgoal.recording.MeanBlame;
import org.heapgoal.report.ProcessDetails;
import org.heapgoal.report.ProcessFacts;
import org.heapgoal.report.RequestBlame;
import org.jspecify.annotations.Nullable;

/** The JSON of what is known of a process beside its figures. */
final class ProcessJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private ProcessJson() {}

    /** Adds how the run ended, what it ran on and its digest, as far as the level has them. */
    static void put(Map<String, @Nullable Object> json, ProcessFacts process) {
        process.ending().ifPresent(ending -> {
            json.put("outcome", ending.code());
            json.put("outcomeMeaning", ending.sentence());
        });
        process.details().ifPresent(details -> {
            json.put("machine", machine(details));
            json.put("events", details.events());
            json.put("eventDigest", details.digestText());
        });
    }

    private static Map<String, Object> machine(ProcessDetails details) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("profile", details.profile());
        json.put("cores", details.cores());
        json.put("cpuQuota", details.cpuQuota() > 0 ? (Object) details.cpuQuota() : "none");
        json.put("memoryLimitBytes", details.memoryLimited() ? (Object) details.memoryLimitBytes() : "none");
        json.put("maxProcsSetBy", details.maxProcsReason());
        return json;
    }

    /** Means over all requests and over the slowest. */
    static Map<String, Object> blame(RequestBlame blame) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("all", means(blame.all()));
        json.put("slowest", means(blame.slowest()));
        return json;
    }

    private static Map<String, Object> means(MeanBlame blame) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("requests", blame.requests());
        json.put("fromLatencySeconds", blame.fromNanos() / NANOS_PER_SECOND);
        for (BlamePart part : BlamePart.ALL) {
            json.put(part.jsonName(), blame.nanos(part) / NANOS_PER_SECOND);
        }
        return json;
    }
}
