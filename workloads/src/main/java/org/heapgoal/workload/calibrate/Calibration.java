package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.process.PlannedWorkers;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.RecordedLog;

/** Makes a program's twin from its log. */
public final class Calibration {
    /** Below this many cycles a warning says how little the twin rests on. */
    private static final int FEW_CYCLES = 10;

    /** Where a trigger lies that the pacer has chosen, and no bound: above 45/64 with a margin for rounding. */
    private static final double FREE_TRIGGER = 45.0 / 64 + 0.02;

    private static final int ENOUGH_FREE_TRIGGERS = 8;
    /** Fewer than this share are from the start of the program and do not speak for the rest. */
    private static final double FREE_TRIGGER_SHARE = 0.2;

    /** What marking a byte costs in a heap that is all pointers, as far as machines and heaps go alike. */
    private static final double NANOS_PER_POINTER_BYTE = 1;

    private static final double LEAST_SCANNABLE = 0.005;
    private static final double MOST_SCANNABLE = 0.8;

    /** Cycles of a run that corrects figures. */
    private static final int ENOUGH_TUNING_CYCLES = 40;

    private final RecordedLog log;
    private final List<LogCycle> cycles;
    private final RecordedSettings recorded;
    private final List<CycleFacts> facts;
    private final int procs;
    private final LoadShape shape;
    private final MarkCostFit cost;
    private final RootsFit roots;
    private final SegmentFit segments;
    private final double largeObjectBytes;
    private final MemoryFit memory;
    private final TwinDraft draft = new TwinDraft();

    private Calibration(RecordedLog log, ProcessSettings stated) {
        this.log = log;
        this.cycles = log.chosen().cycles();
        this.recorded = RecordedSettings.of(cycles, stated);
        this.facts = CycleFacts.of(cycles, recorded.goalRule());
        this.procs = recorded.settings().maxProcs();
        this.shape = LoadShape.of(facts, log.chosen(), procs);
        this.cost = MarkCostFit.of(facts);
        this.roots = RootsFit.of(cycles, facts, recorded.goalRule());
        boolean fromStart = cycles.get(0).line().number() == 1;
        this.segments = SegmentFit.of(facts, fromStart, shape, roots.stacks().value());
        if (segments.segments().isEmpty()) {
            throw BadInput.in(
                    log.name(),
                    "has only " + cycles.size() + " cycle" + (cycles.size() == 1 ? "" : "s")
                            + " that cannot be put together; at least two consecutive ones are needed");
        }
        this.largeObjectBytes = LargeObjects.bytes(facts, allocation().value() / 1e9);
        this.memory = MemoryFit.of(cycles, facts, recorded.settings(), roots.stackMemoryBytes(), largeObjectBytes > 0);
    }

    /**
     * Makes a twin from what the log alone tells.
     *
     * @throws BadInput if the log holds too few cycles
     */
    public static CalibrationResult fit(RecordedLog log) {
        return fit(log, RecordedSettings.NOT_STATED, Overrides.NONE);
    }

    /**
     * Makes a twin for level {@code pacer}: rates, as the lines give them.
     *
     * @param log the log, read
     * @param recorded settings that the user says the log was recorded under
     * @param overrides figures that the user states instead of those of the log
     * @throws BadInput if the log holds too few cycles
     */
    public static CalibrationResult fit(RecordedLog log, ProcessSettings recorded, Overrides overrides) {
        return new Calibration(log, recorded).result(overrides, false);
    }

    /**
     * Makes a twin for level {@code full}, too: as {@link #fit(RecordedLog, ProcessSettings, Overrides)}, and a process that is
     * run under the log's own settings until it repeats the log.
     *
     * @throws BadInput if the log holds too few cycles
     */
    public static CalibrationResult twin(RecordedLog log, ProcessSettings recorded, Overrides overrides) {
        return new Calibration(log, recorded).result(overrides, true);
    }

