package org.heapgoal.heap.span;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A heap that keeps every object, and finds everything by looking through lists. Written from the rules of the runtime,
 * apart from {@link Heap}, to compare with it.
 */
final class ReferenceHeap {
    /** Slots, object bytes and pages of a span class. */
    record Shape(int slots, int bytes, int pages) {}

    private enum State {
        UNSWEPT,
        SWEPT,
        CACHED,
        STALE,
        FREED
    }

    private static final class Obj {
        int cohort;
        final int work;
        boolean marked;

        Obj(int cohort, int work) {
            this.cohort = cohort;
            this.work = work;
        }
    }

    private static final class Span {
        final int spanClass;
        final int page;
        final int pages;
        final int slots;
        final long bytes;
        final List<Obj> objects = new ArrayList<>();
        State state = State.SWEPT;
        int before;

        Span(int spanClass, int page, int pages, int slots, long bytes) {
            this.spanClass = spanClass;
            this.page = page;
            this.pages = pages;
            this.slots = slots;
            this.bytes = bytes;
        }

        boolean noscan() {
            return spanClass % 2 == 1;
        }
    }

    private static final class Sets {
        Deque<Span> partialSwept = new ArrayDeque<>();
        Deque<Span> fullSwept = new ArrayDeque<>();
        Deque<Span> partialUnswept = new ArrayDeque<>();
        Deque<Span> fullUnswept = new ArrayDeque<>();
    }

    private static final class Proc {
        final Map<Integer, Span> spans = new TreeMap<>();
        final ReferencePages.Cache pages = new ReferencePages.Cache();
        long scanAlloc;
        long tiny;
        boolean flushed = true;
    }

    final Ledger ledger = new Ledger();
    final List<String> told = new ArrayList<>();
    final Map<Integer, Long> mallocs = new TreeMap<>();
    final Map<Integer, Long> frees = new TreeMap<>();
    final List<Integer> gone = new ArrayList<>();
    long tinyCount;
    long bytesMarked;
    long pagesSwept;
    int sweepsPerDebt;

    private final IntFunction<Shape> shapes;
    private final ReferencePages pages = new ReferencePages();
    private final List<Span> spans = new ArrayList<>();
    private final Map<Integer, Sets> sets = new TreeMap<>();
    private final Map<Integer, Proc> procs = new TreeMap<>();
    private final Map<Integer, Boolean> closed = new TreeMap<>();
    private boolean marking;
    private boolean drained = true;
    private boolean reclaiming;
    private long reclaimCredit;
    private int reclaimPage;
    private int reclaimEnd;

    ReferenceHeap(IntFunction<Shape> shapes) {
        this.shapes = shapes;
        for (int spanClass = 0; spanClass < 136; spanClass++) {
            sets.put(spanClass, new Sets());
        }
    }

    void addP(int p) {
        procs.put(p, new Proc());
    }

    void destroyP(int p) {
        pages.flush(proc(p).pages);
        flush(p);
        procs.remove(p);
    }

    void open(int cohort) {
        closed.put(cohort, false);
    }

    void close(int cohort) {
        closed.put(cohort, true);
        tellGone();
    }

    void allocate(int p, int spanClass, int cohort, int count, int scanEach, int work) {
        Proc proc = proc(p);
        for (int i = 0; i < count; i++) {
            Span cached = proc.spans.get(spanClass);
            Span span = cached != null && cached.objects.size() < cached.slots ? cached : refill(proc, p, spanClass);
            Obj object = new Obj(cohort, work);
            object.marked = marking;
            bytesMarked += marking ? span.bytes : 0;
            span.objects.add(object);
            proc.scanAlloc += scanEach;
        }
    }

    void tiny(int p, int count) {
        proc(p).tiny += count;
    }

    void allocLarge(int p, int pageCount, boolean noscan, int cohort, int work) {
        payDebt();
        Span span = newSpan(p, noscan ? 1 : 0, pageCount, 1, pageCount * 8192L);
        count(mallocs, span, 1);
        ledger.totalAlloc += span.bytes;
        told.add("live " + span.bytes + " 0");
        sets(span.spanClass).fullSwept.add(span);
        Obj object = new Obj(cohort, work);
        object.marked = marking;
        bytesMarked += marking ? span.bytes : 0;
        span.objects.add(object);
    }

    void flush(int p) {
        Proc proc = proc(p);
        long live = 0;
        for (int spanClass : List.copyOf(proc.spans.keySet())) {
            Span span = Objects.requireNonNull(proc.spans.remove(spanClass));
            countNew(span);
            if (span.state == State.CACHED) {
                live -= (span.slots - span.objects.size()) * span.bytes;
            }
            uncache(span);
        }
        tinyCount += proc.tiny;
        proc.tiny = 0;
        told.add("live " + live + " " + proc.scanAlloc);
        proc.scanAlloc = 0;
    }

    void flushIfStale(int p) {
        if (!proc(p).flushed) {
            flush(p);
            proc(p).flushed = true;
        }
    }

