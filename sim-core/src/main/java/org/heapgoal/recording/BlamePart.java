package org.heapgoal.recording;

import java.util.List;
import java.util.function.ToLongFunction;

/** The parts of a request's latency, each declared once with its name and meaning. Order is the order of output. */
public enum BlamePart {
    OWN_WORK("ownWork", "own work", RequestRecord.Blame::ownWork),
    WAITING("waiting", "waiting for network, timers, locks", RequestRecord.Blame::waiting),
    QUEUEING("queueing", "waiting for a P", RequestRecord.Blame::queueing),
    ASSIST("assist", "mark assists", RequestRecord.Blame::assist),
    STOPPED("stopped", "stopped world", RequestRecord.Blame::stopped),
    DESCHEDULED("descheduled", "waiting for a core", RequestRecord.Blame::descheduled),
    THROTTLED("throttled", "CPU quota used up", RequestRecord.Blame::throttled),
    FAULTS("faults", "faults, sweeping, scavenging", RequestRecord.Blame::faults);

    /** All parts in order. */
    public static final List<BlamePart> ALL = List.of(values());

    private final String jsonName;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a method reference without state
    private final ToLongFunction<RequestRecord.Blame> extractor;

    BlamePart(String jsonName, String label, ToLongFunction<RequestRecord.Blame> extractor) {
        this.jsonName = jsonName;
        this.label = label;
        this.extractor = extractor;
    }

    /** The name in JSON. */
    public String jsonName() {
        return jsonName;
    }

    /** A few words for tables. */
    public String label() {
        return label;
    }

    /** This part of a latency, nanoseconds. */
    public long of(RequestRecord.Blame blame) {
        return extractor.applyAsLong(blame);
    }
}