    private CalibrationResult result(Overrides overrides, boolean tuned) {
        demand();
        costs();
        marking();
        memory();
        boolean yields = effectiveWorkers() >= 0.8 * plannedWorkers();
        ProcessFigures figures = new ProcessFigures(facts, shape, procs, largeObjectBytes);
        GoVersion version = log.report().version().profile();
        figures.put(draft, yields);
        TwinDraft rates = draft.copy();
        rates.override(overrides);
        TimedLoad load = rates.load(segments);
        draft.stated(overrides);
        figures.follow(draft);
        if (tuned) {
            tune(version, figures, yields);
        }
        draft.override(overrides);
        FitReport report = new FitReport(
                log,
                facts.size(),
                recorded.settings(),
                recorded.inference(),
                allocation(),
                reachable(),
                segments.segments().size(),
                draft.estimates(),
                Residuals.of(facts, segments, shape, cost, recorded, effectiveWorkers()),
                cannotTell(),
                warnings(version));
        LogOrigin from = origin();
        Optional<ProcessLoad> process = tuned ? Optional.of(draft.process(segments, from)) : Optional.empty();
        CycleNoise noise = CycleNoise.of(facts, shape, cost, allocation().value() / 1e9);
        Ensemble ensemble = new Ensemble(
                rates, segments, noise, cost, Math.max(1, reachable().value()));
        LogFacts shown = LogFacts.of(
                cycles,
                facts,
                shape,
                log.chosen().schedLines() > 0,
                memory.nonHeap().source() == Estimate.Source.IDENTIFIED,
                noise);
        return new CalibrationResult(process, load, recorded.settings(), version, report, ensemble, shown);
    }

    private LogOrigin origin() {
        return LogOrigin.of(facts, segments.initialLiveBytes(), procs);
    }

    private void demand() {
        double kind = shape.saturated() ? 1 : 0;
        draft.put(TwinParameter.LOAD, new Estimate(kind, 0, 1, Estimate.Source.IDENTIFIED, shape.evidence()));
        String note = shape.saturated()
                ? "GOMAXPROCS; whether it could use more CPUs the log cannot tell"
                : "what mark workers left, if idle workers always took what was free";
        draft.put(
                TwinParameter.DEMAND_PROCS,
                Estimate.identified(shape.demandProcs(), shape.lowProcs(), shape.maxProcs(), note));
        double peak = shape.saturated() ? shape.demandProcs() : shape.maxProcs();
        draft.put(
                TwinParameter.PEAK_PROCS,
                Estimate.assumed(
                        peak, shape.demandProcs(), Math.max(peak, shape.maxProcs()), "all Ps seen in the log"));
        draft.put(TwinParameter.ALLOCATION_FACTOR, Estimate.assumed(1, 1, 1, "as in the log"));
        draft.put(TwinParameter.LIVE_HEAP_FACTOR, Estimate.assumed(1, 1, 1, "as in the log"));
    }

    private void costs() {
        draft.put(TwinParameter.STACK_BYTES, roots.stacks());
        draft.put(TwinParameter.STACK_ROOM, roots.stackRoom());
        draft.put(TwinParameter.GLOBALS_BYTES, roots.globals());
        draft.put(TwinParameter.SCANNABLE_FRACTION, scannable());
        draft.put(TwinParameter.MARK_FIXED, cost.fixed());
        draft.put(TwinParameter.NANOS_PER_LIVE_BYTE, cost.perByte());
        draft.put(
                TwinParameter.NANOS_PER_SCANNED_BYTE,
                Estimate.assumed(0, 0, cost.perByte().value(), "all marking is counted by reachable bytes"));
        draft.put(TwinParameter.SWEEP_TERMINATION, stop(true));
        draft.put(TwinParameter.MARK_TERMINATION, stop(false));
    }

    private Estimate scannable() {
        double work = 0;
        double live = 0;
        for (LogCycle cycle : cycles) {
            if (cycle.pacerEnd() != null) {
                work += cycle.pacerEnd().heapWorkBytes();
                live += cycle.line().heap().marked().mid()
                        - (cycle.endBytes().mid() - cycle.triggeredBytes().mid());
            }
        }
        if (live <= 0) {
            double share = Math.min(
                    MOST_SCANNABLE, Math.max(LEAST_SCANNABLE, cost.perByte().value() / NANOS_PER_POINTER_BYTE));
            return Estimate.assumed(
                    share,
                    share / 2,
                    Math.min(1, 2 * share),
                    "guessed from what marking a byte costs; it cancels out of most of what the pacer does");
        }
        double share = Math.min(1, work / live);
        return Estimate.identified(
                share, share * 0.97, Math.min(1, share * 1.03), "heap work in gcpacertrace over the reachable heap");
    }

