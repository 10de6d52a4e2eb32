package org.heapgoal.workload.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The cycles of one process in a log. Cycle numbers start again at 1 when a process is restarted. */
public final class LogRun {
    /** Cycles kept of one process; of a longer run the newest are kept. */
    public static final int MAX_CYCLES = 50_000;

    private final int index;
    private final Deque<LogCycle> cycles = new ArrayDeque<>();
    private final Deque<ScavengeLine> scavenges = new ArrayDeque<>();
    private GcCycleLine last;
    private final long firstLine;
    private final long firstNumber;
    private final double firstStartNanos;
    private long count;
    private long missing;
    private long repeated;
    private long schedLines;
    private double idleProcsShare;

    LogRun(int index, LogCycle first) {
        this.index = index;
        this.last = first.line();
        this.firstLine = last.lineNumber();
        this.firstNumber = last.number();
        this.firstStartNanos = last.startNanos().mid();
        add(first);
    }

    void continueWith(LogCycle cycle) {
        missing += cycle.line().number() - last.number() - 1;
        last = cycle.line();
        add(cycle);
    }

    private void add(LogCycle cycle) {
        count++;
        cycles.addLast(cycle);
        if (cycles.size() > MAX_CYCLES) {
            cycles.removeFirst();
        }
    }

    void add(ScavengeLine line) {
        scavenges.addLast(line);
        if (scavenges.size() > MAX_CYCLES) {
            scavenges.removeFirst();
        }
    }

    void add(SchedLine line) {
        schedLines++;
        idleProcsShare += (double) line.idleProcs() / Math.max(1, line.maxProcs());
    }

    void repeat() {
        repeated++;
    }

    void forgetCycles() {
        cycles.clear();
        scavenges.clear();
    }

    GcCycleLine last() {
        return last;
    }

    /** Its place among the log's processes, from 1. */
    public int index() {
        return index;
    }

    /** The line of its first cycle. */
    public long firstLine() {
        return firstLine;
    }

    /** The line of its last cycle. */
    public long lastLine() {
        return last.lineNumber();
    }

    /** The number of its first cycle; above 1 when the log begins late. */
    public long firstNumber() {
        return firstNumber;
    }

    /** Cycles read. */
    public long cycleCount() {
        return count;
    }

    /** Time from the start of its first cycle to the start of its last, in nanoseconds. */
    public double spanNanos() {
        return last.startNanos().mid() - firstStartNanos;
    }

    /** Cycles that the numbering skips. */
    public long missingCycles() {
        return missing;
    }

    /** Lines that stood in the log twice and were used once. */
    public long repeatedLines() {
        return repeated;
    }

    /** The cycles, at most the newest {@link #MAX_CYCLES}; empty for a process that was not chosen. */
    public List<LogCycle> cycles() {
        return new ArrayList<>(cycles);
    }

    /** The scavenger's lines, at most the newest {@link #MAX_CYCLES}. */
    public List<ScavengeLine> scavenges() {
        return new ArrayList<>(scavenges);
    }

    /** How many schedtrace lines stood among the process's cycles. */
    public long schedLines() {
        return schedLines;
    }

    /** Mean share of Ps that schedtrace saw idle, 0 to 1; zero without such lines. */
    public double meanIdleProcsShare() {
        return schedLines == 0 ? 0 : idleProcsShare / schedLines;
    }
}
