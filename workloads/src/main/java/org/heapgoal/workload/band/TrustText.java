package org.heapgoal.workload.band;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.workload.calibrate.Estimate;
import org.heapgoal.workload.calibrate.LogFacts;
import org.heapgoal.workload.calibrate.TwinParameter;
import org.heapgoal.workload.score.ScoreFigure;
import org.jspecify.annotations.Nullable;

/** In words how far predictions are to be trusted: each sentence follows from a fact of the log or of what was asked. */
public final class TrustText {
    /** Fewer cycles than this are worth a sentence. */
    private static final int FEW_CYCLES = 30;

    /** Between these shares of idle marking a busy and a paced program look alike. */
    private static final double LEAST_DOUBTFUL_IDLE = 0.02;

    private static final double MOST_DOUBTFUL_IDLE = 0.1;

    /** Heaps beyond this multiple of the largest one seen, or below its inverse, are far from the log. */
    private static final double FAR = 2;

    /** Limits below this multiple of the largest live heap leave little room. */
    private static final double CLOSE = 1.3;

    /** The limiter's being on for less than this share is a single cycle's. */
    private static final double LIMITED = 0.001;

    /** Misses of the own log and gaps between levels from here on are told. */
    private static final double TELLING_MISS = 0.1;

    private static final double TELLING_GAP = 0.25;
    private static final double MIB = 1 << 20;
    private static final List<ScoreFigure> HEADLINES =
            List.of(ScoreFigure.GC_PER_GIB, ScoreFigure.MEAN_GOAL, ScoreFigure.GC_CPU);

    private final LogFacts facts;
    private final GcSettings recorded;
    private final List<Asked> asked;
    private final List<String> out = new ArrayList<>();

    private TrustText(LogFacts facts, GcSettings recorded, List<Asked> asked) {
        this.facts = facts;
        this.recorded = recorded;
        this.asked = asked;
    }

    /**
     * The sentences, those on the log before those on settings.
     *
     * @param figures the twin's figures
     * @param recorded the settings that the log was recorded under
     * @param own the twin's predictions for these
     * @param log the log's own figures
     * @param asked the predictions for other settings
     */
    public static List<String> of(
            LogFacts facts,
            Map<TwinParameter, Estimate> figures,
            GcSettings recorded,
            Map<ScoreFigure, Double> own,
            Map<ScoreFigure, Double> log,
            List<Asked> asked) {
        TrustText text = new TrustText(facts, recorded, asked);
        text.misses(own, log);
        text.fewCycles();
        text.load(figures.get(TwinParameter.DEMAND_PROCS));
        text.pointers(figures.get(TwinParameter.SCANNABLE_FRACTION));
        text.limits(figures.get(TwinParameter.NON_HEAP_BYTES), figures.get(TwinParameter.FRAGMENTATION_RATIO));
        text.procs();
        text.far();
        text.limiter();
        text.gaps();
        return List.copyOf(text.out);
    }

    private void misses(Map<ScoreFigure, Double> own, Map<ScoreFigure, Double> log) {
        List<String> parts = new ArrayList<>();
        for (ScoreFigure figure : HEADLINES) {
            double twin = own.getOrDefault(figure, Double.NaN);
            double real = log.getOrDefault(figure, Double.NaN);
            double off = twin / real - 1;
            if (Double.isFinite(off) && Math.abs(off) >= TELLING_MISS) {
                parts.add(String.format(
                        Locale.ROOT,
                        "%s %.0f %% too %s",
                        figure.label(),
                        100 * Math.abs(off),
                        off > 0 ? "high" : "low"));
            }
        }
        if (!parts.isEmpty()) {
            out.add("The twin does not repeat its own log well: " + String.join(", ", parts)
                    + ". Predictions are moved by that as far as it proved right for other programs, by 22 % at most; a twin that is"
                    + " off by much here is likely to be off elsewhere too.");
        }
    }

    private void fewCycles() {
        if (facts.cycles() < FEW_CYCLES) {
            out.add(String.format(
                    Locale.ROOT,
                    "The log has %d cycles only: its allocation rate is known to ±%.0f %% and the cost of marking to"
                            + " ±%.0f %%.",
                    facts.cycles(),
                    165 * facts.allocationError(),
                    165 * facts.markingError()));
        }
    }

    private void load(@Nullable Estimate demand) {
        if (facts.schedTraced()
                || facts.idleMarkShare() < LEAST_DOUBTFUL_IDLE
                || facts.idleMarkShare() >= MOST_DOUBTFUL_IDLE) {
            return;
        }
        String cpus = demand == null ? "" : String.format(Locale.ROOT, " of %.2g CPUs", demand.value());
        out.add(String.format(
                Locale.ROOT,
                "The log cannot tell whether the program takes all CPU it can get or keeps a pace: idle workers used %.1f %%"
                        + " of the CPU while marking. It is taken as %s; --set load=%s tries the other, and schedtrace"
                        + " lines would tell.",
                100 * facts.idleMarkShare(),
                facts.saturated() ? "saturated" : "paced, with a demand" + cpus,
                facts.saturated() ? "paced" : "saturated"));
    }

