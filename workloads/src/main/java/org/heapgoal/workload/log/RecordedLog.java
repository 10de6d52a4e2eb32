package org.heapgoal.workload.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.heapgoal.sim.units.BadInput;

/**
 * A log as calibration uses it: the cycles of one process, and what was found on the way.
 *
 * @param report what the log held
 * @param runs all processes found, in the order of their first lines; only the chosen one is sure to have its cycles
 * @param chosen the process to use
 * @param whyChosen why that one, as a clause
 * @param mixed whether lines of several processes are mixed
 */
public record RecordedLog(LogReport report, List<LogRun> runs, LogRun chosen, String whyChosen, boolean mixed) {
    /** Copies the list. */
    public RecordedLog {
        runs = List.copyOf(runs);
    }

    /** Reads a log and chooses the process that was watched for the longest time; of several the last. */
    public static RecordedLog read(LogSource source) {
        return read(source, 0);
    }

    /**
     * Reads a log.
     *
     * @param source where it comes from
     * @param run the process to use, from 1, or 0 for the one watched for the longest time
     * @throws BadInput as {@link LogReader#read}, and if there is no such process
     */
    public static RecordedLog read(LogSource source, int run) {
        RunSplitter splitter = new RunSplitter(run);
        LogReport report = LogReader.read(source, splitter);
        LogRun chosen = splitter.best();
        if (chosen == null) {
            throw BadInput.in(
                    source.name(),
                    "has no process " + run + "; it holds the cycles of "
                            + splitter.runs().size());
        }
        return new RecordedLog(report, splitter.runs(), chosen, why(splitter.runs(), run), splitter.mixed());
    }

    private static String why(List<LogRun> runs, int wanted) {
        if (runs.size() == 1) {
            return "the only process in the log";
        }
        return wanted > 0 ? "chosen by number" : "of " + runs.size() + " processes it was watched for the longest time";
    }

    /** The log's name. */
    public String name() {
        return report.source();
    }

    /** The report and the processes as lines of text. */
    public List<String> text() {
        List<String> out = new ArrayList<>(report.text());
        for (LogRun run : runs) {
            out.add(describe(run) + (run == chosen ? "; used: " + whyChosen : ""));
        }
        if (mixed) {
            out.add(
                    "  lines of several processes are mixed; they were told apart by cycle numbers and times, which can fail:"
                            + " a log of one process is safer");
        }
        if (chosen.cycleCount() > LogRun.MAX_CYCLES) {
            out.add(String.format(Locale.ROOT, "  only the last %,d cycles are used", LogRun.MAX_CYCLES));
        }
        return out;
    }

    private static String describe(LogRun run) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "  process %d: lines %,d to %,d, %,d cycles",
                run.index(),
                run.firstLine(),
                run.lastLine(),
                run.cycleCount()));
        if (run.firstNumber() > 1) {
            out.append(", the first is number ").append(run.firstNumber());
        }
        if (run.missingCycles() > 0) {
            out.append(", ").append(run.missingCycles()).append(" missing in between");
        }
        if (run.repeatedLines() > 0) {
            out.append(", ").append(run.repeatedLines()).append(" repeated lines");
        }
        return out.toString();
    }
}
