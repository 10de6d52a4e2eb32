package org.heapgoal.workload.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was seen of one run, real or simulated, and the figures that follow from it. */
final class Observed {
    private static final Pattern CYCLE =
            Pattern.compile("gc \\d+ @\\S+s \\S+%: ([\\d.]+)\\+[\\d.]+\\+([\\d.]+) ms clock,"
                    + ".* \\d+->\\d+->(\\d+) MB, (\\d+) MB goal,.*");
    private static final Pattern PACER = Pattern.compile("pacer: .* for (\\d+)\\+(\\d+)\\+(\\d+) B work .*");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MIB = 1 << 20;

    /** Cycles of a process that has hardly begun. */
    private static final long FIRST_CYCLES = 3;

    /** How long after a spike memory is watched. */
    private static final long WATCH_NANOS = 2_500_000_000L;

    /** The heap at an instant; unusedBytes is HeapInuse − HeapAlloc. */
    record Point(long timeNanos, long cycles, long unusedBytes, long releasedBytes) {}

    /** Memory given back after the goal fell: how much, and how long until nine tenths of it. */
    record Release(double mebibytes, double seconds) {}

    private final List<Double> goalsMiB = new ArrayList<>();
    private final List<Double> liveMiB = new ArrayList<>();
    private final List<Double> pausesMicros = new ArrayList<>();
    private final List<Double> workMiB = new ArrayList<>();
    private final List<Point> series = new ArrayList<>();
    private double p99Millis = Double.NaN;

    /** A line of standard error. */
    void line(String line) {
        Matcher cycle = CYCLE.matcher(line);
        if (cycle.matches()) {
            pausesMicros.add(1000 * (Double.parseDouble(cycle.group(1)) + Double.parseDouble(cycle.group(2))));
            liveMiB.add(Double.parseDouble(cycle.group(3)));
            goalsMiB.add(Double.parseDouble(cycle.group(4)));
            return;
        }
        Matcher pacer = PACER.matcher(line);
        if (pacer.matches()) {
            workMiB.add((Double.parseDouble(pacer.group(1))
                            + Double.parseDouble(pacer.group(2))
                            + Double.parseDouble(pacer.group(3)))
                    / MIB);
        }
    }

    void point(Point point) {
        series.add(point);
    }

    void p99Millis(double millis) {
        p99Millis = millis;
    }

    double p99Millis() {
        return p99Millis;
    }

    double cycles() {
        return goalsMiB.size();
    }

    double meanGoalMiB() {
        return mean(goalsMiB);
    }

    double meanLiveMiB() {
        return mean(liveMiB);
    }

    /** Scan work of a cycle as the pacer's lines have it; not a number where there are none. */
    double meanWorkMiB() {
        return mean(workMiB);
    }

    double medianPauseMicros() {
        List<Double> sorted = pausesMicros.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }

    /** HeapInuse − HeapAlloc over the cycles from the fourth to the last. */
    double meanUnusedMiB() {
        long last = series.get(series.size() - 1).cycles();
        return series.stream()
                .filter(point -> point.cycles() >= FIRST_CYCLES && point.cycles() < last)
                .mapToDouble(point -> point.unusedBytes() / MIB)
                .average()
                .orElse(Double.NaN);
    }

    /** What is released after the first mark termination that follows a drop of live data. */
    Release releasedAfter(double dropSeconds) {
        long drop = (long) (dropSeconds * NANOS_PER_SECOND);
        List<Point> after = series.stream().filter(p -> p.timeNanos() >= drop).toList();
        long before = after.get(0).cycles();
        List<Point> watched = after.stream().filter(p -> p.cycles() > before).toList();
        Point fall = watched.get(0);
        List<Point> seen = watched.stream()
                .filter(p -> p.timeNanos() <= fall.timeNanos() + WATCH_NANOS)
                .toList();
        long most = seen.stream().mapToLong(Point::releasedBytes).max().orElseThrow() - fall.releasedBytes();
        Point ninetieth = seen.stream()
                .filter(p -> p.releasedBytes() - fall.releasedBytes() >= 0.9 * most)
                .findFirst()
                .orElseThrow();
        return new Release(most / MIB, (ninetieth.timeNanos() - fall.timeNanos()) / NANOS_PER_SECOND);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
