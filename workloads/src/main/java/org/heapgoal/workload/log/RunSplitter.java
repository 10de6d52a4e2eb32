package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the processes of a log apart by the numbers and start times of their cycles, whether one follows the other or
 * their lines are mixed, and puts the lines of each cycle together.
 */
final class RunSplitter implements TraceSink {
    /** Processes that may go on at the same time; of more than this the one silent for longest is taken to have ended. */
    private static final int MAX_OPEN = 4;

    private final int wanted;
    private final List<LogRun> all = new ArrayList<>();
    /** Runs that may still go on, the one of the latest line last. */
    private final List<LogRun> open = new ArrayList<>();

    private @Nullable PacerStartLine pacerStart;
    private @Nullable PacerEndLine pacerEnd;
    private boolean periodic;
    private boolean mixed;

    /** @param wanted the index of the run whose cycles must be kept, or 0 for the longest */
    RunSplitter(int wanted) {
        this.wanted = wanted;
    }

    @Override
    public void accept(TraceLine line) {
        if (line instanceof GcCycleLine cycle) {
            cycle(cycle);
        } else if (line instanceof PacerStartLine start) {
            pacerStart = start;
            pacerEnd = null;
        } else if (line instanceof PacerEndLine end) {
            pacerEnd = end;
        } else if (line instanceof PeriodicGcLine) {
            periodic = true;
        } else if (!open.isEmpty()) {
            LogRun current = open.get(open.size() - 1);
            if (line instanceof ScavengeLine scavenge) {
                current.add(scavenge);
            } else if (line instanceof SchedLine sched) {
                current.add(sched);
            }
        }
    }

    private void cycle(GcCycleLine line) {
        if (repeatsLast(line)) {
            open.get(open.size() - 1).repeat();
            return;
        }
        LogCycle cycle = LogCycle.of(line, periodic, pacerStart, pacerEnd);
        pacerStart = null;
        pacerEnd = null;
        periodic = false;
        LogRun run = line.number() == 1 ? null : continued(line);
        if (run == null) {
            run = new LogRun(all.size() + 1, cycle);
            all.add(run);
        } else {
            mixed |= open.indexOf(run) != open.size() - 1;
            run.continueWith(cycle);
        }
        open.remove(run);
        open.add(run);
        if (open.size() > MAX_OPEN) {
            close(open.remove(0));
        }
    }

    /** Whether the line stands in the log twice, as when standard error is collected by two ways. */
    private boolean repeatsLast(GcCycleLine line) {
        if (open.isEmpty()) {
            return false;
        }
        GcCycleLine last = open.get(open.size() - 1).last();
        return last.number() == line.number()
                && last.startNanos().equals(line.startNanos())
                && last.clock().equals(line.clock())
                && last.cpu().equals(line.cpu())
                && last.heap().equals(line.heap());
    }

    /** The run that the line continues: without a gap if possible, with the smallest gap otherwise. */
    private @Nullable LogRun continued(GcCycleLine line) {
        LogRun best = null;
        for (LogRun run : open) {
            boolean later = run.last().number() < line.number()
                    && run.last().startNanos().low() <= line.startNanos().low();
            if (later && (best == null || closer(line, run.last(), best.last()))) {
                best = run;
            }
        }
        return best;
    }

    private static boolean closer(GcCycleLine line, GcCycleLine one, GcCycleLine other) {
        if (one.number() != other.number()) {
            return one.number() > other.number();
        }
        double goal = line.heap().goal().low();
        return StrictMath.abs(goal - one.heap().goal().low())
                <= StrictMath.abs(goal - other.heap().goal().low());
    }

    private void close(LogRun run) {
        if (run != best()) {
            run.forgetCycles();
        }
    }

    /**
     * The run asked for, or the one that was watched for the longest time, of equally long ones the last. Tools that start a
     * program (as go run does) may collect more often than the program itself, but not for longer.
     */
    @Nullable
    LogRun best() {
        if (wanted > 0) {
            return wanted <= all.size() ? all.get(wanted - 1) : null;
        }
        LogRun best = null;
        for (LogRun run : all) {
            if (best == null || run.spanNanos() >= best.spanNanos()) {
                best = run;
            }
        }
        return best;
    }

    List<LogRun> runs() {
        return all;
    }

    boolean mixed() {
        return mixed;
    }
}
