package org.heapgoal.workload.calibrate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.ProcessSettings;
import org.heapgoal.process.PlannedWorkers;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.HeapSample;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.recording.RunTotals;
import org.heapgoal.recording.SummaryMetric;
import org.heapgoal.recording.TriggerBound;
import org.heapgoal.workload.log.GcCycleLine;
import org.heapgoal.workload.log.Interval;
import org.heapgoal.workload.log.LogCycle;
import org.heapgoal.workload.log.RecordedLog;
import org.jspecify.annotations.Nullable;

/**
 * The cycles of a real program as a recording, so that reports can show them as they show a simulated run. Rounded numbers
 * stand at the middle of what they may mean.
 *
 * <p>A log does not tell how much memory is mapped (0 here), what set a trigger, the pauses as MemStats counts them (the
 * phases' clock times stand for them, which are longer), and whether the CPU limiter was on (false here). The place of the
 * trigger is taken from the heap at the start of a cycle. Cons/mark is NaN without gcpacertrace.
 */
public final class LogRecording {
    private final GcSettings settings;
    private final List<String> warnings;
    private final List<LogCycle> cycles;
    private final long missingCycles;
    private final double originNanos;
    private final double allocatedBytes;

    private LogRecording(RecordedLog log, GcSettings settings, List<String> warnings, double allocatedBytes) {
        this.settings = settings;
        this.warnings = List.copyOf(warnings);
        this.missingCycles = log.chosen().missingCycles();
        List<LogCycle> all = log.chosen().cycles();
        GcCycleLine first = all.get(0).line();
        boolean fromStart = first.number() == 1;
        boolean alone = all.size() == 1;
        this.originNanos = fromStart ? 0 : (alone ? first.startNanos() : first.endNanos()).mid();
        this.cycles = fromStart || alone ? all : all.subList(1, all.size());
        this.allocatedBytes = Double.isNaN(allocatedBytes) ? allocated(all) : allocatedBytes;
    }

    /**
     * A log's cycles without a twin: any log with a cycle will do.
     *
     * @param log what was read
     * @param stated settings that the user says it was recorded under
     */
    public static LogRecording of(RecordedLog log, ProcessSettings stated) {
        RecordedSettings recorded = RecordedSettings.of(log.chosen().cycles(), stated);
        return new LogRecording(log, recorded.settings(), recorded.warnings(), Double.NaN);
    }

    /** The settings it was recorded under, as stated, inferred or assumed. */
    public GcSettings settings() {
        return settings;
    }

    /** What is to be said of the settings. */
    public List<String> warnings() {
        return warnings;
    }

    /** Cycles that the log's numbering skips: what was allocated meanwhile is not known. */
    public long missingCycles() {
        return missingCycles;
    }

    /** Whether lines of gcpacertrace tell cons/mark. */
    public boolean tellsConsMark() {
        return cycles.stream().anyMatch(cycle -> cycle.pacerEnd() != null);
    }

    /** Figures that a log does not tell. */
    public static Set<SummaryMetric> notKnown() {
        EnumSet<SummaryMetric> figures = EnumSet.copyOf(SummaryMetric.OF_REQUESTS);
        figures.addAll(List.of(SummaryMetric.PEAK_MAPPED, SummaryMetric.PEAK_RESIDENT, SummaryMetric.LIMITER_ENABLED));
        return figures;
    }

    /** The cycles that a twin was made from. What was allocated is taken from the twin, which fits all cycles. */
    public static LogRecording of(CalibrationResult twin) {
        double seconds = twin.load().totalWorkSeconds();
        double allocated = twin.fit().allocBytesPerSecond().value() * seconds;
        return new LogRecording(twin.fit().log(), twin.settings(), List.of(), allocated);
    }

    /**
     * Feeds the cycles that a twin was made from into a probe. A log that begins late is shown from the end of its first
     * cycle, where its twin begins too.
     */
    public static void play(CalibrationResult twin, RunProbe probe) {
        of(twin).play(probe);
    }

    /**
     * Feeds the cycles into a probe. A log that begins late is shown from the end of its first cycle, unless that is its
     * only one.
     */
    public void play(RunProbe probe) {
        long peak = 0;
        GcCycleLine last = null;
        LogCycle before = null;
        for (LogCycle cycle : cycles) {
            CycleRecord record = record(cycle, before);
            long mapped = record.pacing().memory().mappedBytes();
            long trigger = record.pacing().trigger();
            long goal = record.heap().goal();
            probe.onSample(
                    new HeapSample(record.timing().startNanos(), record.heap().liveAtStart(), goal, trigger, mapped));
            probe.onSample(
                    new HeapSample(record.timing().markEndNanos(), record.heap().liveAtEnd(), goal, trigger, mapped));
            probe.onCycle(record);
            probe.onSample(
                    new HeapSample(record.timing().endNanos(), record.heap().marked(), goal, trigger, mapped));
            peak = Math.max(peak, record.heap().liveAtEnd());
            last = cycle.line();
            before = cycle;
        }
        long duration = last == null ? 0 : since(last.endNanos());
        probe.onEnd(new RunTotals(duration, Math.round(allocatedBytes), peak, 0, 0, 0));
    }

