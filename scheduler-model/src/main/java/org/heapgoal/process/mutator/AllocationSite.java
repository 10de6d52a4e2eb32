package org.heapgoal.process.mutator;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.program.Site;
import org.heapgoal.sim.random.NamedStream;
import org.heapgoal.sim.units.Amd64;

/** An allocation site of a running process: its sizes as the allocator sees them, its streams, and what it owes. */
final class AllocationSite {
    final String name;
    final SizeTable table;
    final boolean noscan;
    final boolean finalizers;

    /** Draws the lives of its objects. */
    final NamedStream fate;

    /** Time of a small object of each row, zeroing included; of a large one the zeroing and the search. */
    final double[] objectNanos;

    /** Where its objects join; set once, when the site's cache or group is known. */
    Births births = NO_BIRTHS;

    private final NamedStream sizes;
    private final double tinyNanos;

    /** Factor of what steps declare. */
    private double volume = 1;

    /** Bytes declared and not yet turned into objects. */
    private double bytesCarried;

    /** Parts of tiny blocks in use. */
    private double blocksCarried;

    /** Scan work of each row that integers could not say yet. */
    private final double[] workCarried;

    private static final Births NO_BIRTHS = new Births() {
        @Override
        Cohort born(Routine routine, int objects, double requestedBytes, long nowNanos) {
            throw new IllegalStateException("a site has no lifetime yet");
        }
    };

    AllocationSite(
            String name,
            Site spec,
            SizeClasses classes,
            GoVersion version,
            MachineProfile profile,
            NamedStream sizes,
            NamedStream fate) {
        this.name = name;
        this.table = new SizeTable(spec, classes, version);
        this.noscan = table.noscan;
        this.finalizers = spec.finalizer();
        this.sizes = sizes;
        this.fate = fate;
        this.tinyNanos = profile.of(Cost.ALLOC_OBJECT);
        this.objectNanos = new double[table.rows];
        this.workCarried = new double[table.rows];
        for (int row = 0; row < table.rows; row++) {
            double fixed = profile.of(table.spanClass[row] == SizeTable.LARGE ? Cost.LARGE_ALLOC : Cost.ALLOC_OBJECT);
            objectNanos[row] = fixed + table.elemBytes[row] * profile.of(Cost.ALLOC_BYTE);
        }
    }

    /** From now on steps allocate this factor of what they declare. */
    void volume(double factor) {
        volume = factor;
    }

    /** Turns bytes that a step declares into a number of objects; rests are kept for the next step. */
    long objects(double bytes) {
        bytesCarried += bytes * volume;
        long objects = Amd64.toInt64(bytesCarried / table.meanBytes);
        bytesCarried -= objects * table.meanBytes;
        return objects;
    }

    /**
     * Draws the objects of each row, the blocks of tiny objects among them.
     *
     * @return objects that share a block that was there before
     */
    long draw(long objects, int[] counts) {
        table.draw(sizes, objects, counts);
        long tiny = table.tinyDrawn();
        if (tiny == 0) {
            return 0;
        }
        blocksCarried += tiny * table.blocksPerTiny;
        long blocks = Math.min(tiny, Amd64.toInt64(blocksCarried));
        blocksCarried -= blocks;
        counts[table.tinyRow()] += (int) blocks;
        return tiny - blocks;
    }

    /** CPU time of tiny objects that share blocks. */
    double sharedNanos(long objects) {
        return objects * tinyNanos;
    }

    /** Scan work of each of a number of objects of a row, as an integer whose mean over time is the row's. */
    int workEach(int row, int objects) {
        double exact = table.scanWork[row];
        int whole = (int) Amd64.toInt64(exact);
        double part = exact - whole;
        if (part > 0) {
            workCarried[row] += part * objects;
            if (workCarried[row] >= objects) {
                workCarried[row] -= objects;
                return whole + 1;
            }
        }
        return whole;
    }
}