    void flushPageCache(int p) {
        pages.flush(proc(p).pages);
    }

    /** Sweeps everything, then marks what survives. */
    MarkTotals startCycle(Fate fate) {
        while (sweepOne()) {
            // All of it.
        }
        marking = true;
        bytesMarked = 0;
        long objects = 0;
        long scanObjects = 0;
        long scanWork = 0;
        long scanSpans = 0;
        for (Span span : spans) {
            int visits = mark(span, fate);
            bytesMarked += visits * span.bytes;
            objects += visits;
            if (!span.noscan() && visits > 0) {
                scanSpans++;
                scanObjects += visits;
                scanWork += lastWork;
            }
        }
        tellGone();
        return new MarkTotals(bytesMarked, objects, scanObjects, scanWork, scanSpans);
    }

    private long lastWork;

    /**
     * Marks a span's objects; returns how many times objects were marked or scanned as roots.
     *
     * <p>Objects of a cohort that follow one another in the span share one number of survivors. Afterwards those of the same
     * cohort are together, but for the dead, which the sweep takes out.
     */
    private int mark(Span span, Fate fate) {
        TreeMap<Integer, ArrayDeque<List<Obj>>> runs = new TreeMap<>();
        Obj before = null;
        for (Obj object : span.objects) {
            object.marked = false;
            ArrayDeque<List<Obj>> ofCohort = runs.computeIfAbsent(object.cohort, c -> new ArrayDeque<>());
            if (before == null || before.cohort != object.cohort) {
                ofCohort.addFirst(new ArrayList<>());
            }
            ofCohort.getFirst().add(object);
            before = object;
        }
        span.objects.clear();
        int visits = 0;
        lastWork = 0;
        for (Map.Entry<Integer, ArrayDeque<List<Obj>>> ofCohort : runs.entrySet()) {
            for (List<Obj> run : ofCohort.getValue()) {
                visits += mark(span, run, ofCohort.getKey(), fate);
            }
        }
        return visits;
    }

    private int mark(Span span, List<Obj> run, int cohort, Fate fate) {
        double chance = fate.survival(cohort);
        int alive = run.size();
        if (chance == 0) {
            alive = 0;
        } else if (chance < 1) {
            alive = fate.survivors(cohort, run.size(), chance);
        }
        boolean finalizer = fate.successor(cohort) >= 0;
        int visits = 0;
        for (int i = 0; i < run.size(); i++) {
            Obj object = run.get(i);
            int times = (i < alive ? 1 : 0) + (finalizer && !span.noscan() ? 1 : 0);
            visits += times;
            lastWork += (long) times * object.work;
            object.marked = i < alive || finalizer;
            if (i >= alive) {
                object.cohort = finalizer ? fate.successor(cohort) : -1;
            }
        }
        List<Obj> dead = run.subList(alive, run.size());
        span.objects.addAll(finalizer ? span.objects.size() : 0, dead);
        span.objects.addAll(run.subList(0, alive));
        return visits;
    }

    void endCycle() {
        marking = false;
        drained = false;
        pagesSwept = 0;
        reclaiming = true;
        reclaimCredit = 0;
        reclaimPage = 0;
        reclaimEnd = (pages.mapped() + 8191) / 8192 * 8192;
        for (Span span : spans) {
            span.state = span.state == State.CACHED ? State.STALE : State.UNSWEPT;
        }
        for (Sets set : sets.values()) {
            Deque<Span> partial = set.partialUnswept;
            Deque<Span> full = set.fullUnswept;
            set.partialUnswept = set.partialSwept;
            set.fullUnswept = set.fullSwept;
            set.partialSwept = partial;
            set.fullSwept = full;
        }
        for (Proc proc : procs.values()) {
            proc.scanAlloc = 0;
            proc.flushed = false;
        }
    }

    boolean sweepOne() {
        for (int spanClass = 0; spanClass < 136 && !drained; spanClass++) {
            Sets set = sets(spanClass);
            for (Deque<Span> unswept : List.of(set.fullUnswept, set.partialUnswept)) {
                while (!unswept.isEmpty()) {
                    Span span = unswept.remove();
                    if (span.state == State.UNSWEPT) {
                        if (sweep(span, false)) {
                            reclaimCredit += span.pages;
                        }
                        return true;
                    }
                }
            }
        }
        drained = true;
        return false;
    }

    long spansInUse(int spanClass) {
        return spans.stream().filter(s -> s.spanClass == spanClass).count();
    }

    long slotsInUse(int spanClass) {
        return spans.stream()
                .filter(s -> s.spanClass == spanClass)
                .mapToLong(s -> s.objects.size())
                .sum();
    }

    private Proc proc(int p) {
        return Objects.requireNonNull(procs.get(p));
    }

    private Sets sets(int spanClass) {
        return Objects.requireNonNull(sets.get(spanClass));
    }

