package org.heapgoal.workload.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;

/**
 * Finds what would make a run unbounded whatever its settings: goroutines that multiply, arrivals that never end and never
 * leave, loops that take no time.
 *
 * <p>It counts what a program can start at most, with the programs that it spawns and all repetitions. An overload (more
 * arrivals than the machine can serve) is not found here; a run shows it.
 */
public final class ProcessBounds {
    /** Goroutines that one goroutine, or all sources that are not open, may start at once. */
    public static final int MAX_GOROUTINES = 1_000_000;

    /** Goroutines that a program, or all sources together, may start in a second. */
    public static final double MAX_STARTS_PER_SECOND = 1e6;

    /** Steps that may follow each other in one goroutine without taking time. */
    static final double MAX_STEPS_AT_ONCE = 1e6;

    private final ProcessLoad load;
    private final Map<Count, Map<String, Double>> counts = new EnumMap<>(Count.class);
    private final Map<String, Boolean> endless = new LinkedHashMap<>();
    private final List<Excess> found = new ArrayList<>();

    private ProcessBounds(ProcessLoad load) {
        this.load = load;
    }

    /**
     * What is too much.
     *
     * @param program the program that is at fault; empty if the sources are
     * @param message what is wrong and what is allowed
     */
    public record Excess(String program, String message) {
        /** Whether a program is at fault. */
        boolean isProgram() {
            return !program.isEmpty();
        }
    }

    /** Everything that makes this load unbounded; nothing for one that can be run. */
    public static List<Excess> check(ProcessLoad load) {
        ProcessBounds bounds = new ProcessBounds(load);
        if (bounds.noCycles()) {
            load.programs().forEach(bounds::program);
            bounds.sources();
        }
        return List.copyOf(bounds.found);
    }

    private boolean noCycles() {
        Set<String> done = new LinkedHashSet<>();
        for (String name : load.programs().keySet()) {
            if (cycleFrom(name, new ArrayList<>(), done)) {
                return false;
            }
        }
        return true;
    }

