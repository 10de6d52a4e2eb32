package org.heapgoal.gc;

import org.heapgoal.heap.SizeClasses;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;

/** A goroutine that allocates 512-byte objects full of pointers: first live ones, then garbage for ever. */
final class Allocator extends Execution {
    static final int BYTES = 512;
    private static final int SPAN_CLASS = SizeClasses.spanClass(SizeClasses.classFor(BYTES), false);
    private static final int BATCH = 8;

    private final GcHarness process;
    private final long nanosPerObject;
    private long liveLeft;
    private long objectsLeft;
    private long leftNanos;
    private boolean paid;
    private boolean testTrigger;

    /** Objects allocated so far. */
    long objects;

    Allocator(GcHarness process, long nanosPerObject, long liveBytes) {
        this(process, nanosPerObject, liveBytes, Long.MAX_VALUE);
    }

    Allocator(GcHarness process, long nanosPerObject, long liveBytes, long objects) {
        this.process = process;
        this.nanosPerObject = nanosPerObject;
        this.liveLeft = liveBytes / BYTES;
        this.objectsLeft = objects;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        if (leftNanos > 0) {
            return leftNanos;
        }
        if (testTrigger) {
            testTrigger = false;
            if (process.collector.heapTriggered()) {
                g.call(process.collector.startCycle(GcTrigger.HEAP));
                return CALL;
            }
        }
        if (objectsLeft <= 0) {
            return EXIT;
        }
        if (!paid && process.collector.blackening()) {
            paid = true;
            g.assistBytes -= (long) BATCH * BYTES;
            Execution assist = process.collector.assist(g, p);
            if (assist != null) {
                g.call(assist);
                return CALL;
            }
        }
        paid = false;
        allocate(p);
        leftNanos = BATCH * nanosPerObject;
        return leftNanos;
    }

    private void allocate(P p) {
        for (int i = 0; i < BATCH; i++) {
            if (process.heap.freeSlots(p.id(), SPAN_CLASS) == 0) {
                process.heap.refill(p.id(), SPAN_CLASS);
                testTrigger = true;
            }
            boolean live = liveLeft-- > 0;
            process.heap.allocate(p.id(), SPAN_CLASS, live ? GcHarness.LIVE : GcHarness.GARBAGE, 1, BYTES, BYTES);
            objects++;
            objectsLeft--;
        }
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        leftNanos -= cpuNanos;
    }
}