    private Span refill(Proc proc, int p, int spanClass) {
        Span old = proc.spans.remove(spanClass);
        if (old != null) {
            countNew(old);
            uncache(old);
            if (spanClass == 5) {
                tinyCount += proc.tiny;
                proc.tiny = 0;
            }
        }
        payDebt();
        Span span = sets(spanClass).partialSwept.poll();
        if (span == null) {
            span = sweepForSlot(sets(spanClass));
        }
        if (span == null) {
            Shape shape = shapes.apply(spanClass);
            span = newSpan(p, spanClass, shape.pages(), shape.slots(), shape.bytes());
        }
        span.state = State.CACHED;
        span.before = span.objects.size();
        proc.spans.put(spanClass, span);
        told.add("live " + (span.pages * 8192L - span.objects.size() * span.bytes) + " " + proc.scanAlloc);
        proc.scanAlloc = 0;
        return span;
    }

    private @Nullable Span sweepForSlot(Sets set) {
        int looked = 0;
        while (looked < 101 && !drained && !set.partialUnswept.isEmpty()) {
            Span span = set.partialUnswept.remove();
            if (span.state == State.UNSWEPT) {
                sweep(span, true);
                return span;
            }
            looked++;
        }
        while (looked < 101 && !drained && !set.fullUnswept.isEmpty()) {
            Span span = set.fullUnswept.remove();
            if (span.state == State.UNSWEPT) {
                sweep(span, true);
                if (span.objects.size() < span.slots) {
                    return span;
                }
                set.fullSwept.add(span);
            }
            looked++;
        }
        return null;
    }

    private Span newSpan(int p, int spanClass, int count, int slots, long bytes) {
        reclaim(count);
        int page = pages.take(proc(p).pages, count);
        told.add("taken " + p + " " + pages.tookReleased + " " + pages.grew);
        ledger.heapReleased += pages.grew - pages.tookReleased;
        ledger.heapFree -= count * 8192L - pages.tookReleased;
        ledger.heapInUse += count * 8192L;
        Span span = new Span(spanClass, page, count, slots, bytes);
        spans.add(span);
        return span;
    }

    private void reclaim(int count) {
        long wanted = count;
        while (reclaiming && !drained && wanted > 0) {
            if (reclaimCredit > 0) {
                long take = Math.min(wanted, reclaimCredit);
                reclaimCredit -= take;
                wanted -= take;
            } else if (reclaimPage >= reclaimEnd) {
                reclaiming = false;
            } else {
                long found = 0;
                for (Span span : unmarkedFrom(reclaimPage)) {
                    if (sweep(span, false)) {
                        found += span.pages;
                    }
                }
                reclaimPage += 512;
                reclaimCredit += Math.max(0, found - wanted);
                wanted -= found;
            }
        }
    }

    /** Unswept spans without marked objects that begin in 512 pages, lowest first. */
    private List<Span> unmarkedFrom(int page) {
        return spans.stream()
                .filter(s -> s.page >= page && s.page < page + 512 && s.state == State.UNSWEPT)
                .filter(s -> s.objects.stream().noneMatch(o -> o.marked))
                .sorted(Comparator.comparingInt(s -> s.page))
                .toList();
    }

    private boolean sweep(Span span, boolean preserve) {
        pagesSwept += span.pages;
        int before = span.objects.size();
        span.objects.removeIf(object -> !object.marked);
        int freed = before - span.objects.size();
        count(frees, span, freed);
        ledger.totalFree += freed * span.bytes;
        span.state = State.SWEPT;
        if (preserve) {
            return false;
        }
        if (span.objects.isEmpty()) {
            span.state = State.FREED;
            spans.remove(span);
            pages.free(span.page, span.pages);
            ledger.heapInUse -= span.pages * 8192L;
            ledger.heapFree += span.pages * 8192L;
            return true;
        }
        put(span);
        return false;
    }

    private void uncache(Span span) {
        if (span.state == State.STALE) {
            sweep(span, false);
        } else {
            span.state = State.SWEPT;
            put(span);
        }
    }

    private void put(Span span) {
        Sets set = sets(span.spanClass);
        (span.objects.size() == span.slots ? set.fullSwept : set.partialSwept).add(span);
    }

    private void countNew(Span span) {
        int added = span.objects.size() - span.before;
        count(mallocs, span, added);
        ledger.totalAlloc += added * span.bytes;
        span.before = 0;
    }

    private static void count(Map<Integer, Long> counts, Span span, long objects) {
        counts.merge(span.spanClass / 2, objects, Long::sum);
    }

    private void payDebt() {
        for (int i = 0; i < sweepsPerDebt && sweepOne(); i++) {
            // Swept one.
        }
    }

    /** Tells of closed cohorts without objects that are not known to be dead. */
    private void tellGone() {
        for (int cohort : List.copyOf(closed.keySet())) {
            boolean empty = spans.stream().flatMap(s -> s.objects.stream()).noneMatch(o -> o.cohort == cohort);
            if (Boolean.TRUE.equals(closed.get(cohort)) && empty) {
                closed.remove(cohort);
                gone.add(cohort);
            }
        }
    }
}
