package org.heapgoal.process.mutator;

import org.heapgoal.gc.Collector;
import org.heapgoal.gc.GcTrigger;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.span.Heap;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sim.units.Amd64;
import org.jspecify.annotations.Nullable;

/**
 * One allocating step in progress: objects of all rows of a site, spread evenly over CPU time.
 *
 * <h2>Positions</h2>
 *
 * A portion of n objects of a row over a length of T nanoseconds has its object k (from 0) at ⌈T·(2k + 1)/(2n)⌉, so how many
 * were allocated up to a position is plain arithmetic, and so is the position at which a row has used up the free slots of
 * the span in the P's cache. Between two such positions nothing happens that anybody can see: the heap's accounts move at
 * refills, large allocations and flushes only. So the goroutine runs to the next of them in one stretch, and objects of
 * the other rows are handed out to the heap when their own span is full, or when the goroutine leaves its P. A large object
 * is a position of its own.
 *
 * <p>What refills and large allocations cost comes on top of the length: it passes before the position moves on.
 *
 * <h2>Assists</h2>
 *
 * While blackening is on the debit of small objects grows evenly with the position, up to the bytes of the portion; the
 * stretch ends where the goroutine's credit is used up, and it assists before it goes on. Large objects are debited one by
 * one. A goroutine whose debt stays (assists are off or held back) is asked again at its next refill.
 */
final class Batch {
    /** Answer of {@link #next}: the step is over. */
    static final long DONE = -100;

    /** A portion has at most so many objects and nanoseconds: products of positions and counts stay below 2^63. */
    static final long MAX_OBJECTS = 1 << 16;

    private static final long MAX_NANOS = 1L << 43;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long UNKNOWN = -1;

    /** A position and its row in one number: portions are at most 2^44 long. */
    private static final int ROW_BITS = 16;

    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    private enum Stage {
        /** Running to the next position. */
        SPREAD,
        /** A large object is debited. */
        LARGE_DEBIT,
        /** It is allocated. */
        LARGE_ALLOC,
        /** Its scanAlloc is added, after the trigger test. */
        LARGE_SCAN
    }

    private final Environment environment;
    private final Heap heap;
    private final Collector collector;
    private final HeapCosts costs;

    private final int[] total;
    private final int[] done;
    private final int[] until;

    /** The position at which each row's span is used up, with the row in the lowest bits; {@link #NEVER} in this portion. */
    private final long[] due;

    private @Nullable AllocationSite site;
    private SizeTable table;
    private long objectsLeft;
    private long nanosLeft;
    private long portionsLeft;

    private long length;
    private long position;
    private long overhead;
    private long stretch;
    private double debitPerNano;
    private long debitBytes;
    private long debitedUpTo;
    private double scanPerNano;
    private long scanBytes;
    private long scanned;
    private long shared;
    private long sharedCounted;

    private boolean stale;

    /** The least of {@link #due}, {@link #UNKNOWN} after one of them has moved. */
    private long earliest = UNKNOWN;

    /** A sweep debt is being paid: the time of that passes before anything else. */
    private boolean paying;

    private boolean assisted;
    private Stage stage = Stage.SPREAD;
    private int largeRow;
    private boolean largeUnmarked;
    private long largeCycle;
    private @Nullable Cohort held;

    /** The large object that is being allocated, if nothing else would keep it alive. */
    private @Nullable Cohort heldLarge;

    Batch(Environment environment, SizeTable any, int maxRows) {
        this.environment = environment;
        this.heap = environment.heap;
        this.collector = environment.collector;
        this.costs = environment.costs;
        this.table = any;
        total = new int[maxRows];
        done = new int[maxRows];
        until = new int[maxRows];
        due = new long[maxRows];
    }

    /** Begins a step. */
    void begin(AllocationSite at, double bytes, long nanos) {
        site = at;
        table = at.table;
        objectsLeft = at.objects(bytes);
        nanosLeft = nanos;
        portionsLeft = Math.max(1, Math.max(ceilDiv(objectsLeft, MAX_OBJECTS), ceilDiv(nanos, MAX_NANOS)));
        overhead = 0;
        stretch = 0;
        stage = Stage.SPREAD;
        beginPortion();
    }

