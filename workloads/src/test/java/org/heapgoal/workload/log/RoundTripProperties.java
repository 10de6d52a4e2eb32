package org.heapgoal.workload.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.heapgoal.goruntime.GctraceLine;
import org.heapgoal.recording.CycleCause;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.GoalRule;
import org.heapgoal.recording.MarkCpu;
import org.heapgoal.recording.TriggerBound;

/** The lines that the simulator prints are read back to the cycles they were printed from; the oracle is the cycle. */
class RoundTripProperties {
    @Property(tries = 500)
    void aPrintedCycleIsReadBack(
            @ForAll @LongRange(min = 1, max = 4_000_000_000L) long number,
            @ForAll @LongRange(min = 0, max = 10_000_000_000_000L) long start,
            @ForAll @LongRange(min = 0, max = 20_000_000_000L) long mark,
            @ForAll @LongRange(min = 0, max = 30_000_000) long stop,
            @ForAll @LongRange(min = 0, max = 1L << 40) long heap,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long goal,
            @ForAll @IntRange(min = 1, max = 256) int procs,
            @ForAll CycleCause cause) {
        CycleRecord cycle = new CycleRecord(
                number,
                cause,
                new CycleRecord.Timing(start, start + stop, start + stop + mark, start + 2 * stop + mark, 2 * stop),
                new MarkCpu(mark / 7, mark / 3, stop, mark / 1000),
                new CycleRecord.Heap(heap, heap + mark / 100, heap / 2, goal),
                new CycleRecord.Pacing(
                        GoalRule.GOGC, TriggerBound.RUNWAY, 0, 0, 0, 0.25, 1, false, new CycleRecord.Memory(0, 0)),
                heap / 5,
                heap / 9,
                procs,
                number % 100 / 100.0);
        String text = GctraceLine.announcement(cause).map(line -> line + "\n").orElse("")
                + GctraceLine.cycle(cycle, procs) + "\n";
        RecordedLog log = RecordedLog.read(
                LogSource.stream("log", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        assertThat(log.report().malformed()).isZero();
        LogCycle read = log.chosen().cycles().get(0);
        GcCycleLine line = read.line();
        assertThat(line.number()).isEqualTo(number);
        assertThat(read.periodic()).isEqualTo(cause == CycleCause.PERIODIC);
        assertThat(line.forced()).isEqualTo(cause == CycleCause.FORCED);
        assertThat(line.maxProcs()).isEqualTo(procs);
        holds(line.startNanos(), start);
        holds(line.clock().sweepTermination(), stop);
        holds(line.clock().mark(), mark);
        holds(line.clock().markTermination(), stop);
        holds(line.cpu().sweepTermination(), procs * stop);
        holds(line.cpu().assist(), cycle.cpu().assistNanos());
        holds(line.cpu().background(), cycle.cpu().backgroundNanos());
        holds(line.cpu().idle(), cycle.cpu().idleNanos());
        holds(line.heap().atStart(), heap);
        holds(line.heap().atEnd(), heap + mark / 100);
        holds(line.heap().marked(), heap / 2);
        holds(line.heap().goal(), goal);
        holds(line.rootBytes(), heap / 5 + heap / 9);
        holds(line.gcCpuPercent(), (long) (cycle.gcCpuFraction() * 100));
    }

    /** Within the interval, up to the rounding of doubles above 2^53. */
    private static void holds(Interval interval, long exact) {
        double slack = Math.max(1e-6, Math.abs((double) exact) * 1e-15);
        assertThat((double) exact).isBetween(interval.low() - slack, interval.high() + slack);
    }
}
