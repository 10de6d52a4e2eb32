package org.heapgoal.heap.span;

import java.util.Arrays;
import org.heapgoal.heap.SizeClasses;

/**
 * Which objects are reachable. A snapshot takes dead objects out of the entries at once and leaves the spans' counts of
 * allocated objects to sweeping, so that a sweep need not look at entries.
 *
 * <p>Objects with finalizers that die, those with a {@linkplain Fate#successor successor}, stay for a cycle: sweeping
 * revives them. Those with pointers are scanned as roots, whether reachable or not, and count in bytesMarked for that;
 * a reachable one counts twice ({@code mgcmark.go: markrootSpans}).
 */
final class Marking {
    private static final byte ASK = 0;
    private static final byte DROP = 1;
    private static final byte KEEP = 2;
    private static final byte DRAW = 3;

    /** From one marked object in so many slots on a span is dense. */
    private static final int DENSE_SHARE = 8;

    private final SpanTable spans;
    private final CohortEntries entries;
    private final CohortTable cohorts;

    /** What the present snapshot knows of each cohort. */
    private byte[] decision = new byte[0];

    private double[] survival = new double[0];
    private int[] successor = new int[0];
    private int[] heir = new int[0];

    /** The entry that holds a cohort's objects in a span, and that span. */
    private int[] mergeEntry = new int[0];

    private int[] mergeSpan = new int[0];

    private boolean scansDenseWhole;
    private boolean active;
    private long bytesMarked;

    /** What is in bytesMarked although the span's count of marked objects does not have it, less the opposite. */
    private long finalizerBytes;

    private long bytes;
    private long objects;
    private long scanObjects;
    private long scanWork;
    private long scanSpans;

    Marking(SpanTable spans, CohortEntries entries, CohortTable cohorts) {
        this.spans = spans;
        this.entries = entries;
        this.cohorts = cohorts;
    }

    /** See {@link Heap#scanDenseSpansWhole}. */
    void scanDenseSpansWhole() {
        scansDenseWhole = true;
    }

    /** Whether objects allocated now count as marked. */
    boolean active() {
        return active;
    }

    /** Survivors of the snapshot and what was allocated since. */
    long bytesMarked() {
        return bytesMarked;
    }

    /** By how much objects with finalizers make {@link #bytesMarked} differ from the objects that spans keep. */
    long finalizerBytes() {
        return finalizerBytes;
    }

    /** Objects were allocated while marking. */
    void black(int span, int count, long size) {
        spans.marked(span, spans.marked(span) + count);
        bytesMarked += count * size;
    }

    /** Marking is over. */
    void end() {
        active = false;
    }

    /** Decides what is reachable. */
    MarkTotals snapshot(Fate fate) {
        begin();
        for (int span = 0; span < spans.limit(); span++) {
            if (spans.state(span) == SpanTable.IN_USE) {
                look(span, fate);
            }
        }
        bytesMarked = bytes;
        cohorts.tellGone();
        return new MarkTotals(bytes, objects, scanObjects, scanWork, scanSpans);
    }

    private void look(int span, Fate fate) {
        int first = spans.entries(span);
        if (first == CohortEntries.NONE) {
            spans.marked(span, 0);
            return;
        }
        if (entries.next(first) != CohortEntries.NONE) {
            thin(span, fate);
        } else {
            int cohort = entries.cohort(first);
            if (cohort != CohortTable.RUNTIME && decision[cohort] == ASK) {
                ask(cohort, fate);
            }
        }
        mark(span, fate);
    }

    private void begin() {
        if (active) {
            throw new IllegalStateException("a snapshot while marking");
        }
        int limit = cohorts.limit();
        if (limit > decision.length) {
            int size = Math.max(limit, decision.length * 2);
            decision = new byte[size];
            survival = new double[size];
            successor = new int[size];
            heir = new int[size];
            mergeEntry = new int[size];
            mergeSpan = new int[size];
        }
        Arrays.fill(decision, 0, limit, ASK);
        Arrays.fill(mergeSpan, 0, limit, SpanTable.NONE);
        active = true;
        finalizerBytes = 0;
        bytes = 0;
        objects = 0;
        scanObjects = 0;
        scanWork = 0;
        scanSpans = 0;
    }

    /** Drops the entries of dead cohorts and joins entries that are alike. */
    private void thin(int span, Fate fate) {
        int previous = CohortEntries.NONE;
        int entry = spans.entries(span);
        while (entry != CohortEntries.NONE) {
            int next = entries.next(entry);
            int cohort = entries.cohort(entry);
            boolean keep = true;
            if (cohort != CohortTable.RUNTIME) {
                byte what = decision[cohort] == ASK ? ask(cohort, fate) : decision[cohort];
                if (what == DROP) {
                    cohorts.leave(cohort, entries.count(entry));
                    keep = false;
                } else {
                    keep = !merge(span, entry, cohort);
                }
            }
            if (keep) {
                previous = entry;
            } else {
                unlink(span, previous, entry, next);
            }
            entry = next;
        }
    }