    /**
     * What happens now.
     *
     * @return nanoseconds of the stretch to come, {@link Execution#CALL}, or {@link #DONE}
     */
    long next(Routine routine, G g, P p, long nowNanos) {
        releaseHeld();
        while (true) {
            if (paying) {
                if (overhead > 0) {
                    stretch = overhead;
                    return stretch;
                }
                paying = false;
            }
            if (stage != Stage.SPREAD) {
                if (large(routine, g, p, nowNanos)) {
                    return Execution.CALL;
                }
                continue;
            }
            if (stale) {
                lookUp(p);
            }
            boolean blackening = collector.blackening();
            if (blackening && g.assistBytes >= 0) {
                assisted = false;
            } else if (blackening && !assisted && assist(routine, g, p, nowNanos)) {
                return Execution.CALL;
            }
            if (earliest == UNKNOWN) {
                earliest = earliestDue();
            }
            long first = earliest;
            int row = first == NEVER ? -1 : (int) first & ROW_MASK;
            long at = row < 0 ? length : first >>> ROW_BITS;
            if (position < at || overhead > 0) {
                long ahead = blackening ? untilDebt(g, at - position) : at - position;
                stretch = overhead + ahead;
                return stretch;
            }
            if (row < 0) {
                settle(routine, p, nowNanos, false);
                if (--portionsLeft == 0) {
                    site = null;
                    return DONE;
                }
                beginPortion();
            } else if (table.spanClass[row] == SizeTable.LARGE) {
                largeRow = row;
                stage = Stage.LARGE_DEBIT;
            } else if (refill(routine, g, p, row, nowNanos)) {
                return Execution.CALL;
            }
        }
    }

    /** CPU time has passed. */
    void ran(Routine routine, G g, P p, long cpuNanos) {
        long burnt = Math.min(overhead, cpuNanos);
        overhead -= burnt;
        position += cpuNanos - burnt;
        stretch -= cpuNanos;
        if (collector.blackening()) {
            g.assistBytes -= debit(position) - debit(debitedUpTo);
            overhead += Amd64.toInt64((cpuNanos - burnt) * environment.markDrag);
        }
        debitedUpTo = position;
        if (stretch > 0) {
            settle(routine, p, environment.world.nowNanos(), false);
        }
    }

    /** The goroutine leaves its P. */
    void preempted(Routine routine, P p, long nowNanos) {
        settle(routine, p, nowNanos, true);
        stale = true;
    }

    private void beginPortion() {
        AllocationSite at = site();
        long objects = objectsLeft / portionsLeft;
        long nanos = nanosLeft / portionsLeft;
        objectsLeft -= objects;
        nanosLeft -= nanos;
        shared = at.draw(objects, total);
        if (heap.takesFromSystem()) {
            allocFromSystem();
        }
        double small = nanos + at.sharedNanos(shared);
        double debits = shared * table.meanTinyBytes;
        double scans = 0;
        for (int row = 0; row < table.rows; row++) {
            done[row] = 0;
            until[row] = 0;
            if (table.spanClass[row] != SizeTable.LARGE) {
                small += total[row] * at.objectNanos[row];
                debits += (double) total[row] * table.elemBytes[row];
                scans += total[row] * table.scanAlloc[row];
            }
        }
        length = Amd64.toInt64(small + 0.5);
        position = 0;
        debitBytes = Amd64.toInt64(debits + 0.5);
        debitPerNano = length == 0 ? 0 : (double) debitBytes / length;
        debitedUpTo = 0;
        scanBytes = Amd64.toInt64(scans + 0.5);
        scanPerNano = length == 0 ? 0 : (double) scanBytes / length;
        scanned = 0;
        sharedCounted = 0;
        stale = true;
        assisted = false;
    }

    /** {@code GODEBUG=sbrk=1}: the objects of the portion bypass the heap; nobody frees them. */
    private void allocFromSystem() {
        for (int row = 0; row < table.rows; row++) {
            heap.allocFromSystem(total[row], (int) Math.min(Integer.MAX_VALUE, requested(row)));
            total[row] = 0;
        }
        heap.allocFromSystem(shared, Math.max(1, (int) Amd64.toInt64(table.meanTinyBytes)));
        shared = 0;
    }

    /** Asks the P's cache how far it goes: it may be another P, or others may have used it. */
    private void lookUp(P p) {
        for (int row = 0; row < table.rows; row++) {
            if (done[row] < total[row]) {
                int spanClass = table.spanClass[row];
                until[row] = done[row] + (spanClass == SizeTable.LARGE ? 0 : heap.freeSlots(p.id(), spanClass));
                due[row] = dueAt(row, until[row]);
            } else {
                due[row] = NEVER;
            }
        }
        earliest = UNKNOWN;
        stale = false;
    }

    /** The least of {@link #due}, without a branch, which row comes first being anybody's guess, and two rows at a time. */
    private long earliestDue() {
        long even = NEVER;
        long odd = NEVER;
        int row = 0;
        for (; row + 1 < table.rows; row += 2) {
            even = lesser(even, due[row]);
            odd = lesser(odd, due[row + 1]);
        }
        if (row < table.rows) {
            even = lesser(even, due[row]);
        }
        return lesser(even, odd);
    }

