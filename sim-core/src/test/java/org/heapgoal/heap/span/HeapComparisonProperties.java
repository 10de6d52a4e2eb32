package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.recording.MemStats;

/** Oracle: a heap that keeps every object ({@link ReferenceHeap}). */
class HeapComparisonProperties {
    private static final int PROCS = 3;

    /** 8, 16 and 48 bytes, 1 KiB, 9,472 bytes (6 to 7 pages) and 32 KiB (one to a span). */
    private static final int[] CLASSES = {1, 2, 5, 32, 52, 67};

    private static final MemStats.Gc NO_GC = new MemStats.Gc(0, 0, 0, List.of(), List.of(), 0, 0, 0);

    private enum Kind {
        SMALL,
        FILL,
        LARGE,
        TINY,
        CLOSE,
        READ_MEM_STATS,
        CYCLE_STARTS,
        CYCLE_ENDS,
        FLUSH_STALE,
        SWEEP,
        DEBT,
        FLUSH_PAGES,
        DESTROY_P
    }

    private record Op(Kind kind, int a, int b, int c) {}

    @Provide
    Arbitrary<List<Op>> operations() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(12, Kind.SMALL),
                Tuple.of(12, Kind.FILL),
                Tuple.of(4, Kind.LARGE),
                Tuple.of(1, Kind.TINY),
                Tuple.of(3, Kind.CLOSE),
                Tuple.of(1, Kind.READ_MEM_STATS),
                Tuple.of(4, Kind.CYCLE_STARTS),
                Tuple.of(5, Kind.CYCLE_ENDS),
                Tuple.of(3, Kind.FLUSH_STALE),
                Tuple.of(4, Kind.SWEEP),
                Tuple.of(1, Kind.DEBT),
                Tuple.of(1, Kind.FLUSH_PAGES),
                Tuple.of(1, Kind.DESTROY_P));
        Arbitrary<Integer> number =
                Arbitraries.integers().between(0, 1 << 20).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(kind, number, number, number)
                .as(Op::new)
                .list()
                .ofMaxSize(120)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void spansAndAccountsAreThoseOfAHeapOfSingleObjects(
            @ForAll("operations") List<Op> operations, @ForAll boolean greenTea) {
        new Run(greenTea).all(operations);
    }

    /** Both heaps side by side. */
    private static final class Run implements HeapOwner, Fate {
        private final SizeClasses classes;
        private final Ledger ledger = new Ledger();
        private final List<String> told = new ArrayList<>();
        private final TreeSet<Integer> open = new TreeSet<>();
        private final List<Integer> gone = new ArrayList<>();
        private final Heap heap;
        private final ReferenceHeap reference;
        private int nextCohort;
        private int cycle;
        private int sweepsPerDebt;
        private boolean marking;
        private boolean swept = true;

        Run(boolean greenTea) {
            classes = new SizeClasses(GoVersion.GO_1_25, greenTea);
            heap = new Heap(GoVersion.GO_1_25, greenTea, OsPages.LINUX_AMD64, ledger, this, gone::add);
            reference = new ReferenceHeap(c -> new ReferenceHeap.Shape(
                    classes.objectsPerSpan(c / 2, c % 2 == 1),
                    SizeClasses.objectBytes(c / 2),
                    SizeClasses.spanPages(c / 2)));
            for (int p = 0; p < PROCS; p++) {
                heap.addP(p);
                reference.addP(p);
            }
            for (int i = 0; i < 10; i++) {
                openCohort();
            }
        }

        void all(List<Op> operations) {
            for (Op op : operations) {
                step(op);
                heap.verify();
                compare();
            }
        }

        private void step(Op op) {
            int p = op.a() % PROCS;
            switch (op.kind()) {
                case SMALL -> small(p, op.b(), 1 + op.c() % 30, op.c());
                case FILL -> small(p, op.b(), 1 + op.c() % 400, op.c() / 7);
                case LARGE -> large(p, 1 + op.b() % 40, op.c());
                case TINY -> {
                    heap.countTiny(p, op.b());
                    reference.tiny(p, op.b());
                }
                case CLOSE -> close(op.b());
                case READ_MEM_STATS -> readMemStats();
                case CYCLE_STARTS -> cycleStarts();
                case CYCLE_ENDS -> cycleEnds();
                case FLUSH_STALE -> flushIfStale(p);
                case SWEEP -> sweep(op.b() % 200);
                case DEBT -> {
                    sweepsPerDebt = op.b() % 4;
                    reference.sweepsPerDebt = sweepsPerDebt;
                }
                case FLUSH_PAGES -> {
                    heap.flushPageCache(p);
                    reference.flushPageCache(p);
                }
                case DESTROY_P -> destroy(p);
            }
        }

        private void small(int p, int which, int count, int pick) {
            flushIfStale(p);
            int cohort = cohort(pick);
            boolean noscan = cohort % 2 == 1;
            int spanClass = SizeClasses.spanClass(CLASSES[which % CLASSES.length], noscan);
            int work = noscan ? 0 : 8 + alike(cohort);
            int scan = noscan ? 0 : 3;
            for (int left = count; left > 0; ) {
                if (heap.freeSlots(p, spanClass) == 0) {
                    heap.refill(p, spanClass);
                }
                int now = Math.min(left, heap.freeSlots(p, spanClass));
                heap.allocate(p, spanClass, cohort, now, (long) scan * now, work);
                left -= now;
            }
            reference.allocate(p, spanClass, cohort, count, scan, work);
        }

        private void large(int p, int pages, int pick) {
            flushIfStale(p);
            int cohort = cohort(pick);
            boolean noscan = cohort % 2 == 1;
            int work = noscan ? 0 : 1000 + alike(cohort);
            long size = heap.allocLarge(p, pages * 8192L - pick % 8192, noscan, cohort, work);
            assertThat(size).isEqualTo(pages * 8192L);
            reference.allocLarge(p, pages, noscan, cohort, work);
        }

        private void close(int pick) {
            int cohort = cohort(pick);
            if (cohort > 1) {
                open.remove(cohort);
                heap.closeCohort(cohort);
                reference.close(cohort);
                openCohort();
            }
        }

        private void readMemStats() {
            for (int p = 0; p < PROCS; p++) {
                heap.flush(p);
                reference.flush(p);
            }
        }

        private void cycleStarts() {
            if (marking) {
                return;
            }
            for (int p = 0; p < PROCS; p++) {
                flushIfStale(p);
            }
            heap.finishSweep();
            assertThat(heap.snapshot(this)).isEqualTo(reference.startCycle(this));
            marking = true;
            swept = true;
        }

        private void cycleEnds() {
            if (marking) {
                assertThat(heap.bytesMarked()).isEqualTo(reference.bytesMarked);
                heap.prepareForSweep();
                reference.endCycle();
                marking = false;
                swept = false;
                cycle++;
            }
        }

        private void flushIfStale(int p) {
            heap.flushIfStale(p);
            reference.flushIfStale(p);
        }

        private void sweep(int count) {
            for (int i = 0; i < count && !swept; i++) {
                boolean found = heap.sweepOne() >= 0;
                assertThat(found).isEqualTo(reference.sweepOne());
                swept = !found;
            }
        }

        private void destroy(int p) {
            flushIfStale(p);
            heap.destroyP(p);
            reference.destroyP(p);
            heap.addP(p);
            reference.addP(p);
        }

        private void openCohort() {
            int cohort = nextCohort++;
            heap.openCohort(cohort, cohort % 2 == 1);
            reference.open(cohort);
            open.add(cohort);
        }

        private int cohort(int pick) {
            return List.copyOf(open).get(pick % open.size());
        }

        private void compare() {
            assertThat(told).isEqualTo(reference.told);
            told.clear();
            reference.told.clear();
            assertThat(gone).containsExactlyElementsOf(reference.gone);
            for (int spanClass = 0; spanClass < 136; spanClass++) {
                if (spanClass > 1 && !used(spanClass / 2)) {
                    continue;
                }
                assertThat(heap.spansInUse(spanClass))
                        .as("spans of class %d", spanClass)
                        .isEqualTo(reference.spansInUse(spanClass));
                assertThat(heap.slotsInUse(spanClass))
                        .as("slots of class %d", spanClass)
                        .isEqualTo(reference.slotsInUse(spanClass));
            }
            assertThat(heap.pagesSwept()).isEqualTo(reference.pagesSwept);
            assertThat(ledger.heapInUse).isEqualTo(reference.ledger.heapInUse);
            assertThat(ledger.heapFree).isEqualTo(reference.ledger.heapFree);
            assertThat(ledger.heapReleased).isEqualTo(reference.ledger.heapReleased);
            assertThat(ledger.totalAlloc).isEqualTo(reference.ledger.totalAlloc);
            assertThat(ledger.totalFree).isEqualTo(reference.ledger.totalFree);
            compareStatistics();
        }

        private void compareStatistics() {
            MemStats stats = heap.memStats(NO_GC);
            for (int sizeClass = 1; sizeClass <= 60; sizeClass++) {
                assertThat(stats.bySize().get(sizeClass).mallocs())
                        .isEqualTo(reference.mallocs.getOrDefault(sizeClass, 0L));
                assertThat(stats.bySize().get(sizeClass).frees())
                        .isEqualTo(reference.frees.getOrDefault(sizeClass, 0L));
            }
            long tiny = reference.tinyCount;
            assertThat(stats.mallocs())
                    .isEqualTo(tiny
                            + reference.mallocs.values().stream()
                                    .mapToLong(v -> v)
                                    .sum());
            assertThat(stats.frees())
                    .isEqualTo(tiny
                            + reference.frees.values().stream()
                                    .mapToLong(v -> v)
                                    .sum());
            assertThat(stats.alloc()).isEqualTo(reference.ledger.totalAlloc - reference.ledger.totalFree);
            assertThat(stats.sys() - stats.heap().released()).isEqualTo(ledger.mappedReady);
        }

        private static boolean used(int sizeClass) {
            for (int one : CLASSES) {
                if (one == sizeClass) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void deductSweepCredit(long spanBytes, long callerSweepPages) {
            for (int i = 0; i < sweepsPerDebt && heap.sweepOne() >= 0; i++) {
                // Swept one.
            }
        }

        @Override
        public void heapLive(long liveDelta, long scanDelta) {
            told.add("live " + liveDelta + " " + scanDelta);
        }

        @Override
        public void spanTaken(int p, long scavengedBytes, long grownBytes) {
            told.add("taken " + p + " " + scavengedBytes + " " + grownBytes);
        }

        @Override
        public double survival(int cohort) {
            return switch (hash(cohort, 0) % 5) {
                case 0, 1 -> 0;
                case 2 -> 1;
                default -> 0.5;
            };
        }

        /** Depends on nothing but the cycle, the cohort and the number, so the order of questions has no effect. */
        @Override
        public int survivors(int cohort, int objects, double probability) {
            return hash(cohort, objects) % (objects + 1);
        }

        /** Some cohorts have finalizers; their dead move to cohort 0 or 1, which have none. */
        @Override
        public int successor(int cohort) {
            return cohort > 1 && cohort % 7 == 3 ? cohort % 2 : -1;
        }

        /** Objects of a cohort and of its successor look alike, so that a span has one entry for them. */
        private int alike(int cohort) {
            return successor(cohort) < 0 ? cohort : successor(cohort);
        }

        private int hash(int a, int b) {
            long mixed = ((cycle * 31L + a) * 1_000_003L + b) * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 40);
        }
    }
}
