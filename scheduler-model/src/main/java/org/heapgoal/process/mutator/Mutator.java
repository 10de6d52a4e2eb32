package org.heapgoal.process.mutator;

import java.util.List;
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
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.recording.RunProbe;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.World;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;

/** The program of a simulated process: its goroutines and everything that they share. */
@SuppressWarnings("DoNotCallSuggester") // the contract, until it is implemented
public final class Mutator implements Cohorts {
    /**
     * What a mutator works with.
     *
     * @param durationNanos how long the run lasts
     * @param cpuQuota is told of a new CPU quota of the container, in CPUs; 0 for none
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
            DoubleConsumer cpuQuota) {}

    public Mutator(Parts parts) {
        throw new UnsupportedOperationException("contract");
    }

    /** Starts the main goroutine, which starts what the sources ask for; instant 0. */
    public void start() {
        throw new UnsupportedOperationException("contract");
    }

    /** Who decides what a snapshot finds reachable, now; to be asked for once for every snapshot. */
    public Fate fate() {
        throw new UnsupportedOperationException("contract");
    }

    /** The heap freed the last object of a closed cohort. */
    @Override
    public void gone(int cohort) {
        throw new UnsupportedOperationException("contract");
    }

    /** The program's goroutines in order of creation of their structures; dead ones whose structure is kept included. */
    public List<G> goroutines() {
        throw new UnsupportedOperationException("contract");
    }

    /** A stack was scanned while its goroutine was stopped: it is halved if little of it is in use ({@code shrinkstack}). */
    public void mayShrinkStack(G g) {
        throw new UnsupportedOperationException("contract");
    }

    /** A goroutine ended on a P; goroutines of others are left alone ({@code proc.go: gdestroy}). */
    public void exited(G g, P p, long nowNanos) {
        throw new UnsupportedOperationException("contract");
    }

    /** A P is destroyed: stack sizes not yet told to the controller are told. */
    public void destroyed(P p) {
        throw new UnsupportedOperationException("contract");
    }

    /** Goroutines of the program that have not ended. */
    public int liveGoroutines() {
        throw new UnsupportedOperationException("contract");
    }

    /** Checks what must hold between events; throws with the values if something does not. */
    public void verify() {
        throw new UnsupportedOperationException("contract");
    }
}