    private Estimate stop(boolean first) {
        double[] nanos = facts.stream()
                .mapToDouble(fact -> first ? fact.sweepTerminationNanos() : fact.markTerminationNanos())
                .toArray();
        double mean = Stats.mean(nanos);
        return Estimate.identified(
                mean,
                Math.min(mean, Stats.quantile(nanos, 0.1)),
                Math.max(mean, Stats.quantile(nanos, 0.9)),
                "mean; the range holds eight cycles of ten");
    }

    private void marking() {
        double efficiency = effectiveWorkers() / plannedWorkers();
        draft.put(
                TwinParameter.WORKER_EFFICIENCY,
                Estimate.identified(
                        Math.min(1, efficiency),
                        Math.min(1, 0.9 * efficiency),
                        Math.min(1, 1.1 * efficiency),
                        String.format(
                                Locale.ROOT,
                                "dedicated and fractional workers took %.1f %% of the CPU while marking; %.1f %% is planned",
                                100 * effectiveWorkers() / procs,
                                100 * plannedWorkers() / procs)));
        draft.put(
                TwinParameter.IDLE_MARK_SHARE,
                Estimate.assumed(1, 0.5, 1, "idle workers are taken to use all idle CPU while marking"));
        draft.put(TwinParameter.MIN_ASSIST_SHARE, assistShare());
        draft.put(TwinParameter.MUTATOR_SPEED, shape.speedWhileMarking());
    }

    /** CPUs that dedicated and fractional workers had on average while marking. */
    private double effectiveWorkers() {
        double marking = facts.stream().mapToDouble(CycleFacts::markNanos).sum();
        double background =
                facts.stream().mapToDouble(CycleFacts::backgroundNanos).sum();
        return marking > 0 ? background / marking : plannedWorkers();
    }

    private double plannedWorkers() {
        return PlannedWorkers.of(procs).cpus();
    }

    /**
     * Assists that come whatever the pacer asks: in cycles whose trigger no bound has delayed the pacer has left itself time
     * to do without them.
     */
    private Estimate assistShare() {
        List<CycleFacts> free = facts.stream()
                .filter(fact -> fact.triggerShare() > FREE_TRIGGER && fact.triggerShare() < 1)
                .toList();
        double[] all = facts.stream().mapToDouble(CycleFacts::assistShare).toArray();
        if (free.size() < ENOUGH_FREE_TRIGGERS || free.size() < FREE_TRIGGER_SHARE * facts.size()) {
            double value = Stats.quantile(all, 0.25);
            return Estimate.identified(
                    value,
                    0,
                    Math.max(value, Stats.median(all)),
                    "lower quartile of all cycles: there are few in which the pacer had not to ask for assists");
        }
        double[] shares = free.stream().mapToDouble(CycleFacts::assistShare).toArray();
        double assists = free.stream().mapToDouble(CycleFacts::assistNanos).sum();
        double marking = free.stream().mapToDouble(CycleFacts::markCpuNanos).sum();
        double value = marking > 0 ? assists / marking : 0;
        return Estimate.identified(
                value,
                Math.min(value, Stats.quantile(shares, 0.1)),
                Math.max(value, Stats.quantile(shares, 0.9)),
                "mean of " + free.size() + " cycles whose trigger the pacer was free to choose");
    }

    private void memory() {
        draft.put(TwinParameter.NON_HEAP_BYTES, memory.nonHeap());
        draft.put(TwinParameter.METADATA_PER_HEAP_BYTE, memory.metadata());
        draft.put(TwinParameter.FRAGMENTATION_RATIO, memory.fragmentation());
        draft.put(
                TwinParameter.OUTSIDE_GO_BYTES,
                Estimate.assumed(0, 0, 64 << 20, "the Go runtime does not know of it, so no trace line can show it"));
    }

