package org.heapgoal.heap.span;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;

/** Drives a heap through everything a process does with it: objects, cycles, stacks, work buffers, scavenging. */
final class HeapScript implements HeapOwner, Fate {
    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);
    private static final int PROCS = 3;
    private static final int COHORTS = 8;

    /** What is done. */
    enum Kind {
        SMALL,
        LARGE,
        TINY,
        CYCLE_STARTS,
        CYCLE_ENDS,
        SWEEP,
        STACK,
        STACK_FREED,
        WORK_BUFFERS,
        WORK_BUFFERS_FREED,
        STACK_SPANS_FREED,
        SCAVENGE,
        GOROUTINE,
        THREAD,
        NEW_P
    }

    /** One step. */
    record Op(Kind kind, int a, int b) {}

    private record Stack(int span, long bytes) {}

    final Ledger ledger = new Ledger();
    final Heap heap;
    private final List<Stack> stacks = new ArrayList<>();
    private int procs = PROCS;
    private int cycle;
    private boolean marking;

    /** Generation facts that checks compare with. */
    long pagesInUseAtSweepStart;

    HeapScript(GoVersion version) {
        heap = new Heap(version, version == GoVersion.GO_1_26, OsPages.LINUX_AMD64, ledger, this, cohort -> {});
        for (int p = 0; p < PROCS; p++) {
            heap.addP(p);
        }
        heap.allocRuntimeStart(0);
        for (int cohort = 0; cohort < COHORTS; cohort++) {
            heap.openCohort(cohort, cohort % 2 == 1);
        }
    }

    static Arbitrary<List<Op>> operations() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(14, Kind.SMALL),
                Tuple.of(4, Kind.LARGE),
                Tuple.of(1, Kind.TINY),
                Tuple.of(3, Kind.CYCLE_STARTS),
                Tuple.of(4, Kind.CYCLE_ENDS),
                Tuple.of(3, Kind.SWEEP),
                Tuple.of(4, Kind.STACK),
                Tuple.of(3, Kind.STACK_FREED),
                Tuple.of(2, Kind.WORK_BUFFERS),
                Tuple.of(2, Kind.WORK_BUFFERS_FREED),
                Tuple.of(1, Kind.STACK_SPANS_FREED),
                Tuple.of(3, Kind.SCAVENGE),
                Tuple.of(1, Kind.GOROUTINE),
                Tuple.of(1, Kind.THREAD),
                Tuple.of(1, Kind.NEW_P));
        Arbitrary<Integer> number =
                Arbitraries.integers().between(0, 1 << 20).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(kind, number, number)
                .as(Op::new)
                .list()
                .ofMaxSize(80)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Runs all, checking after each. */
    void run(List<Op> operations, Consumer<HeapScript> check) {
        check.accept(this);
        for (Op op : operations) {
            step(op);
            check.accept(this);
        }
    }

    /** Runs all, checking what ReadMemStats would tell after each. */
    void runReading(List<Op> operations, Consumer<MemStats> check) {
        run(operations, script -> check.accept(script.read()));
    }

    /** What ReadMemStats does. */
    MemStats read() {
        for (int p = 0; p < procs; p++) {
            heap.flush(p);
        }
        return heap.memStats(NO_GC);
    }

    private void step(Op op) {
        int p = op.a() % procs;
        switch (op.kind()) {
            case SMALL -> small(p, op.a(), op.b());
            case LARGE -> {
                heap.flushIfStale(p);
                heap.allocLarge(p, 32_769 + op.b() * 4L, op.a() % 2 == 1, op.a() % COHORTS, 8);
            }
            case TINY -> heap.countTiny(p, op.b() % 5);
            case CYCLE_STARTS -> startCycle();
            case CYCLE_ENDS -> endCycle();
            case SWEEP -> {
                for (int i = 0; i < op.b() % 100 && heap.sweepOne() >= 0; i++) {
                    // Swept one.
                }
            }
            case STACK -> {
                long bytes = 2048L << op.b() % 7;
                stacks.add(new Stack(heap.allocStack(op.a() % 5 == 0 ? Heap.NO_P : p, bytes), bytes));
            }
            case STACK_FREED -> freeStacks(p, op.a(), 1 + op.b() % 20);
            case WORK_BUFFERS -> {
                if (marking) {
                    heap.useWorkbufs(p, op.b() % 3000);
                }
            }
            case WORK_BUFFERS_FREED -> heap.freeWorkbufSpans();
            case STACK_SPANS_FREED -> {
                if (!marking) {
                    heap.freeStackSpans();
                }
            }
            case SCAVENGE -> heap.scavenge(op.b() * 4L, op.a() % 2 == 0, () -> false);
            case GOROUTINE -> runtime(() -> heap.chargeGoroutine(p), p);
            case THREAD -> runtime(() -> heap.chargeThread(p), p);
            case NEW_P -> newOrGone(op.a());
        }
    }

    private void runtime(Runnable call, int p) {
        heap.flushIfStale(p);
        call.run();
    }

    private void newOrGone(int pick) {
        heap.flushIfStale(0);
        if (procs > PROCS && pick % 2 == 0) {
            heap.flushIfStale(procs - 1);
            procs--;
            heap.destroyP(procs);
        } else {
            heap.addP(procs++);
        }
    }

    private void small(int p, int pick, int size) {
        heap.flushIfStale(p);
        int cohort = pick % COHORTS;
        int sizeClass = 1 + size % 67;
        int spanClass = SizeClasses.spanClass(sizeClass, cohort % 2 == 1);
        int left = Math.min(2000, 200_000 / SizeClasses.objectBytes(sizeClass));
        while (left > 0) {
            if (heap.freeSlots(p, spanClass) == 0) {
                heap.refill(p, spanClass);
            }
            int now = Math.min(left, heap.freeSlots(p, spanClass));
            heap.allocate(p, spanClass, cohort, now, 0, 8);
            left -= now;
        }
    }

    private void startCycle() {
        if (!marking) {
            for (int p = 0; p < procs; p++) {
                heap.flushIfStale(p);
            }
            heap.finishSweep();
            heap.snapshot(this);
            marking = true;
        }
    }

    private void endCycle() {
        if (marking) {
            marking = false;
            cycle++;
            pagesInUseAtSweepStart = heap.pagesInUse();
            heap.prepareForSweep();
            heap.nextScavengeGeneration();
        }
    }

    private void freeStacks(int p, int pick, int count) {
        for (int i = 0; i < count && !stacks.isEmpty(); i++) {
            Stack stack = stacks.remove(pick % stacks.size());
            heap.freeStack(pick % 7 == 0 ? Heap.NO_P : p, stack.bytes(), stack.span(), marking);
        }
    }

    /** Bytes of the stacks in use. */
    long stackBytes() {
        return stacks.stream().mapToLong(Stack::bytes).sum();
    }

    @Override
    public void deductSweepCredit(long spanBytes, long callerSweepPages) {
        if (cycle % 2 == 0) {
            heap.sweepOne();
        }
    }

    @Override
    public void heapLive(long liveDelta, long scanDelta) {}

    @Override
    public void spanTaken(int p, long scavengedBytes, long grownBytes) {
        if (p >= 0 && grownBytes > 0) {
            heap.scavenge(grownBytes / 64, true, () -> false);
        }
    }

    @Override
    public double survival(int cohort) {
        return switch ((cohort + cycle) % 4) {
            case 0 -> 1;
            case 1 -> 0.4;
            default -> 0;
        };
    }

    @Override
    public int survivors(int cohort, int objects, double probability) {
        return objects / 2;
    }

    @Override
    public int successor(int cohort) {
        return cohort >= COHORTS - 2 ? cohort - 2 : -1;
    }
}
