package org.heapgoal.gc;

import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.GcCpuLimiter;

/** What must hold of the collector between events. */
final class Invariants {
    private static final long FOUR_MIB = 4L << 20;

    private Invariants() {}

    static void verify(Work work) {
        verifyCounts(work);
        verifyPacing(work.controller, work);
        verifyLimiter(work.limiter);
        work.marking.verify();
        work.workers.verify(work.cycle.dedicatedWorkers);
        work.sweeping.verify();
        work.pauses.verify();
        work.cpu.verify();
    }

    private static void verifyCounts(Work work) {
        long ahead = work.cycles - work.numGC;
        require(ahead == 0 || ahead == 1, work, "cycles started less completed", ahead);
        require(work.phase == Phase.OFF || ahead == 1, work, "cycles ahead while marking", ahead);
        require(work.numForcedGC <= work.numGC, work, "forced cycles", work.numForcedGC);
        require(!work.blackening || work.phase == Phase.MARK, work, "blackening in phase " + work.phase, 1);
        require(work.blackening == (work.phase == Phase.MARK), work, "marking without blackening", 0);
        if (work.numGC > 0 && work.phase == Phase.OFF && ahead == 0) {
            CycleData cycle = work.cycle;
            require(
                    cycle.tEnd == 0 || cycle.pauseNanos >= cycle.stoppingNanos,
                    work,
                    "pause " + cycle.pauseNanos + " ns, stopping",
                    cycle.stoppingNanos);
            require(
                    cycle.tEnd == 0
                            || cycle.tMark - cycle.tSweepTerm + cycle.tEnd - cycle.tMarkTerm >= cycle.pauseNanos,
                    work,
                    "gctrace's clock is shorter than the pause of",
                    cycle.pauseNanos);
        }
    }

    /** Goal, trigger and the marked heap stand in the order that the pacer promises. */
    private static void verifyPacing(GcController controller, Work work) {
        long goal = controller.heapGoal();
        long trigger = controller.trigger();
        long marked = controller.heapMarked();
        require(Long.compareUnsigned(goal, marked) >= 0, work, "goal " + goal + " is below heapMarked", marked);
        require(Long.compareUnsigned(trigger, goal) <= 0, work, "goal " + goal + " is below the trigger", trigger);
        if (Long.compareUnsigned(marked, goal) >= 0) {
            require(trigger == goal, work, "goal " + goal + " is the live heap but the trigger is", trigger);
        } else {
            require(
                    Long.compareUnsigned(marked, trigger) <= 0,
                    work,
                    "heapMarked " + marked + " is above the trigger",
                    trigger);
            long room = Math.min(FOUR_MIB, Long.divideUnsigned(goal - marked, 64) * 3);
            require(
                    Long.compareUnsigned(goal - trigger, room) >= 0
                            || Long.compareUnsigned(trigger, controller.sweepDistMinTrigger()) <= 0,
                    work,
                    "goal less trigger is below " + room + ":",
                    goal - trigger);
        }
        if (work.version.atLeast(org.heapgoal.goruntime.GoVersion.GO_1_21)) {
            double largest = work.consMarks.max();
            if (controller.consMark() != largest) {
                throw new IllegalStateException(
                        "consMark " + controller.consMark() + " is not the largest of the last five, " + largest);
            }
        }
    }

    private static void verifyLimiter(GcCpuLimiter limiter) {
        if (Long.compareUnsigned(limiter.fill(), limiter.capacity()) > 0
                || (limiter.limiting() && limiter.fill() != limiter.capacity())) {
            throw new IllegalStateException("limiter: fill " + limiter.fill() + " of " + limiter.capacity()
                    + ", limiting " + limiter.limiting());
        }
    }

    private static void require(boolean holds, Work work, String what, long value) {
        if (!holds) {
            throw new IllegalStateException(what + " " + value + " at " + work.world.nowNanos() + " ns, cycle "
                    + work.cycles + ", phase " + work.phase);
        }
    }
}