    /** Of two numbers that are not negative. */
    private static long lesser(long a, long b) {
        long ahead = b - a;
        return a + (ahead & (ahead >> (Long.SIZE - 1)));
    }

    /** Fills a row's span, gets another and tests the trigger. @return whether a cycle is to be started */
    private boolean refill(Routine routine, G g, P p, int row, long nowNanos) {
        long spanBytes = (long) SizeClasses.spanPages(table.spanClass[row] >> 1) * SizeClasses.PAGE_BYTES;
        if (paysSweepDebt(routine, p, nowNanos, spanBytes, 0)) {
            return false;
        }
        Births births = site().births;
        if (nowNanos >= births.epochEndNanos()) {
            settle(routine, p, births.epochEndNanos() - 1, false);
        }
        int objects = until[row] - done[row];
        if (objects > 0) {
            handOut(routine, p, row, objects, nowNanos);
        } else if (!table.noscan) {
            heap.addScanAlloc(p.id(), scanDue());
        }
        int spanClass = table.spanClass[row];
        costs.begin();
        heap.refill(p.id(), spanClass);
        charge(routine, costs.end());
        int free = heap.freeSlots(p.id(), spanClass);
        if (free < 1) {
            throw new IllegalStateException("a refill of span class " + spanClass + " gave no free slot");
        }
        until[row] = done[row] + free;
        due[row] = dueAt(row, until[row]);
        earliest = UNKNOWN;
        assisted = false;
        return startCycleIfDue(routine, g, p, nowNanos);
    }

    /** One step in the life of a large object. @return whether the goroutine calls something first */
    private boolean large(Routine routine, G g, P p, long nowNanos) {
        int row = largeRow;
        switch (stage) {
            case LARGE_DEBIT -> {
                stage = Stage.LARGE_ALLOC;
                if (collector.blackening()) {
                    g.assistBytes -= requested(row);
                    return g.assistBytes < 0 && assist(routine, g, p, nowNanos);
                }
            }
            case LARGE_ALLOC -> {
                long pages = (requested(row) + SizeClasses.PAGE_BYTES - 1) / SizeClasses.PAGE_BYTES;
                if (paysSweepDebt(routine, p, nowNanos, pages * SizeClasses.PAGE_BYTES, pages)) {
                    return false;
                }
                Cohort cohort = largeCohort(routine, requested(row), nowNanos);
                costs.begin();
                long scanWork = Amd64.toInt64(table.scanWork[row]);
                long taken = heap.allocLarge(p.id(), requested(row), table.noscan, cohort.number, scanWork);
                charge(routine, costs.end() + Amd64.toInt64(site().objectNanos[row] + 0.5));
                if (collector.blackening()) {
                    g.assistBytes -= taken - requested(row);
                }
                largeUnmarked = collector.running();
                largeCycle = collector.numGC();
                assisted = false;
                stage = Stage.LARGE_SCAN;
                return startCycleIfDue(routine, g, p, nowNanos);
            }
            default -> {
                releaseLarge();
                // A cycle that began and ended while this one waited to start has scanned the object already, or freed
                // it.
                if (!table.noscan && (largeUnmarked || largeCycle == collector.numGC())) {
                    heap.addScanAlloc(p.id(), Amd64.toInt64(table.scanAlloc[row]));
                }
                done[row]++;
                until[row] = done[row];
                due[row] = dueAt(row, done[row]);
                earliest = UNKNOWN;
                stage = Stage.SPREAD;
            }
        }
        return false;
    }

    /** Sweeps a part of what an allocation owes, if that is much. @return whether its time has to pass first */
    private boolean paysSweepDebt(Routine routine, P p, long nowNanos, long spanBytes, long callerSweepPages) {
        long nanos = collector.paySweepDebt(p, nowNanos, spanBytes, callerSweepPages);
        if (nanos == 0) {
            return false;
        }
        overhead += nanos;
        routine.faultNanos += nanos;
        paying = true;
        return true;
    }

    private Cohort largeCohort(Routine routine, long bytes, long nowNanos) {
        AllocationSite at = site();
        if (!at.births.lastIsHeld()) {
            return at.births.born(routine, 1, (double) bytes, nowNanos);
        }
        Cohort cohort = environment.population.open(Life.UNTIL_DROPPED, null, at.noscan, at.finalizers);
        heldLarge = cohort;
        return cohort;
    }

    private void releaseLarge() {
        Cohort cohort = heldLarge;
        if (cohort != null) {
            heldLarge = null;
            environment.population.drop(cohort);
        }
    }

