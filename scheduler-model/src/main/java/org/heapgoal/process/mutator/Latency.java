package org.heapgoal.process.mutator;

import org.heapgoal.recording.RequestRecord;
import org.heapgoal.sched.G;

/**
 * Where a goroutine's time goes. What the scheduler counts on the goroutine (waiting for a P or a core, stops, throttling) is
 * taken from there; the time of waits and calls is measured from their begin to their end, less what the scheduler counted
 * meanwhile. What is left of a latency is queueing, the time from arrival to the goroutine's creation included.
 */
final class Latency {
    private static final long NOT_AWAY = -1;

    private long cpuNanos;
    private long waitingNanos;
    private long assistNanos;
    private long collectorNanos;
    private long awaySince = NOT_AWAY;
    private long heldUpBefore;
    private CallKind away = CallKind.NONE;

    private long stoppedAtBegin;
    private long descheduledAtBegin;
    private long throttledAtBegin;

    /** A goroutine begins. */
    void begin(G g) {
        cpuNanos = 0;
        waitingNanos = 0;
        assistNanos = 0;
        collectorNanos = 0;
        awaySince = NOT_AWAY;
        stoppedAtBegin = g.stoppedNanos;
        descheduledAtBegin = g.descheduledNanos;
        throttledAtBegin = g.throttledNanos;
    }

    /** CPU time has passed in its own program. */
    void ran(long nanos) {
        cpuNanos += nanos;
    }

    /** It is about to wait. */
    void waits(G g, long nowNanos) {
        calls(g, CallKind.PROGRAM, nowNanos);
    }

    /** It is about to call something. */
    void calls(G g, CallKind kind, long nowNanos) {
        away = kind;
        awaySince = nowNanos;
        heldUpBefore = heldUp(g);
    }

    /** It goes on with its own program. */
    void resumed(G g, long nowNanos) {
        if (awaySince == NOT_AWAY) {
            return;
        }
        long took = nowNanos - awaySince - (heldUp(g) - heldUpBefore);
        awaySince = NOT_AWAY;
        switch (away) {
            case ASSIST -> assistNanos += took;
            case COLLECTOR -> collectorNanos += took;
            default -> waitingNanos += took;
        }
    }

    /** The record of a request that ends now. */
    RequestRecord record(String program, G g, long arrivedNanos, long nowNanos, long faultNanos) {
        long stopped = g.stoppedNanos - stoppedAtBegin + collectorNanos;
        long descheduled = g.descheduledNanos - descheduledAtBegin;
        long throttled = g.throttledNanos - throttledAtBegin;
        long latency = nowNanos - arrivedNanos;
        long queueing = latency - cpuNanos - waitingNanos - assistNanos - stopped - descheduled - throttled;
        if (queueing < 0 || faultNanos > cpuNanos || waitingNanos < 0 || assistNanos < 0 || stopped < 0) {
            throw new IllegalStateException(
                    "a request of \"" + program + "\" took " + latency + " ns, of which " + cpuNanos
                            + " computing (" + faultNanos + " for faults), " + waitingNanos + " waiting, " + assistNanos
                            + " assisting, " + stopped + " stopped, " + descheduled + " without a core, " + throttled
                            + " throttled");
        }
        RequestRecord.Blame blame = new RequestRecord.Blame(
                cpuNanos - faultNanos,
                waitingNanos,
                queueing,
                assistNanos,
                stopped,
                descheduled,
                throttled,
                faultNanos);
        return new RequestRecord(program, arrivedNanos, latency, blame);
    }

    private static long heldUp(G g) {
        return g.runnableNanos + g.stoppedNanos + g.descheduledNanos + g.throttledNanos;
    }
}
