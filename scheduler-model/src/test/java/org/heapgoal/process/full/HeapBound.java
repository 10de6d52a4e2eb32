package org.heapgoal.process.full;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.heapgoal.gc.Collector;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.pacer.GcController;
import org.heapgoal.process.program.Site;
import org.heapgoal.sched.G;
import org.heapgoal.sched.WaitReason;

/**
 * HeapAlloc stays at or below NextGC, except where the runtime lets it pass; there it has other bounds. Counts which of the
 * two applied how often.
 */
final class HeapBound {
    /** Which bound a state has. */
    enum Case {
        /** Not marking, all swept, nothing lowered: bounded by the trigger and what is in flight. */
        SWEPT,
        /** Marking without limiter: bounded by the hard goal and what is in flight. */
        MARKING,
        /** Marking above the hard goal, on credit that was granted below it. */
        ON_CREDIT,
        /** Marking for the first time: the pacer expects no more work than the globals, and prices assists by that. */
        FIRST_MARKING,
        /** All is marked, and whoever ends the mark waits for a processor. */
        ENDING,
        /**
         * More is scanned than the pacer takes for possible, so it cannot price assists: what is allocated while marking is
         * in no estimate until the next mark has scanned it.
         */
        BEYOND_ESTIMATE,
        /**
         * Marking with the limiter on, now or before in this mark, which holds assists back; with GOGC off; or with a GOGC whose room is smaller than what
         * one root job, done as a whole, gives in credit.
         */
        LIMITED,
        /** Garbage of the last cycle is still unswept. */
        SWEEPING,
        /** GOGC, the limit, or what the limit leaves was lowered since the last commit, or GOGC is 0. */
        LOWERED,
        /** Sweeping keeps objects for their finalizers, which the pacer does not count as live. */
        FINALIZERS,
        /** The trigger is reached, and the cycle is about to start. */
        STARTING
    }

    /** Down to here the room between trigger and goal is larger than the credit of a root job. */
    private static final int LEAST_PERCENT = 20;

    private static final long LARGEST_SPAN = 10 * 8192;

    /** A goroutine's structure, for which nobody pays here. */
    private static final long GOROUTINE_BYTES = 512;

    private final GoProcess process;
    private final GcController controller;
    private final Map<Case, Long> counts = new EnumMap<>(Case.class);
    private final long largestObject;
    private final boolean finalizers;
    private long lastTrigger;
    private long lastGoal;
    private long numGC = -1;
    private boolean lowered;
    private final long spanOfEachClass;
    private final double tailShare;
    private long markedCycle = -1;
    private long paidAtStart;
    private long liveAtStart;
    private long waitedAtStart;
    private boolean assisting;
    private long paidChecked;

    HeapBound(GoProcess process) {
        this.process = process;
        this.controller = process.controller;
        long largest = LARGEST_SPAN;
        SizeClasses classes = SizeClasses.of(process.setup.version());
        Set<Integer> taken = new TreeSet<>();
        finalizers = process.setup.load().sites().values().stream().anyMatch(Site::finalizer);
        for (Site site : process.setup.load().sites().values()) {
            for (Site.WeightedSize size : site.sizes()) {
                largest = Math.max(largest, size.bytes() + 8192);
                boolean noscan = site.pointerFraction() == 0;
                taken.add(SizeClasses.spanClass(classes.requestClass(size.bytes(), noscan), noscan));
            }
        }
        this.largestObject = largest;
        long together = 0;
        double tail = 0;
        for (int spanClass : taken) {
            int sizeClass = spanClass / 2;
            if (sizeClass != SizeClasses.LARGE) {
                long span = (long) SizeClasses.spanPages(sizeClass) * SizeClasses.PAGE_BYTES;
                long rest = span % SizeClasses.objectBytes(sizeClass);
                together += span;
                tail = Math.max(tail, (double) rest / (double) (span - rest));
            }
        }
        this.spanOfEachClass = together;
        this.tailShare = tail;
    }