    /** What the heap grew by, from the end of each mark to the end of the next; the first mark counts from zero. */
    private static double allocated(List<LogCycle> all) {
        double sum = all.get(0).line().number() == 1 ? all.get(0).endBytes().mid() : 0;
        for (int i = 1; i < all.size(); i++) {
            double marked = all.get(i - 1).line().heap().marked().mid();
            sum += Math.max(0, all.get(i).endBytes().mid() - marked);
        }
        return sum;
    }

    private long since(Interval nanos) {
        return Math.max(0, Math.round(nanos.mid() - originNanos));
    }

    private CycleRecord record(LogCycle cycle, @Nullable LogCycle before) {
        GcCycleLine line = cycle.line();
        CycleCause cause = line.forced() ? CycleCause.FORCED : cycle.periodic() ? CycleCause.PERIODIC : CycleCause.HEAP;
        return new CycleRecord(
                line.number(),
                cause,
                timing(line),
                cpu(line),
                new CycleRecord.Heap(
                        bytes(cycle.triggeredBytes()),
                        bytes(cycle.endBytes()),
                        bytes(line.heap().marked()),
                        bytes(cycle.goalBytes())),
                pacing(cycle, before),
                bytes(line.stackBytes() == null ? Interval.ZERO : line.stackBytes()),
                bytes(line.globalsBytes() == null ? Interval.ZERO : line.globalsBytes()),
                line.maxProcs(),
                line.gcCpuPercent().mid() / 100);
    }

    private CycleRecord.Timing timing(GcCycleLine line) {
        long start = since(line.startNanos());
        long markStart = start + Math.round(line.clock().sweepTermination().mid());
        long markEnd = markStart + Math.round(line.clock().mark().mid());
        long end = markEnd + Math.round(line.clock().markTermination().mid());
        return new CycleRecord.Timing(start, markStart, markEnd, end, markStart - start + end - markEnd);
    }

    /** A log gives dedicated and fractional workers together; they are booked as the kind that GOMAXPROCS has more of. */
    private static MarkCpu cpu(GcCycleLine line) {
        long background = Math.round(line.cpu().background().mid());
        boolean dedicated = PlannedWorkers.of(line.maxProcs()).dedicated() > 0;
        return new MarkCpu(
                Math.round(line.cpu().assist().mid()),
                dedicated ? background : 0,
                dedicated ? 0 : background,
                Math.round(line.cpu().idle().mid()));
    }

    private CycleRecord.Pacing pacing(LogCycle cycle, @Nullable LogCycle before) {
        GcCycleLine line = cycle.line();
        long goal = bytes(cycle.goalBytes());
        long start = bytes(cycle.triggeredBytes());
        double capacity = line.clock().mark().mid() * line.maxProcs();
        double assists = capacity > 0 ? line.cpu().assist().mid() / capacity : 0;
        return new CycleRecord.Pacing(
                before == null ? GoalRule.NOT_KNOWN : rule(cycle, before),
                TriggerBound.NOT_KNOWN,
                goal,
                start,
                Math.max(0, goal - start),
                PlannedWorkers.BACKGROUND_SHARE + assists,
                cycle.pacerEnd() == null ? Double.NaN : cycle.pacerEnd().consMark(),
                false,
                new CycleRecord.Memory(0, 0));
    }

    private GoalRule rule(LogCycle cycle, LogCycle before) {
        boolean consecutive = cycle.line().number() == before.line().number() + 1;
        if (!consecutive || (settings.gcPercentOff() && !settings.hasMemoryLimit())) {
            return GoalRule.NOT_KNOWN;
        }
        if (settings.gcPercentOff()) {
            return GoalRule.MEMORY_LIMIT;
        }
        Interval asked = GogcInference.goalOf(before, settings.gcPercent());
        Interval goal = cycle.goalBytes();
        if (goal.overlaps(asked)) {
            boolean minimum = asked.width() == 0;
            return minimum ? GoalRule.MINIMUM_HEAP : GoalRule.GOGC;
        }
        return goal.high() < asked.low() && settings.hasMemoryLimit() ? GoalRule.MEMORY_LIMIT : GoalRule.NOT_KNOWN;
    }

    private static long bytes(Interval interval) {
        return Math.round(interval.mid());
    }
}
