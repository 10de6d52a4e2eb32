package org.heapgoal.workload.calibrate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.heapgoal.workload.log.LogSource;
import org.heapgoal.workload.log.RecordedLog;

/**
 * The gctrace lines of a program of which everything is known: it allocates at a steady rate, marking costs so much per
 * reachable byte, and cycles start at a fixed share of the way to the goal. Written without any of the product's own rules
 * or formatters.
 */
final class MadeLog {
    private static final double MIB = 1 << 20;

    int procs = 4;
    /** CPUs that the program wants; below the number of Ps, idle workers mark on the rest. */
    double demand = 4;

    double bytesPerWorkSecond = 200 * MIB;
    double reachable = 60 * MIB;
    /** How far the reachable heap swings around its mean, as a share of it. */
    double swing;

    double nanosPerByte = 1;
    double fixedNanos;
    int gogc = 100;
    double stacks = 0.3 * MIB;
    double globals = 0.2 * MIB;
    int cycles = 60;
    int firstNumber = 7;
    double stopNanos = 40_000;
    /** What first stops take longer than second ones. */
    double takenNanos;

    /** Where cycles start, as a share of the way from live heap to goal. */
    double triggerShare = 0.85;
    /** Size of the objects; a cycle starts anywhere in one. */
    double objectBytes;

    /** Part of what the program allocates while marking that falls into marks. */
    double blackShare = 1;

    private final StringBuilder text = new StringBuilder();
    private double now;
    private double marked;

    String text() {
        now = 0.01e9;
        marked = reachable;
        // The heap is there already, so the log cannot begin with the process's first cycle.
        for (int i = 0; i < cycles; i++) {
            cycle(firstNumber + i);
        }
        return text.toString();
    }

    RecordedLog log() {
        return RecordedLog.read(
                LogSource.stream("made", new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8))));
    }

    private void cycle(int number) {
        double live = reachable * (1 + swing * StrictMath.sin(number * 0.7));
        double goal = marked + (marked + stacks + globals) * gogc / 100.0;
        double start = marked + triggerShare * (goal - marked) + objectBytes * (number * 0.618 % 1);
        now += (start - marked) / bytesPerWorkSecond * 1e9 * (demand / Math.min(demand, procs));
        double workers = 0.25 * procs;
        double idleProcs = Math.max(0, procs - workers - demand);
        double cpu = fixedNanos + nanosPerByte * live;
        double mark = cpu / (workers + idleProcs);
        double work = Math.min(demand, procs - workers) * mark / demand;
        double black = blackShare * bytesPerWorkSecond * work / 1e9;
        text.append("gc ").append(number).append(" @").append(seconds(now)).append("s 3%: ");
        text.append(ms(stopNanos + takenNanos))
                .append('+')
                .append(ms(mark))
                .append('+')
                .append(ms(stopNanos))
                .append(" ms clock, ");
        text.append(ms(procs * (stopNanos + takenNanos)))
                .append("+0/")
                .append(ms(workers * mark))
                .append('/');
        text.append(ms(idleProcs * mark))
                .append('+')
                .append(ms(procs * stopNanos))
                .append(" ms cpu, ");
        text.append(mib(start))
                .append("->")
                .append(mib(start + black))
                .append("->")
                .append(mib(live + black));
        text.append(" MB, ")
                .append(mib(goal))
                .append(" MB goal, ")
                .append(mib(stacks))
                .append(" MB stacks, ");
        text.append(mib(globals)).append(" MB globals, ").append(procs).append(" P\n");
        now += mark + 2 * stopNanos;
        marked = live + black;
    }

    private static String seconds(double nanos) {
        long millis = (long) (nanos / 1e6);
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private static long mib(double bytes) {
        return (long) (bytes / MIB);
    }

    /** Two significant digits, truncated, at most three decimals; whole numbers from 10 ms on. */
    private static String ms(double nanos) {
        long micros = (long) (nanos / 1000);
        if (micros == 0) {
            return "0";
        }
        if (micros >= 10_000) {
            return Long.toString(micros / 1000);
        }
        if (micros >= 1000) {
            return String.format(Locale.ROOT, "%d.%d", micros / 1000, micros / 100 % 10);
        }
        return micros >= 100
                ? String.format(Locale.ROOT, "0.%02d", micros / 10)
                : String.format(Locale.ROOT, "0.%03d", micros);
    }
}
