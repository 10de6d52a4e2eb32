package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.heapgoal.gc.Collector;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.Godebug;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.span.Cohorts;
import org.heapgoal.heap.span.Fate;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.pacer.GcController;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;

/**
 * The program of a simulated process: its goroutines and everything that they share.
 *
 * <p>A goroutine's state is recycled; so are the numbers of cohorts. Memory follows what lives, not how long a run is.
 */
public final class Mutator implements Cohorts {
    /**
     * What a mutator works with.
     *
     * @param durationNanos how long the run lasts
     * @param cpuQuota is told of a new CPU quota of the container, in CPUs; 0 for none
     * @param exit ends the process after the present event
     */
    public record Parts(
            VirtualClock clock,
            World world,
            Heap heap,
            Collector collector,
            GcController controller,
            MachineProfile profile,
            SizeClasses sizeClasses,
            GoVersion version,
            Godebug godebug,
            ProcessLoad load,
            StreamFactory streams,
            RunProbe probe,
            long durationNanos,
            DoubleConsumer cpuQuota,
            Runnable exit) {}

    private final Environment environment;
    private final DoubleConsumer cpuQuota;
    private final Map<String, Integer> sites;
    private final Map<String, Integer> groups;
    private final Map<String, Cache> caches;
    private final Sources sources;
    private final Changes changes;
    private final Caller caller;
    private final boolean makesCalls;
    private final List<Births> births = new ArrayList<>();

    /** Puts a program together; nothing runs yet. */
    public Mutator(Parts parts) {
        environment = new Environment(parts, parts.profile());
        cpuQuota = parts.cpuQuota();
        Assembly assembly = new Assembly(parts, environment);
        assembly.assemble();
        sites = assembly.names().sites;
        groups = assembly.names().groups;
        caches = assembly.caches();
        for (AllocationSite site : environment.sites) {
            births.add(site.births);
        }
        sources = new Sources(environment, parts.load().sources(), assembly.names().programs, parts.streams());
        caller = new Caller(environment);
        makesCalls = parts.load().changes().stream().anyMatch(Change.Call.class::isInstance);
        changes = new Changes(parts.clock(), parts.load().changes(), this::happens);
    }

    /** Starts the main goroutine, which starts what the sources ask for; instant 0. */
    public void start() {
        List<Execution> starters = new ArrayList<>(sources.starters());
        if (makesCalls) {
            starters.add(caller);
        }
        G main = environment.world.newGoroutine(new MainGoroutine(environment, starters), null, false);
        environment.stacks.created(main, environment.world.ps().get(0), 0);
        sources.begin();
        changes.begin();
    }

    /**
     * Who decides what a snapshot finds reachable, now; to be asked for once for every snapshot, at the start of a cycle.
     * Stacks that dead goroutines left are given back, as the cycle's root jobs do.
     */
    public Fate fate() {
        long now = environment.world.nowNanos();
        for (Births each : births) {
            each.beforeSnapshot(now);
        }
        environment.stacks.freeKept();
        environment.population.beginSnapshot(now);
        return environment.population;
    }

    /** The heap freed the last object of a closed cohort. */
    @Override
    public void gone(int cohort) {
        environment.population.gone(cohort);
    }

    /** A stack was scanned while its goroutine was stopped: it is halved if little of it is in use ({@code shrinkstack}). */
    public void mayShrinkStack(G g, P by) {
        if (!g.system()) {
            environment.stacks.mayShrink(g, by);
        }
    }

    /** A P is destroyed: stack sizes not yet told to the controller are told. */
    public void destroyed(P p) {
        environment.stacks.destroyed(p);
    }

    /** Goroutines of programs that have not ended; those that accept and start others are not counted. */
    public int liveGoroutines() {
        return environment.live();
    }

    /** Cohorts in use: those with objects, and the open ones. */
    public int cohorts() {
        return environment.population.inUse();
    }

    /** Checks what must hold between events; throws with the values if something does not. */
    public void verify() {
        environment.channels.forEach(Channel::verify);
    }

    private void happens(Change change) {
        if (change instanceof Change.Rate rate) {
            sources.factor(rate.program(), rate.factor());
        } else if (change instanceof Change.Volume volume) {
            environment.sites.get(Code.Names.known(sites, volume.site())).volume(volume.factor());
        } else if (change instanceof Change.CacheCapacity capacity) {
            Cache cache = caches.get(capacity.cache());
            if (cache == null) {
                throw new IllegalArgumentException("no cache \"" + capacity.cache() + "\"");
            }
            cache.capacity(capacity.capacityBytes());
        } else if (change instanceof Change.Drop drop) {
            environment.groups.get(Code.Names.known(groups, drop.group())).forEach(Births.Together::drop);
        } else if (change instanceof Change.Call call) {
            caller.call(call.call());
        } else if (change instanceof Change.CpuQuota quota) {
            cpuQuota.accept(quota.cpus());
        }
    }
}
