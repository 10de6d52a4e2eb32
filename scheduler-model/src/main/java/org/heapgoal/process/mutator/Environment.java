package org.heapgoal.process.mutator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.gc.Collector;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.heapgoal.sim.event.VirtualClock;

/** What the goroutines of one process share. Lists are filled while the process is put together. */
final class Environment {
    final VirtualClock clock;
    final World world;
    final Heap heap;
    final Collector collector;
    final RunProbe probe;
    final HeapCosts costs;
    final Population population;
    final Stacks stacks;
    final RuntimeCalls runtimeCalls = new RuntimeCalls(this);

    final List<AllocationSite> sites = new ArrayList<>();
    final List<Code> codes = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();
    final List<Lock> locks = new ArrayList<>();
    final List<Cache> caches = new ArrayList<>();
    /** Ends the process after the present event. */
    final Runnable exit;
    /** For each group the births of its sites. */
    final List<List<Births.Together>> groups = new ArrayList<>();

    final long createNanos;

    /** What a nanosecond of a program takes longer while a mark goes on. */
    final double markDrag;

    private final double procsShared;

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private final ArrayDeque<Routine> routines = new ArrayDeque<>();
    private int maxRows;
    private int live;

    Environment(Mutator.Parts parts, MachineProfile profile) {
        clock = parts.clock();
        exit = parts.exit();
        world = parts.world();
        heap = parts.heap();
        collector = parts.collector();
        probe = parts.probe();
        costs = new HeapCosts(heap.work(), profile);
        population = new Population(heap);
        stacks = new Stacks(parts);
        markDrag = profile.of(Cost.MARK_DRAG);
        procsShared = profile.of(Cost.PROCS_SHARED);
        createNanos = Nanos.of(profile.of(Cost.GOROUTINE_CREATE));
    }

    /** The CPU time that a program's own work takes, which is stated for one P, with as many Ps as there are now. */
    long workNanos(long alone) {
        return procsShared == 0 || world.maxProcs() == 1 ? alone : Nanos.of((double) alone * (1 + procsShared));
    }

    /** A goroutine state, perhaps one that was used before. */
    Routine routine(Code code) {
        Routine routine = routines.poll();
        if (routine == null) {
            routine = new Routine(this);
        }
        live++;
        routine.prepare(code);
        return routine;
    }

    /** The goroutine has ended; its state may be used again once the scheduler asks it nothing more. */
    void release(Routine routine) {
        live--;
        routines.add(routine);
    }

    /** Goroutines that have not ended. */
    int live() {
        return live;
    }

    /**
     * Starts a goroutine that runs no program.
     *
     * @return CPU nanoseconds of the go statement
     */
    long start(Execution execution, P by) {
        G g = world.newGoroutine(execution, by, false);
        costs.begin();
        stacks.created(g, by, 0);
        return createNanos + costs.end();
    }

    Batch batch() {
        Batch batch = batches.poll();
        if (batch != null) {
            return batch;
        }
        if (maxRows == 0) {
            for (AllocationSite site : sites) {
                maxRows = Math.max(maxRows, site.table.rows);
            }
        }
        return new Batch(this, sites.get(0).table, maxRows);
    }

    void release(Batch batch) {
        batches.add(batch);
    }
}
