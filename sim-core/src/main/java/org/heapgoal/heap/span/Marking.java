package org.heapgoal.heap.span;

import java.util.Arrays;
import org.heapgoal.heap.SizeClasses;

/**
 * Which objects are reachable. A snapshot asks for the fate of every cohort and counts the survivors of those that are not
 * dead in their spans. So it looks only at spans in which something may live; what others hold is forgotten by their marks'
 * becoming void, and a sweep need not look at entries.
 *
 * <p>Objects with finalizers that die, those with a {@linkplain Fate#successor successor}, stay for a cycle: sweeping
 * revives them. Those with pointers are scanned as roots, whether reachable or not, and count in bytesMarked for that;
 * a reachable one counts twice ({@code mgcmark.go: markrootSpans}).
 */
final class Marking {
    /** From one marked object in so many slots on a span is dense. */
    private static final int DENSE_SHARE = 8;

    private final SpanTable spans;
    private final CohortEntries entries;
    private final CohortTable cohorts;

    /** The first former entry of each cohort that is not dead, the runtime's objects in place 0. */
    private int[] members = new int[1];

    /** Spans with something marked in the present snapshot, where it matters how much is marked in each. */
    private int[] live = new int[64];

    private int liveCount;

    /** What finalizers of the present snapshot add to a span's objects scanned and to their work; empty without any. */
    private int[] extraScanned = new int[0];

    private long[] extraWork = new long[0];
    private boolean extra;

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

    /** Objects were allocated while marking, in a span whose marks are valid. */
    void black(int span, int count, long size) {
        spans.addMarked(span, count);
        bytesMarked += count * size;
    }

    /** Marking is over. */
    void end() {
        active = false;
    }

    /** Decides what is reachable. */
    MarkTotals snapshot(Fate fate) {
        begin();
        int limit = cohorts.limit();
        for (int cohort = CohortTable.RUNTIME; cohort < limit; cohort++) {
            members[cohort + 1] = detachUnlessDead(cohort, fate);
        }
        for (int cohort = CohortTable.RUNTIME; cohort < limit; cohort++) {
            if (members[cohort + 1] != CohortEntries.NONE) {
                sift(cohort, fate);
            }
        }
        for (int i = 0; i < liveCount; i++) {
            add(live[i]);
        }
        bytesMarked = bytes;
        cohorts.tellGone();
        return new MarkTotals(bytes, objects, scanObjects, scanWork, scanSpans);
    }

    private void begin() {
        if (active) {
            throw new IllegalStateException("a snapshot while marking");
        }
        if (cohorts.limit() >= members.length) {
            members = new int[Math.max(cohorts.limit() + 1, members.length * 2)];
        }
        spans.beginSnapshot();
        entries.renew();
        active = true;
        liveCount = 0;
        extra = false;
        finalizerBytes = 0;
        bytes = 0;
        objects = 0;
        scanObjects = 0;
        scanWork = 0;
        scanSpans = 0;
    }

    /** The former entries of a cohort of which some may survive. */
    private int detachUnlessDead(int cohort, Fate fate) {
        int first = entries.detach(cohort);
        if (cohort != CohortTable.RUNTIME
                && first != CohortEntries.NONE
                && chance(cohort, fate) == 0
                && fate.successor(cohort) < 0) {
            cohorts.leaveAll(cohort);
            return CohortEntries.NONE;
        }
        return first;
    }

