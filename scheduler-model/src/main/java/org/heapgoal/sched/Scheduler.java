package org.heapgoal.sched;

import java.util.List;
import java.util.function.Consumer;
import org.heapgoal.goruntime.Schedtrace;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/** The Go scheduler of one process. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // the signatures, until it is implemented
public final class Scheduler implements World {
    /** Idle Ps on cores; goroutines may be made at once, hooks attached before the clock runs. */
    public Scheduler(VirtualClock clock, SchedulerConfig config, StreamFactory streams) {}

    /** Says who answers the scheduler's questions; before that nobody collects garbage. */
    public void attach(RuntimeHooks hooks) {
        throw new UnsupportedOperationException("to come");
    }

    /** Changes the CPU quota from now on; 0 CPUs for none. */
    public void setQuota(double cpus, long periodNanos) {
        throw new UnsupportedOperationException("to come");
    }

    /** Goroutines that exist, in order of their structures; dead ones whose structure is kept included. */
    public List<G> goroutines() {
        throw new UnsupportedOperationException("to come");
    }

    /** Binds a running goroutine to its thread ({@code runtime.LockOSThread}); locks nest. */
    public void lockThread(G g) {
        throw new UnsupportedOperationException("to come");
    }

    /** Undoes one {@link #lockThread}. */
    public void unlockThread(G g) {
        throw new UnsupportedOperationException("to come");
    }

    /** The schedtrace line's numbers now. */
    public Schedtrace schedtrace(long millis) {
        throw new UnsupportedOperationException("to come");
    }

    /** The lines of schedtrace with scheddetail, without the last line feed. */
    public String schedDetail(long millis) {
        throw new UnsupportedOperationException("to come");
    }

    /** CPU time that the process's threads have used. */
    public long cpuNanos() {
        throw new UnsupportedOperationException("to come");
    }

    /** Time for which threads that wanted to run stood still because the CPU quota was used up. */
    public long throttledNanos() {
        throw new UnsupportedOperationException("to come");
    }

    /** A digest of all that executed: equal in two runs that did the same at the same instants. */
    public long digest() {
        throw new UnsupportedOperationException("to come");
    }

    /** Throws with the values if an invariant does not hold; for tests, after an event. */
    public void checkInvariants() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public long nowNanos() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public G newGoroutine(Execution execution, @Nullable P by, boolean system) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void ready(G g, @Nullable P by, boolean next) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void inject(List<G> waiting, @Nullable P by) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void wakeAt(G g, P p, long atNanos) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public boolean cancelWake(G g) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void networkReady(G g) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void sync(G g) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void reconsider(G g) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void preempt(P p) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void release(G g) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void stopTheWorld(StopReason reason, G by, Consumer<WorldStop> then) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public boolean stopping() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void startTheWorld() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void setMaxProcs(int procs) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void enableUser(boolean enable) {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public int maxProcs() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public List<P> ps() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public int idlePs() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public boolean globalQueueEmpty() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public long totalProcNanos() {
        throw new UnsupportedOperationException("to come");
    }

    @Override
    public void wakep() {
        throw new UnsupportedOperationException("to come");
    }
}