    /** Walks along spawns, each program once; notes the first program that comes again on its own path. */
    private boolean cycleFrom(String name, List<String> path, Set<String> done) {
        int at = path.indexOf(name);
        if (at >= 0) {
            List<String> way = path.subList(at + 1, path.size());
            found.add(new Excess(
                    name,
                    "program " + name + " starts itself"
                            + (way.isEmpty() ? "" : " by way of " + String.join(", ", way))
                            + "; allowed are programs whose spawns come to an end"));
            return true;
        }
        if (!done.add(name)) {
            return false;
        }
        path.add(name);
        for (String next : spawned(program(name).steps(), new LinkedHashSet<>())) {
            if (cycleFrom(next, path, done)) {
                return true;
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    private static Set<String> spawned(List<Step> steps, Set<String> into) {
        for (Step step : steps) {
            if (step instanceof Step.Spawn spawn) {
                into.add(spawn.program());
            }
            spawned(StepTimes.inner(step), into);
        }
        return into;
    }

    private Program program(String name) {
        Program program = load.programs().get(name);
        if (program == null) {
            throw new IllegalArgumentException("no program " + name);
        }
        return program;
    }

    private void program(String name, Program program) {
        if (atOnce(name) > MAX_GOROUTINES) {
            found.add(new Excess(
                    name,
                    "program " + name + " starts more than " + MAX_GOROUTINES + " goroutines at once, those that they"
                            + " start and repetitions counted; allowed is up to that"));
        } else if (perSecond(name) > MAX_STARTS_PER_SECOND) {
            found.add(new Excess(
                    name,
                    "program " + name + " starts more than 1000000 goroutines per second, those that they start"
                            + " counted; allowed is up to that"));
        }
        boolean forever = program.repeat() == Program.FOREVER;
        if (forever && startsEndless(program)) {
            found.add(new Excess(
                    name,
                    "program " + name + " repeats forever and in each pass starts goroutines that never end; allowed"
                            + " is to start such goroutines once"));
        }
        if (StepTimes.stepsAtOnce(program.steps(), repeats(program)) > MAX_STEPS_AT_ONCE) {
            found.add(new Excess(
                    name,
                    "program " + name + " does more than a million steps in a loop that takes less than 1\u00b5s;"
                            + " allowed are loops in which something takes time"));
        }
    }

    private static double repeats(Program program) {
        return program.repeat() == Program.FOREVER ? Double.POSITIVE_INFINITY : (double) program.repeat();
    }

    private double inAll(String name) {
        return count(name, Count.IN_ALL);
    }

    private double atOnce(String name) {
        return count(name, Count.AT_ONCE);
    }

    private double perSecond(String name) {
        return count(name, Count.PER_SECOND);
    }

    /** Counts a program once; programs do not start each other in circles. */
    private double count(String name, Count count) {
        Map<String, Double> counted = counts.computeIfAbsent(count, kind -> new LinkedHashMap<>());
        Double known = counted.get(name);
        if (known == null) {
            known = counted(program(name), count);
            counted.put(name, known);
        }
        return known;
    }

    private double counted(Program program, Count count) {
        double once = spawns(program.steps(), count);
        if (count == Count.PER_SECOND) {
            return once + (program.repeat() == 1 ? 0 : loopPerSecond(program.steps()));
        }
        boolean spread = count == Count.AT_ONCE && takesTime(program.steps());
        return 1 + (once == 0 || spread ? once : repeats(program) * once);
    }

    private static boolean takesTime(List<Step> steps) {
        return StepTimes.passNanos(steps) >= StepTimes.MIN_PASS_NANOS;
    }

    private double loopPerSecond(List<Step> steps) {
        double once = spawns(steps, Count.IN_ALL);
        // Where a pass waits for others it comes as often as they let it.
        return once == 0 || !takesTime(steps) ? 0 : once * 1e9 / StepTimes.passNanos(steps);
    }

    /** What is counted of a start of a program. */
    private enum Count {
        /** Goroutines that come of it in all its life, itself among them. */
        IN_ALL,
        /** Goroutines that come of it before time passes or in one pass of a loop that takes time, itself among them. */
        AT_ONCE,
        /** Goroutines that it leads to per second: those of its loops that take time, and those of what it starts. */
        PER_SECOND
    }

    private double spawns(List<Step> steps, Count count) {
        double sum = 0;
        for (Step step : steps) {
            if (step instanceof Step.Spawn spawn) {
                sum += spawn.count() * count(spawn.program(), count);
            } else if (step instanceof Step.Repeat repeat) {
                sum += repeated(repeat, count);
            } else {
                sum += spawns(StepTimes.inner(step), count);
            }
        }
        return sum;
    }

    private double repeated(Step.Repeat repeat, Count count) {
        double once = spawns(repeat.steps(), count);
        if (count == Count.PER_SECOND) {
            return once + loopPerSecond(repeat.steps());
        }
        boolean spread = count == Count.AT_ONCE && takesTime(repeat.steps());
        return spread ? once : (double) repeat.times() * once;
    }

    private boolean startsEndless(Program program) {
        return spawned(program.steps(), new LinkedHashSet<>()).stream().anyMatch(this::isEndless);
    }

    /** Whether a start of the program leaves a goroutine that never ends. */
    private boolean isEndless(String name) {
        Boolean known = endless.get(name);
        if (known == null) {
            known = program(name).repeat() == Program.FOREVER || startsEndless(program(name));
            endless.put(name, known);
        }
        return known;
    }

    private void sources() {
        double perSecond = 0;
        double atOnce = 0;
        for (Source source : load.sources()) {
            double rate = rate(source);
            if (rate > 0 && isEndless(source.program())) {
                found.add(new Excess(
                        "",
                        "program " + source.program() + " never ends, but an open source starts it again and again;"
                                + " allowed for it are fixed, series and closed"));
            }
            if (rate > 0) {
                perSecond += rate * inAll(source.program()) * largestFactor(source.program());
            } else {
                perSecond += started(source) * perSecond(source.program());
                atOnce += started(source) * atOnce(source.program());
            }
            if (source instanceof Source.Closed closed
                    && StepTimes.usual(closed.thinkNanos())
                                    + StepTimes.passNanos(
                                            program(source.program()).steps())
                            < StepTimes.MIN_PASS_NANOS) {
                found.add(new Excess(
                        "",
                        "closed clients of program " + source.program()
                                + " neither think nor work for 1\u00b5s; allowed are clients that do"));
            }
        }
        if (perSecond > MAX_STARTS_PER_SECOND) {
            found.add(new Excess(
                    "",
                    "the sources start more than 1000000 goroutines per second, those that they start and"
                            + " changes of rate counted; allowed is up to that"));
        }
        if (atOnce > MAX_GOROUTINES) {
            found.add(new Excess(
                    "",
                    "the fixed, series and closed sources start more than " + MAX_GOROUTINES
                            + " goroutines at once, those that they start counted; allowed is up to that"));
        }
    }

    private static double rate(Source source) {
        if (source instanceof Source.Poisson poisson) {
            return poisson.perSecond();
        }
        if (source instanceof Source.Regular regular) {
            return regular.perSecond();
        }
        if (source instanceof Source.Bursty bursty) {
            return bursty.states().stream()
                    .mapToDouble(Source.RateState::perSecond)
                    .max()
                    .orElse(0);
        }
        return 0;
    }

    private static double started(Source source) {
        if (source instanceof Source.Fixed fixed) {
            return fixed.count();
        }
        if (source instanceof Source.Closed closed) {
            return closed.clients();
        }
        return source instanceof Source.Series series ? series.atNanos().size() : 0;
    }

    private double largestFactor(String program) {
        double largest = 1;
        for (Change change : load.changes()) {
            if (change instanceof Change.Rate rate && rate.program().equals(program)) {
                largest = Math.max(largest, rate.factor());
            }
        }
        return largest;
    }
}