    private void pointers(@Nullable Estimate scannable) {
        if (!facts.pacerTraced() && scannable != null && scannable.source() == Estimate.Source.ASSUMED) {
            out.add(String.format(
                    Locale.ROOT,
                    "The log cannot tell how much of the heap holds pointers, as it has no gcpacertrace lines: %.0f %% is"
                            + " assumed, %.0f to %.0f %% would do as well.",
                    100 * scannable.value(),
                    100 * scannable.low(),
                    100 * scannable.high()));
        }
    }

    private void limits(@Nullable Estimate nonHeap, @Nullable Estimate fragmentation) {
        Optional<Asked> lowest = first(
                one -> one.settings().hasMemoryLimit()
                        && one.settings().memoryLimitBytes() < recorded.memoryLimitBytes()
                        && (double) one.settings().memoryLimitBytes() < facts.largestHeapBytes(),
                Comparator.comparingLong(one -> one.settings().memoryLimitBytes()));
        if (lowest.isEmpty()) {
            return;
        }
        double limit = (double) lowest.get().settings().memoryLimitBytes();
        String room = limit < CLOSE * facts.largestLiveBytes()
                ? String.format(
                        Locale.ROOT,
                        " It is only %.2f times the largest live heap, where a few MiB decide how often the collector"
                                + " runs.",
                        limit / facts.largestLiveBytes())
                : "";
        String memory = facts.memoryKnown() || nonHeap == null || fragmentation == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The log cannot tell how much memory the runtime needs beside the live heap: %s and %.0f %% of"
                                + " the heap are assumed.",
                        size(nonHeap.value()),
                        100 * (fragmentation.value() - 1));
        out.add("GOMEMLIMIT=" + lowest.get().settings().memoryLimitText() + " is below the heap of "
                + size(facts.largestHeapBytes()) + " that the log shows, so the program was never seen near that limit."
                + room + memory);
    }

    private void procs() {
        first(
                        one -> one.settings().maxProcs() > recorded.maxProcs(),
                        Comparator.comparingInt(one -> -one.settings().maxProcs()))
                .ifPresent(one -> out.add(
                        facts.saturated()
                                ? "The log cannot tell how many CPUs the program could use: it was recorded with GOMAXPROCS="
                                        + recorded.maxProcs() + ", and is taken to use all of "
                                        + one.settings().maxProcs()
                                        + ", on cores that are free and at no cost of sharing memory."
                                : "The log was recorded with GOMAXPROCS=" + recorded.maxProcs()
                                        + "; how the program does" + " with "
                                        + one.settings().maxProcs() + " it does not show."));
        first(
                        one -> one.settings().maxProcs() < recorded.maxProcs(),
                        Comparator.comparingInt(one -> one.settings().maxProcs()))
                .ifPresent(one -> out.add("With GOMAXPROCS=" + one.settings().maxProcs() + " instead of "
                        + recorded.maxProcs()
                        + " fewer mark workers run and goroutines wait for each other: the log does"
                        + " not show how long."));
    }

    private void far() {
        first(
                        one -> one.peakHeapBytes() > FAR * facts.largestHeapBytes(),
                        Comparator.comparingDouble(one -> -one.peakHeapBytes()))
                .ifPresent(
                        one -> out.add(
                                one.name() + " lets the heap grow to " + size(one.peakHeapBytes()) + ", "
                                        + String.format(
                                                Locale.ROOT, "%.1f", one.peakHeapBytes() / facts.largestHeapBytes())
                                        + " times the largest one in the log (" + size(facts.largestHeapBytes())
                                        + "): what larger heaps do to caches, page faults and the time of a mark the log does not show."));
    }

    private void limiter() {
        List<Asked> limited =
                asked.stream().filter(one -> one.limiterShare() > LIMITED).toList();
        limited.stream()
                .max(Comparator.comparingDouble(Asked::limiterShare))
                .ifPresent(one -> out.add(String.format(
                        Locale.ROOT,
                        "The GC CPU limiter is predicted to be on with %s (%.0f %% of the time)%s. The log does not show the"
                                + " program under such pressure; near the point where the limiter comes on small errors"
                                + " have large effects.",
                        one.name(),
                        Math.max(1, 100 * one.limiterShare()),
                        limited.size() == 1 ? "" : " and " + (limited.size() - 1) + " more of the settings")));
    }

    /** Where the two levels disagree most. */
    private void gaps() {
        double most = TELLING_GAP;
        String sentence = "";
        for (Asked one : asked) {
            for (ScoreFigure figure : HEADLINES) {
                double here = one.figures().getOrDefault(figure, Double.NaN);
                double there = one.coarse().getOrDefault(figure, Double.NaN);
                double gap = Math.abs(Distance.of(figure, here, there));
                if (gap > most) {
                    most = gap;
                    sentence = String.format(
                            Locale.ROOT,
                            "The two levels disagree most on %s with %s: level pacer has it at %.2f times what level full does."
                                    + " The log cannot tell which is right.",
                            figure.label(),
                            one.name(),
                            there / here);
                }
            }
        }
        if (!sentence.isEmpty()) {
            out.add(sentence);
        }
    }

    private Optional<Asked> first(Predicate<Asked> which, Comparator<Asked> order) {
        return asked.stream().filter(which).min(order);
    }

    private static String size(double bytes) {
        double mib = bytes / MIB;
        if (mib >= 1024) {
            return String.format(Locale.ROOT, "%.2f GiB", mib / 1024);
        }
        return String.format(Locale.ROOT, mib >= 100 ? "%.0f MiB" : "%.1f MiB", mib);
    }
}
