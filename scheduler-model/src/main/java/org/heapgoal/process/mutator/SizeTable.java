package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Site.WeightedSize;
import org.heapgoal.sim.random.Binomial;
import org.heapgoal.sim.random.NamedStream;

/**
 * A site's sizes by what they mean to the allocator: one row for each span class, and one for each large size. Objects
 * below 16 bytes without pointers are drawn by themselves and appear in the row of their blocks; objects of 0 bytes take
 * nothing.
 *
 * <p>Rows are in descending order of their share, so that a draw of few objects is over early. Immutable but for the count
 * of the last draw and what makes draws fast.
 */
final class SizeTable {
    /** The span class of a row of large objects. */
    static final int LARGE = -1;

    private static final int WORD = 8;

    final int rows;
    final boolean noscan;

    /** Requested bytes of an object, averaged over all of the site. */
    final double meanBytes;

    /** Blocks that an object of the tiny allocator takes. */
    final double blocksPerTiny;

    /** Mean requested size of such objects. */
    final double meanTinyBytes;

    final int[] spanClass;
    /** What an object takes from the heap. */
    final long[] elemBytes;
    /** Mean requested bytes of an object. */
    final double[] requestedBytes;
    /** Mean scanAlloc of an object. */
    final double[] scanAlloc;
    /** Mean scan work of an object. */
    final double[] scanWork;

    /** Objects of the tiny allocator among all, those without bytes among the others, and each row among what is left then. */
    private final Binomial tiny;

    private final Binomial empty;
    private final Binomial[] conditional;
    private final double tinyShare;
    private final double zeroShare;
    private final double[] cumulative;
    private final int tinyRow;

    /** Objects of the tiny allocator in the last draw. */
    private long tinyDrawn;

