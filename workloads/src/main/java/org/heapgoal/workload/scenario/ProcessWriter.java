package org.heapgoal.workload.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.ByteSize;
import org.heapgoal.sim.units.GoDuration;
import org.heapgoal.workload.yaml.Numbers;

/** Prints the key {@code process} as {@link ProcessBinder} reads it. */
final class ProcessWriter {
    private static final String OFF = "off";

    private final StringBuilder text;

    ProcessWriter(StringBuilder text) {
        this.text = text;
    }

    void write(ProcessLoad load) {
        line(0, "process:");
        line(1, "duration: " + GoDuration.print(load.durationNanos()));
        line(1, "globals: " + ByteSize.print(load.globalsBytes()));
        machine(load.machine());
        if (!load.caches().isEmpty()) {
            line(1, "caches:");
            load.caches().forEach(this::cache);
        }
        Map<String, Integer> channels = new TreeMap<>();
        load.programs().values().forEach(program -> channels(program.steps(), channels));
        if (!channels.isEmpty()) {
            line(1, "channels:");
            channels.forEach((name, capacity) -> line(2, name + ": " + capacity));
        }
        if (!load.sites().isEmpty()) {
            line(1, "sites:");
            load.sites().forEach(this::site);
        }
        line(1, "programs:");
        load.programs().forEach(this::program);
        line(1, "sources:");
        load.sources().forEach(source -> line(2, "- " + source(source)));
        if (!load.changes().isEmpty()) {
            line(1, "changes:");
            load.changes()
                    .forEach(change ->
                            line(2, "- {at: " + GoDuration.print(change.atNanos()) + ", " + change(change) + "}"));
        }
    }

    private void machine(MachineSpec machine) {
        line(1, "machine:");
        line(2, "cores: " + machine.cores());
        line(2, "cpuQuota: " + quota(machine.cpuQuota()));
        line(2, "cpuPeriod: " + GoDuration.print(machine.cpuPeriodNanos()));
        line(2, "memoryLimit: " + ByteSize.printOrOff(machine.memoryLimitBytes()));
        line(2, "outsideGo: " + ByteSize.print(machine.outsideGoBytes()));
        if (machine.otherGoBytes() > 0) {
            line(2, "otherGo: " + ByteSize.print(machine.otherGoBytes()));
        }
        if (machine.otherGoPerHeapByte() > 0) {
            line(2, "otherGoPerHeapByte: " + Numbers.shortest(machine.otherGoPerHeapByte()));
        }
        if (!machine.profile().isEmpty()) {
            line(2, "profile: " + ScenarioWriter.quoted(machine.profile()));
        }
        if (!machine.costs().isEmpty()) {
            line(2, "costs:");
            machine.costs().forEach((cost, value) -> line(3, cost.key() + ": " + Numbers.shortest(value)));
        }
    }

    private static String quota(double cpus) {
        return cpus == 0 ? OFF : Numbers.shortest(cpus);
    }

    private void cache(String name, CacheSpec cache) {
        line(
                2,
                name + ": {capacity: " + ByteSize.print(cache.capacityBytes()) + ", evict: "
                        + cache.eviction().name().toLowerCase(Locale.ROOT)
                        + (cache.partHolds() > 0 ? ", partHolds: " + cache.partHolds() : "") + "}");
    }

    private static void channels(List<Step> steps, Map<String, Integer> into) {
        for (Step step : steps) {
            if (step instanceof Step.Send send) {
                into.put(send.channel(), send.capacity());
            } else if (step instanceof Step.Receive receive) {
                into.put(receive.channel(), receive.capacity());
            } else if (step instanceof Step.Locked locked) {
                channels(locked.steps(), into);
            } else if (step instanceof Step.Repeat repeat) {
                channels(repeat.steps(), into);
            }
        }
    }

    private void site(String name, Site site) {
        line(2, name + ":");
        List<Site.WeightedSize> sizes = site.sizes();
        if (sizes.size() == 1 && sizes.get(0).weight() == 1) {
            line(3, "sizes: " + ByteSize.print(sizes.get(0).bytes()));
        } else {
            line(3, "sizes:");
            sizes.forEach(size -> line(
                    4,
                    "- {size: " + ByteSize.print(size.bytes()) + ", weight: " + Numbers.shortest(size.weight()) + "}"));
        }
        line(3, "pointers: " + Numbers.shortest(site.pointerFraction()));
        if (site.elementBytes() != 0) {
            line(3, "element: " + ByteSize.print(site.elementBytes()));
        }
        line(3, "lifetime: " + lifetime(site.lifetime()));
        if (site.finalizer()) {
            line(3, "finalizer: true");
        }
    }

    private static String lifetime(Lifetime lifetime) {
        if (lifetime instanceof Lifetime.Immortal) {
            return "immortal";
        }
        if (lifetime instanceof Lifetime.Transient) {
            return "transient";
        }
        if (lifetime instanceof Lifetime.OfGoroutine) {
            return "goroutine";
        }
        if (lifetime instanceof Lifetime.OfIteration) {
            return "iteration";
        }
        if (lifetime instanceof Lifetime.Cached cached) {
            return "{cache: " + cached.cache() + "}";
        }
        if (lifetime instanceof Lifetime.Group group) {
            return "{group: " + group.name() + "}";
        }
        Distribution nanos = ((Lifetime.Random) lifetime).nanos();
        return nanos instanceof Distribution.Constant ? "{constant: " + time(nanos) + "}" : time(nanos);
    }

    private static String time(Distribution nanos) {
        return Amounts.print(nanos, Amounts.Quantity.TIME);
    }