    private boolean startCycleIfDue(Routine routine, G g, P p, long nowNanos) {
        if (!collector.heapTriggered()) {
            return false;
        }
        settle(routine, p, nowNanos, true);
        stale = true;
        routine.calls(g, collector.startCycle(GcTrigger.HEAP), CallKind.COLLECTOR, nowNanos);
        return true;
    }

    private boolean assist(Routine routine, G g, P p, long nowNanos) {
        assisted = true;
        Execution assist = collector.assist(g, p);
        if (assist == null) {
            return false;
        }
        settle(routine, p, nowNanos, true);
        stale = true;
        routine.calls(g, assist, CallKind.ASSIST, nowNanos);
        return true;
    }

    /** Hands out to the heap what was allocated so far. */
    private void settle(Routine routine, P p, long nowNanos, boolean stops) {
        int last = stops && site().births.lastIsHeld() ? lastAllocated() : -1;
        for (int row = 0; row < table.rows; row++) {
            int objects = allocated(row) - done[row];
            if (objects > 0 && row == last) {
                hold(p, row);
                objects--;
            }
            if (objects > 0) {
                handOut(routine, p, row, objects, nowNanos);
            }
        }
        long scan = table.noscan ? 0 : scanDue();
        if (scan > 0) {
            heap.addScanAlloc(p.id(), scan);
        }
        if (shared > 0) {
            long counted = length == 0 ? shared : Amd64.toInt64((double) shared * position / length);
            if (counted > sharedCounted) {
                heap.countTiny(p.id(), counted - sharedCounted);
                sharedCounted = counted;
            }
        }
    }

    private void handOut(Routine routine, P p, int row, int objects, long nowNanos) {
        AllocationSite at = site();
        Cohort cohort = at.births.born(routine, objects, objects * table.requestedBytes[row], nowNanos);
        long scan = table.noscan ? 0 : scanDue();
        heap.allocate(p.id(), table.spanClass[row], cohort.number, objects, scan, at.workEach(row, objects));
        done[row] += objects;
    }

    /** The row of the latest object that is not handed out yet, −1 if all are. */
    private int lastAllocated() {
        int last = -1;
        long latest = -1;
        for (int row = 0; row < table.rows; row++) {
            int allocated = allocated(row);
            if (allocated > done[row] && positionOf(row, allocated - 1) > latest) {
                latest = positionOf(row, allocated - 1);
                last = row;
            }
        }
        return last;
    }

    /** The object that the statement just made is in use until the goroutine goes on. */
    private void hold(P p, int row) {
        AllocationSite at = site();
        Cohort cohort = environment.population.open(Life.UNTIL_DROPPED, null, at.noscan, at.finalizers);
        heap.allocate(p.id(), table.spanClass[row], cohort.number, 1, 0, at.workEach(row, 1));
        done[row]++;
        held = cohort;
    }

    private void releaseHeld() {
        Cohort cohort = held;
        if (cohort != null) {
            held = null;
            environment.population.drop(cohort);
        }
    }

    /** Small objects of a row up to the position, as far as the cached span has room for them. */
    private int allocated(int row) {
        if (table.spanClass[row] == SizeTable.LARGE) {
            return done[row];
        }
        long all = position == length ? total[row] : (2L * total[row] * position + length) / (2 * length);
        return (int) Math.min(all, Math.max(done[row], until[row]));
    }

    private long positionOf(int row, int object) {
        return object >= total[row] ? NEVER : ceilDiv(length * (2L * object + 1), 2L * total[row]);
    }

    private long dueAt(int row, int object) {
        long at = positionOf(row, object);
        return at == NEVER ? NEVER : at << ROW_BITS | row;
    }

    private long untilDebt(G g, long ahead) {
        if (g.assistBytes < 0 || debitPerNano <= 0) {
            return ahead;
        }
        double nanos = StrictMath.ceil((g.assistBytes + 1) / debitPerNano);
        return nanos < ahead ? Math.max(1, Amd64.toInt64(nanos)) : ahead;
    }

    private long debit(long at) {
        return at == length ? debitBytes : Amd64.toInt64(at * debitPerNano);
    }

    private long scanDue() {
        long upTo = position == length ? scanBytes : Amd64.toInt64(position * scanPerNano);
        long due = upTo - scanned;
        scanned = upTo;
        return due;
    }

    private void charge(Routine routine, long nanos) {
        overhead += nanos;
        routine.faultNanos += costs.faultNanos();
    }

    private long requested(int row) {
        return Amd64.toInt64(table.requestedBytes[row]);
    }

    private AllocationSite site() {
        AllocationSite at = site;
        if (at == null) {
            throw new IllegalStateException("no step is in progress");
        }
        return at;
    }

    private static long ceilDiv(long a, long b) {
        return (a + b - 1) / b;
    }
}