    SizeTable(Site site, SizeClasses classes, GoVersion version) {
        noscan = site.pointerFraction() == 0;
        Builder builder = new Builder(site, classes, version);
        builder.read();
        List<Row> sorted = builder.sorted();
        rows = sorted.size();
        spanClass = new int[rows];
        elemBytes = new long[rows];
        requestedBytes = new double[rows];
        scanAlloc = new double[rows];
        scanWork = new double[rows];
        conditional = new Binomial[rows];
        cumulative = new double[rows];
        tinyShare = builder.tinyWeight / builder.weight;
        zeroShare =
                builder.tinyWeight == builder.weight ? 0 : builder.zeroWeight / (builder.weight - builder.tinyWeight);
        tiny = new Binomial(tinyShare);
        empty = new Binomial(zeroShare);
        meanBytes = builder.bytes / builder.weight;
        blocksPerTiny = builder.tiny.isEmpty() ? 0 : TinyBlocks.perObject(builder.tiny);
        meanTinyBytes = builder.tinyWeight == 0 ? 0 : builder.tinyBytes / builder.tinyWeight;
        int tinyAt = -1;
        double left = builder.weight - builder.tinyWeight - builder.zeroWeight;
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            Row row = sorted.get(i);
            spanClass[i] = row.spanClass;
            elemBytes[i] = row.elemBytes;
            double weight = row.weight;
            requestedBytes[i] = weight == 0 ? row.elemBytes : row.bytes / weight;
            scanAlloc[i] = weight == 0 ? 0 : row.scanAlloc / weight;
            scanWork[i] = weight == 0 ? 0 : row.scanWork / weight;
            conditional[i] = new Binomial(i == rows - 1 || left <= 0 ? 1 : Math.min(1, weight / left));
            left -= weight;
            sum += weight;
            cumulative[i] = sum;
            if (row.spanClass == SizeClasses.spanClass(SizeClasses.TINY_CLASS, true) && noscan) {
                tinyAt = i;
            }
        }
        tinyRow = tinyAt;
    }

    /** The row of tiny blocks, −1 without one. */
    int tinyRow() {
        return tinyRow;
    }

    /** Objects of the tiny allocator in the last {@link #draw}; their blocks are not in its counts yet. */
    long tinyDrawn() {
        return tinyDrawn;
    }

    /**
     * Draws how many of a number of objects fall into each row: a multinomial number.
     *
     * @param counts is filled, one number for each row
     */
    void draw(NamedStream stream, long objects, int[] counts) {
        long left = objects;
        tinyDrawn = tinyShare == 0 ? 0 : tiny.next(stream, left);
        left -= tinyDrawn;
        if (zeroShare > 0) {
            left -= empty.next(stream, left);
        }
        if (left <= rows) {
            drawOneByOne(stream, left, counts);
            return;
        }
        for (int i = 0; i < rows; i++) {
            long drawn = conditional[i].certain() ? left : conditional[i].next(stream, left);
            counts[i] = (int) drawn;
            left -= drawn;
        }
    }

    private void drawOneByOne(NamedStream stream, long objects, int[] counts) {
        for (int i = 0; i < rows; i++) {
            counts[i] = 0;
        }
        for (long object = 0; object < objects; object++) {
            double at = stream.nextDouble() * cumulative[rows - 1];
            int row = 0;
            while (row < rows - 1 && at >= cumulative[row]) {
                row++;
            }
            counts[row]++;
        }
    }

    /** Sums over the sizes of one row. */
    private static final class Row {
        private final int spanClass;
        private final long elemBytes;
        private double weight;
        private double bytes;
        private double scanAlloc;
        private double scanWork;

        Row(int spanClass, long elemBytes) {
            this.spanClass = spanClass;
            this.elemBytes = elemBytes;
        }
    }

    /** Collects the sizes of a site into rows. */
    private static final class Builder {
        private final Site site;
        private final boolean noscan;
        private final SizeClasses classes;
        private final PointerPattern pattern;
        private final TreeMap<Long, Row> byKey = new TreeMap<>();
        private final List<WeightedSize> tiny = new ArrayList<>();
        private double weight;
        private double bytes;
        private double tinyWeight;
        private double tinyBytes;
        private double zeroWeight;

        Builder(Site site, SizeClasses classes, GoVersion version) {
            this.site = site;
            this.noscan = site.pointerFraction() == 0;
            this.classes = classes;
            this.pattern = new PointerPattern(classes, version, site.pointerFraction(), site.elementBytes());
        }

        void read() {
            for (WeightedSize size : site.sizes()) {
                weight += size.weight();
                bytes += size.weight() * size.bytes();
                if (size.bytes() == 0) {
                    zeroWeight += size.weight();
                } else if (noscan && size.bytes() < SizeClasses.TINY_BYTES) {
                    tiny.add(size);
                    tinyWeight += size.weight();
                    tinyBytes += size.weight() * size.bytes();
                } else {
                    add(noscan ? size.bytes() : Math.max(WORD, size.bytes()), size.weight());
                }
            }
            if (tinyWeight > 0) {
                row(SizeClasses.TINY_BYTES);
            }
        }

        private void add(long request, double share) {
            Row row = row(request);
            row.weight += share;
            row.bytes += share * request;
            if (!noscan) {
                row.scanAlloc += share * pattern.scanAlloc(request);
                row.scanWork += share * pattern.scanWork(request);
            }
        }

        private Row row(long request) {
            int sizeClass = classes.requestClass(request, noscan);
            long elem = classes.allocatedBytes(request, noscan);
            if (sizeClass == SizeClasses.LARGE) {
                // Keyed by the requested size: large objects are allocated one by one.
                return byKey.computeIfAbsent(request, key -> new Row(LARGE, elem));
            }
            int spanClass = SizeClasses.spanClass(sizeClass, noscan);
            return byKey.computeIfAbsent(-(long) spanClass, key -> new Row(spanClass, elem));
        }

        List<Row> sorted() {
            List<Row> sorted = new ArrayList<>(byKey.values());
            sorted.sort((a, b) -> Double.compare(b.weight, a.weight));
            return sorted;
        }
    }
}