    private static double chance(int cohort, Fate fate) {
        double chance = fate.survival(cohort);
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("survival of cohort " + cohort + " is " + chance + ": 0 to 1");
        }
        return chance;
    }

    /** Leaves the dead objects of a cohort behind, and puts the others into the lists of their spans. */
    private void sift(int cohort, Fate fate) {
        boolean runtime = cohort == CohortTable.RUNTIME;
        double chance = runtime ? 1 : chance(cohort, fate);
        int heir = runtime ? cohort : fate.heir(cohort);
        int successor = runtime ? CohortEntries.NONE : fate.successor(cohort);
        for (int entry = members[cohort + 1]; entry != CohortEntries.NONE; entry = entries.formerNextMember(entry)) {
            int count = entries.formerCount(entry);
            int kept = chance == 1 ? count : chance == 0 ? 0 : survivors(cohort, count, chance, fate);
            if (successor >= 0) {
                siftFinalizable(cohort, entry, kept, successor);
                continue;
            }
            if (kept < count) {
                cohorts.leave(cohort, count - kept);
            }
            if (kept > 0) {
                if (heir != cohort) {
                    cohorts.move(cohort, heir, kept);
                }
                place(entries.formerSpan(entry), heir, kept, share(entries.formerWork(entry), kept, count));
            }
        }
    }

    private static int survivors(int cohort, int count, double chance, Fate fate) {
        int kept = fate.survivors(cohort, count, chance);
        if (kept < 0 || kept > count) {
            throw new IllegalArgumentException(kept + " of " + count + " objects of cohort " + cohort + " survive");
        }
        return kept;
    }

    /** Objects of a span live on. */
    private void place(int span, int cohort, int count, int work) {
        boolean first = !spans.renew(span);
        spans.addMarked(span, count);
        note(span, cohort, count, work);
        if (!scansDenseWhole) {
            scanSpans += first && !noscan(span) ? 1 : 0;
            count(span, count, work);
        } else if (first) {
            if (liveCount == live.length) {
                live = Arrays.copyOf(live, 2 * liveCount);
            }
            live[liveCount++] = span;
        }
    }

    /** Counts objects of a span as scanned, whatever else is in it. */
    private void count(int span, int scanned, long work) {
        bytes += scanned * spans.objectBytes(span);
        objects += scanned;
        if (!noscan(span)) {
            scanObjects += scanned;
            boolean large = spans.spanClass(span) >> 1 == SizeClasses.LARGE;
            scanWork += large ? scanned * spans.largeWork(span) : work;
        }
    }

    /** A span whose entries are valid holds objects of a cohort. */
    void note(int span, int cohort, int count, int work) {
        int latest = spans.entries(span);
        if (spans.isLatest(span, cohort)) {
            entries.more(latest, count, work);
        } else {
            spans.entries(span, entries.append(latest, span, cohort, count, work), cohort);
        }
    }

    /** Objects with finalizers: the dead ones go to another cohort, and those with pointers are scanned as roots, too. */
    private void siftFinalizable(int cohort, int entry, int kept, int successor) {
        int span = entries.formerSpan(entry);
        int count = entries.formerCount(entry);
        int work = entries.formerWork(entry);
        int keptWork = share(work, kept, count);
        boolean twice = !noscan(span);
        scanMore(span, twice ? kept : kept - count, twice ? keptWork : (long) keptWork - work);
        if (kept < count) {
            cohorts.move(cohort, successor, count - kept);
            place(span, successor, count - kept, work - keptWork);
        }
        if (kept > 0) {
            place(span, cohort, kept, keptWork);
        }
    }

    private void scanMore(int span, int scanned, long work) {
        finalizerBytes += scanned * spans.objectBytes(span);
        if (!scansDenseWhole) {
            count(span, scanned, work);
            return;
        }
        extra = true;
        if (span >= extraScanned.length) {
            extraScanned = Arrays.copyOf(extraScanned, spans.limit());
            extraWork = Arrays.copyOf(extraWork, spans.limit());
        }
        extraScanned[span] += scanned;
        extraWork[span] += work;
    }

    /** Scan work of some of an entry's objects: their share of the whole. */
    private static int share(int work, int some, int count) {
        return some == count ? work : (int) ((long) work * some / count);
    }

    /** Adds up a span with marked objects, which count whole where they are dense. */
    private void add(int span) {
        int scanned = spans.marked(span);
        long work = 0;
        boolean noscan = noscan(span);
        for (int entry = noscan ? CohortEntries.NONE : spans.entries(span);
                entry != CohortEntries.NONE;
                entry = entries.next(entry)) {
            work += entries.work(entry);
        }
        if (extra && span < extraScanned.length) {
            scanned += extraScanned[span];
            work += extraWork[span];
            extraScanned[span] = 0;
            extraWork[span] = 0;
        }
        bytes += scanned * spans.objectBytes(span);
        objects += scanned;
        if (!noscan && scanned > 0) {
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
        boolean whole = size >= SizeClasses.TINY_BYTES
                && size <= SizeClasses.MAX_BITMAP_BYTES
                && scanned >= spans.capacityOf(span) / DENSE_SHARE;
        return whole ? (long) scanned * size : work;
    }

    private boolean noscan(int span) {
        return (spans.spanClass(span) & 1) != 0;
    }
}