    private byte ask(int cohort, Fate fate) {
        double chance = fate.survival(cohort);
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("survival of cohort " + cohort + " is " + chance + ": 0 to 1");
        }
        successor[cohort] = fate.successor(cohort);
        heir[cohort] = fate.heir(cohort);
        survival[cohort] = chance;
        byte what = DRAW;
        if (chance == 1) {
            what = KEEP;
        } else if (chance == 0 && successor[cohort] < 0) {
            what = DROP;
        }
        decision[cohort] = what;
        return what;
    }

    /** Adds an entry to the one of its cohort met before in the span; false where there is none. */
    private boolean merge(int span, int entry, int cohort) {
        if (mergeSpan[cohort] == span) {
            entries.join(mergeEntry[cohort], entries.count(entry), entries.work(entry));
            return true;
        }
        mergeSpan[cohort] = span;
        mergeEntry[cohort] = entry;
        return false;
    }

    /** Takes dead objects out of a span's entries and adds up the others. */
    private void mark(int span, Fate fate) {
        int marked = 0;
        int scanned = 0;
        long work = 0;
        int previous = CohortEntries.NONE;
        int entry = spans.entries(span);
        while (entry != CohortEntries.NONE) {
            int next = entries.next(entry);
            int cohort = entries.cohort(entry);
            int count = entries.count(entry);
            int all = entries.work(entry);
            int kept = cohort == CohortTable.RUNTIME ? count : kept(cohort, count, fate);
            boolean finalizer = cohort != CohortTable.RUNTIME && successor[cohort] >= 0;
            int survivorsWork = share(all, kept, count);
            // A pointerful object with a finalizer is scanned as a root, and again where it is reached.
            boolean twice = finalizer && !noscan(span);
            scanned += twice ? kept + count : kept;
            work += twice ? survivorsWork + all : survivorsWork;
            if (kept < count && finalizer) {
                previous = bequeath(span, entry, kept, count - kept, successor[cohort]);
                marked += count;
            } else if (kept == 0) {
                cohorts.leave(cohort, count);
                unlink(span, previous, entry, next);
            } else {
                marked += kept;
                keep(entry, cohort, kept, count);
                previous = entry;
            }
            entry = next;
        }
        spans.marked(span, marked);
        finalizerBytes += (scanned - marked) * spans.objectBytes(span);
        if (scanned > 0) {
            add(span, scanned, work);
        }
    }

    private int kept(int cohort, int count, Fate fate) {
        if (decision[cohort] == KEEP) {
            return count;
        }
        double chance = survival[cohort];
        int kept = chance == 0 ? 0 : fate.survivors(cohort, count, chance);
        if (kept < 0 || kept > count) {
            throw new IllegalArgumentException(kept + " of " + count + " objects of cohort " + cohort + " survive");
        }
        return kept;
    }

    /** Takes dead objects out of an entry, and hands the others to the cohort they belong to from now on. */
    private void keep(int entry, int cohort, int kept, int count) {
        if (kept < count) {
            cohorts.leave(cohort, count - kept);
            entries.work(entry, share(entries.work(entry), kept, count));
            entries.count(entry, kept);
        }
        if (cohort != CohortTable.RUNTIME && heir[cohort] != cohort) {
            // The next snapshot joins it with the heir's own entry.
            cohorts.move(cohort, heir[cohort], kept);
            entries.cohort(entry, heir[cohort]);
        }
    }

    /** Scan work of some of an entry's objects: their share of the whole. */
    private static int share(int work, int some, int count) {
        return some == count ? work : (int) ((long) work * some / count);
    }

    /** Moves dead objects of an entry to the successor of their cohort; returns the last entry that this leaves. */
    private int bequeath(int span, int entry, int kept, int dead, int heir) {
        cohorts.move(entries.cohort(entry), heir, dead);
        if (kept == 0) {
            entries.cohort(entry, heir);
            return entry;
        }
        int work = entries.work(entry);
        int keptWork = share(work, kept, kept + dead);
        entries.count(entry, kept);
        entries.work(entry, keptWork);
        int added = entries.add(span, heir, dead, work - keptWork, entries.next(entry));
        entries.next(entry, added);
        return added;
    }

    private void add(int span, int scanned, long work) {
        bytes += scanned * spans.objectBytes(span);
        objects += scanned;
        if (!noscan(span)) {
            scanSpans++;
            scanObjects += scanned;
            scanWork += scanWork(span, scanned, work);
        }
    }

    /** Scan work of a span's objects, of which those of a small span end with their last pointer: {@code work} together. */
    private long scanWork(int span, int scanned, long work) {
        int sizeClass = spans.spanClass(span) >> 1;
        if (sizeClass == SizeClasses.LARGE) {
            return scanned * spans.largeWork(span);
        }
        int size = SizeClasses.objectBytes(sizeClass);
        boolean whole = scansDenseWhole
                && size >= SizeClasses.TINY_BYTES
                && size <= SizeClasses.MAX_BITMAP_BYTES
                && scanned >= spans.capacityOf(span) / DENSE_SHARE;
        return whole ? (long) scanned * size : work;
    }

    private void unlink(int span, int previous, int entry, int next) {
        if (previous == CohortEntries.NONE) {
            spans.entries(span, next);
        } else {
            entries.next(previous, next);
        }
        entries.giveBack(entry);
    }

    private boolean noscan(int span) {
        return (spans.spanClass(span) & 1) != 0;
    }
}
