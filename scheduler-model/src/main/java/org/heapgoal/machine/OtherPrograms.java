package org.heapgoal.machine;

import java.util.function.LongSupplier;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;

/**
 * Other programs on the machine: threads of which each wants a core for a while, in competition with the process's, and then
 * sleeps for a while. How long is random, exponential around means that make up the load.
 */
public final class OtherPrograms {
    private static final EventKind WORK = new EventKind("other program");

    /** They never act at the instant at which a thread of the process does, before it. */
    private static final int FIRST_ORDER = Integer.MAX_VALUE / 2;

    private final VirtualClock clock;
    private final Cores cores;
    private final LongSupplier burst;
    private final LongSupplier sleep;

    private OtherPrograms(VirtualClock clock, Cores cores, LongSupplier burst, LongSupplier sleep) {
        this.clock = clock;
        this.cores = cores;
        this.burst = burst;
        this.sleep = sleep;
    }

    /**
     * Starts them, asleep.
     *
     * @param count how many threads
     * @param burst CPU nanoseconds of a thread's next piece of work
     * @param sleep nanoseconds of its next sleep
     */
    public static void start(VirtualClock clock, Cores cores, int count, LongSupplier burst, LongSupplier sleep) {
        OtherPrograms others = new OtherPrograms(clock, cores, burst, sleep);
        for (int i = 0; i < count; i++) {
            new Other(others, FIRST_ORDER + i).sleep();
        }
    }

    private static final class Other extends CoreThread {
        private final OtherPrograms others;
        private final ModelEvent alarm;

        Other(OtherPrograms others, int order) {
            super(order, true);
            this.others = others;
            this.alarm = new ModelEvent(others.clock, WORK, EventPriority.MACHINE, 0) {
                @Override
                protected void fire() {
                    others.cores.wake(Other.this, Math.max(1, others.burst.getAsLong()));
                }
            };
        }

        void sleep() {
            others.clock.schedule(alarm, Math.max(1, others.sleep.getAsLong()));
        }

        @Override
        protected void burstEnded() {
            others.cores.take(this);
            others.cores.block(this);
            sleep();
        }
    }
}