    private static String size(Distribution bytes) {
        return Amounts.print(bytes, Amounts.Quantity.SIZE);
    }

    private void program(String name, Program program) {
        line(2, name + ":");
        if (program.repeat() != 1) {
            boolean forever = program.repeat() == Program.FOREVER;
            line(3, "repeat: " + (forever ? ProcessBinder.FOREVER : Long.toString(program.repeat())));
        }
        line(3, "stack: " + ByteSize.print(program.stackBytes()));
        line(3, "stackUsed: " + ByteSize.print(program.stackUsedBytes()));
        if (program.lockThread()) {
            line(3, "lockThread: true");
        }
        if (program.request()) {
            line(3, "request: true");
        }
        line(3, "steps:");
        steps(4, program.steps());
    }

    private void steps(int indent, List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Locked locked) {
                line(indent, "- locked:");
                line(indent + 2, "lock: " + locked.lock());
                line(indent + 2, "steps:");
                steps(indent + 3, locked.steps());
            } else if (step instanceof Step.Repeat repeat) {
                line(indent, "- repeat:");
                line(indent + 2, "times: " + repeat.times());
                line(indent + 2, "steps:");
                steps(indent + 3, repeat.steps());
            } else {
                line(indent, "- " + step(step));
            }
        }
    }

    private static String step(Step step) {
        if (step instanceof Step.Compute compute) {
            return compute.preemptible()
                    ? "compute: " + time(compute.nanos())
                    : "compute: {cpu: " + time(compute.nanos()) + ", preemptible: false}";
        }
        if (step instanceof Step.Allocate allocate) {
            return "allocate: {site: " + allocate.site() + ", bytes: " + size(allocate.bytes()) + ", cpu: "
                    + time(allocate.nanos()) + "}";
        }
        if (step instanceof Step.Network network) {
            return "network: " + time(network.nanos());
        }
        if (step instanceof Step.Sleep sleep) {
            return "sleep: " + time(sleep.nanos());
        }
        if (step instanceof Step.Every every) {
            return "every: " + time(every.nanos());
        }
        if (step instanceof Step.Syscall syscall) {
            return syscall.blocks()
                    ? "syscall: {time: " + time(syscall.nanos()) + ", blocks: true}"
                    : "syscall: " + time(syscall.nanos());
        }
        if (step instanceof Step.Spawn spawn) {
            return "spawn: {program: " + spawn.program() + ", count: " + spawn.count() + "}";
        }
        if (step instanceof Step.Send send) {
            return "send: " + send.channel();
        }
        if (step instanceof Step.Receive receive) {
            return "receive: " + receive.channel();
        }
        if (step instanceof Step.Resize resize) {
            return "cacheCapacity: {cache: " + resize.cache() + ", capacity: " + ByteSize.print(resize.capacityBytes())
                    + "}";
        }
        if (step instanceof Step.Exit) {
            return "exit: {}";
        }
        return step instanceof Step.Drop drop ? "drop: " + drop.group() : CallBinder.print(((Step.Call) step).call());
    }

    private static String source(Source source) {
        StringBuilder out = new StringBuilder("program: ").append(source.program());
        String form = "fixed";
        if (source instanceof Source.Fixed fixed) {
            out.append(", count: ").append(fixed.count());
        } else if (source instanceof Source.Poisson poisson) {
            form = "poisson";
            out.append(", rate: ").append(Numbers.shortest(poisson.perSecond()));
        } else if (source instanceof Source.Regular regular) {
            form = "regular";
            out.append(", rate: ").append(Numbers.shortest(regular.perSecond()));
        } else if (source instanceof Source.Bursty bursty) {
            form = "bursty";
            out.append(bursty.states().stream()
                    .map(state -> "{rate: " + Numbers.shortest(state.perSecond()) + ", mean: "
                            + Amounts.Quantity.TIME.print(state.meanNanos()) + "}")
                    .collect(Collectors.joining(", ", ", states: [", "]")));
        } else if (source instanceof Source.Series series) {
            form = "series";
            out.append(
                    series.atNanos().stream().map(GoDuration::print).collect(Collectors.joining(", ", ", at: [", "]")));
        } else if (source instanceof Source.Closed closed) {
            form = "closed";
            out.append(", clients: ")
                    .append(closed.clients())
                    .append(", think: ")
                    .append(time(closed.thinkNanos()));
        }
        if (source.fromNanos() != 0) {
            out.append(", from: ").append(GoDuration.print(source.fromNanos()));
        }
        if (source.untilNanos() != Long.MAX_VALUE) {
            out.append(", until: ").append(GoDuration.print(source.untilNanos()));
        }
        return form + ": {" + out + "}";
    }

    private static String change(Change change) {
        if (change instanceof Change.Rate rate) {
            return "rate: {program: " + rate.program() + ", factor: " + Numbers.shortest(rate.factor()) + "}";
        }
        if (change instanceof Change.Volume volume) {
            return "volume: {site: " + volume.site() + ", factor: " + Numbers.shortest(volume.factor()) + "}";
        }
        if (change instanceof Change.CacheCapacity capacity) {
            return "cacheCapacity: {cache: " + capacity.cache() + ", capacity: "
                    + ByteSize.print(capacity.capacityBytes()) + "}";
        }
        if (change instanceof Change.Drop drop) {
            return "drop: " + drop.group();
        }
        return change instanceof Change.CpuQuota quota
                ? "cpuQuota: " + quota(quota.cpus())
                : CallBinder.print(((Change.Call) change).call());
    }

    private void line(int indent, String content) {
        text.append("  ".repeat(indent)).append(content).append('\n');
    }
}