    private void tune(GoVersion version, ProcessFigures figures, boolean yields) {
        Moments observed = Moments.of(facts.stream().map(SeenCycle::of).toList());
        List<Piece> pieces = Piece.shortened(Piece.of(segments.segments()), facts.size(), ENOUGH_TUNING_CYCLES);
        LogOrigin origin = origin();
        double unswept = figures.shareBesideSweeping(
                draft.estimate(TwinParameter.SWEEP_SPAN).value());
        TwinCorrections corrections = new TwinCorrections(
                parameter -> draft.estimate(parameter).value()
                        * (parameter == TwinParameter.CPU_FACTOR || parameter == TwinParameter.MUTATOR_SPEED
                                ? unswept
                                : 1),
                draft.stated(),
                observed,
                shape.saturated() && !yields ? 0 : ProcessFigures.assistingGoroutines(scanWork()));
        TwinTuning tuning =
                new TwinTuning(values -> ProcessTwin.of(values, pieces, origin), recorded.settings(), version);
        draft.tune(tuning.found(corrections));
    }

    /** Scan work of a cycle. */
    private double scanWork() {
        return reachable().value()
                        * draft.estimate(TwinParameter.SCANNABLE_FRACTION).value()
                + roots.stacks().value()
                + roots.globals().value();
    }

    private Estimate allocation() {
        double seconds = segments.workNanos() / 1e9;
        double slack = facts.stream().mapToDouble(CycleFacts::slackNanos).sum() / 1e9;
        Interval allocated = segments.allocated().atLeastZero();
        Estimate speed = shape.speedWhileMarking();
        double marking = facts.stream().mapToDouble(shape::workWhileMarking).sum() / 1e9;
        double most = seconds + slack + marking * (speed.high() / speed.value() - 1);
        double least = Math.max(seconds / 2, seconds - slack - marking * (1 - speed.low() / speed.value()));
        return Estimate.identified(
                Math.max(0, segments.allocated().mid()) / seconds,
                allocated.low() / most,
                allocated.high() / least,
                String.format(
                        Locale.ROOT,
                        "per second of work, mean; as heapLive counts it, the ends of spans included; %.1f cycles to a"
                                + " stretch",
                        segments.cyclesPerSegment()));
    }

    private Estimate reachable() {
        Interval sum = Interval.ZERO;
        for (CycleFacts fact : facts) {
            sum = sum.plus(fact.reachable());
        }
        Interval mean = sum.times(1.0 / facts.size());
        return Estimate.identified(
                mean.mid(), mean.low(), mean.high(), "mean; live heap less what was allocated while marking");
    }

    private List<String> cannotTell() {
        List<String> open = new ArrayList<>();
        if (memory.nonHeap().source() == Estimate.Source.ASSUMED) {
            open.add(
                    "memory beside the live heap and fragmentation, which matter for memory limits and for resident memory");
        }
        if (!cost.separable()) {
            open.add("which part of the marking does not depend on the live heap, because that hardly varies");
        }
        if (shape.saturated()) {
            open.add("how many CPUs the program could use beyond GOMAXPROCS=" + procs);
        } else {
            open.add("whether the program waits for arrivals or for itself; it is taken to keep its pace");
        }
        if (cycles.stream().noneMatch(cycle -> cycle.pacerEnd() != null)) {
            open.add("how much of the heap holds pointers (gcpacertrace=1 would)");
        }
        open.add("how the length of stops depends on GOMAXPROCS");
        return open;
    }

    private List<String> warnings(GoVersion version) {
        List<String> warnings = new ArrayList<>(recorded.warnings());
        if (facts.size() < FEW_CYCLES) {
            warnings.add("the twin rests on " + facts.size() + " cycles only; a longer log would tell more");
        }
        if (log.runs().size() > 1) {
            warnings.add("the log holds trace lines of " + log.runs().size() + " processes; the twin is that of number "
                    + log.chosen().index() + " (lines " + log.chosen().firstLine() + " to "
                    + log.chosen().lastLine() + "): " + log.whyChosen());
        }
        if (log.mixed()) {
            warnings.add("lines of several processes are mixed in the log");
        }
        if (log.chosen().missingCycles() > 0) {
            warnings.add(log.chosen().missingCycles()
                    + " cycles are missing; the load between their neighbours is filled in");
        }
        long forced = cycles.stream().filter(cycle -> cycle.line().forced()).count();
        if (forced > 0) {
            warnings.add(forced + " cycles were asked for by the program; the twin does not repeat them");
        }
        if (!log.report().version().canBeSimulated()) {
            warnings.add("the log is of " + log.report().version().text() + ", whose collector is not modelled; Go "
                    + version.label() + " is simulated");
        }
        return warnings;
    }
}