    /** Checks the state at an event. */
    void check() {
        long goal = controller.heapGoal();
        if (numGC != process.collector.numGC()) {
            numGC = process.collector.numGC();
            lowered = false;
        } else if (Long.compareUnsigned(controller.trigger(), lastTrigger) < 0
                || Long.compareUnsigned(goal, lastGoal) < 0) {
            lowered = true;
        }
        lastTrigger = controller.trigger();
        lastGoal = goal;
        long inFlight = process.scheduler.maxProcs() * (largestObject + LARGEST_SPAN);
        checkPaid();
        Case now = classify();
        if (now == Case.MARKING && aboveHardGoal(inFlight)) {
            now = Case.ON_CREDIT;
        }
        counts.merge(now, 1L, Long::sum);
        if (now == Case.SWEPT) {
            long alloc = controller.memory().heapAlloc() + process.heap.unflushedBytes();
            requireBelow(alloc, controller.trigger(), inFlight, "HeapAlloc above the trigger");
        }
    }

    private boolean aboveHardGoal(long inFlight) {
        double hard = 1.1 * (1 + controller.gcPercent() / 100.0) * (double) controller.heapGoal();
        return controller.heapLive() > (long) hard + inFlight;
    }

    /**
     * Nothing is allocated while marking that was not paid for. This holds for every GOGC and however wrong the pacer's
     * estimates are, and so does not tell how far above the goal the heap gets: what a unit of work pays for is up to the
     * pacer. Spans become live as a whole when a P takes them, and are paid for object by object: their tails, which hold no
     * object, by nobody.
     */
    private void checkPaid() {
        Collector collector = process.collector;
        if (!collector.blackening()) {
            return;
        }
        long owed = 0;
        for (G g : process.scheduler.goroutines()) {
            owed -= g.assistBytes;
        }
        long paid = collector.grantedBytes() + owed;
        long live = controller.heapLive();
        if (markedCycle != numGC) {
            markedCycle = numGC;
            paidAtStart = paid;
            liveAtStart = live;
            waitedAtStart = waitedForAssists();
            assisting = process.setup.switches().assists();
        }
        assisting &= !process.limiter.limiting();
        if (assisting) {
            paidChecked++;
            requireBelow(
                    live,
                    liveAtStart + (long) ((double) (paid - paidAtStart) * (1 + tailShare)),
                    process.scheduler.maxProcs() * (largestObject + LARGEST_SPAN + spanOfEachClass)
                            + waitedAtStart * (largestObject + LARGEST_SPAN)
                            + process.scheduler.goroutines().size() * GOROUTINE_BYTES,
                    "heapLive above that at the mark's start and what was paid for since");
        }
    }

    /**
     * Goroutines that owed something when the mark before ended. They are let go without paying; one that gets to run in the
     * next mark only, at whose start all debts are forgotten, makes its allocation there for nothing.
     */
    private long waitedForAssists() {
        return process.scheduler.goroutines().stream()
                .map(G::waitReason)
                .filter(reason -> reason == WaitReason.GC_ASSIST_WAIT
                        || reason == WaitReason.GC_ASSIST_MARKING
                        || reason == WaitReason.SEMACQUIRE)
                .count();
    }

    /** In how many states of a mark it was looked at whether all was paid for. */
    long paidChecked() {
        return paidChecked;
    }

    private Case classify() {
        if (process.collector.running() && lowered) {
            return Case.LOWERED;
        }
        if (process.collector.running() && numGC == 0) {
            return Case.FIRST_MARKING;
        }
        if (process.collector.running() && !process.collector.markWorkAvailable()) {
            return Case.ENDING;
        }
        long possible = controller.heapScan() + controller.maxStackScan() + controller.globalsScan();
        if (process.collector.running() && controller.work().total() > possible) {
            return Case.BEYOND_ESTIMATE;
        }
        if (process.collector.running()) {
            boolean bounded = controller.gcPercent() >= LEAST_PERCENT && assisting;
            return bounded ? Case.MARKING : Case.LIMITED;
        }
        if (!process.collector.sweepDone()) {
            return Case.SWEEPING;
        }
        if (lowered || controller.gcPercent() == 0) {
            return Case.LOWERED;
        }
        if (finalizers) {
            return Case.FINALIZERS;
        }
        boolean due = Long.compareUnsigned(controller.heapLive(), controller.trigger()) >= 0;
        return due ? Case.STARTING : Case.SWEPT;
    }

    /** The largest object or span that one allocation may take. */
    long largestObject() {
        return largestObject;
    }

    /** How often each case was met. */
    Map<Case, Long> counts() {
        return counts;
    }

    private static void requireBelow(long value, long bound, long slack, String what) {
        InvariantChecker.require(
                bound < 0 || bound > Long.MAX_VALUE - slack || value <= bound + slack, what, value, bound);
    }
}
