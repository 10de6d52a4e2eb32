package org.heapgoal.process.pacerlevel;

import org.heapgoal.process.load.LoadKind;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;

/**
 * The program as a consumer of CPU: turns time and CPUs into work and allocation. A saturated load takes what it gets; of
 * a paced one a second of work arrives each second, and what is not done at once is a backlog.
 */
final class Mutator {
    private static final double NANOS_PER_SECOND = 1e9;

    /** What a 48-bit address space holds; no heap of a Go program grows past it. */
    static final long ADDRESS_SPACE_BYTES = 1L << 47;

    /** A backlog below a microsecond of work is rounding, not work. */
    private static final double NO_BACKLOG_SECONDS = 1e-6;

    private final TimedLoad.Demand demand;
    private final boolean paced;
    private final LoadCursor cursor;
    private final long pacedEndNanos;
    private long nowNanos;
    private double byteRemainder;

    Mutator(TimedLoad load) {
        demand = load.demand();
        paced = demand.kind() == LoadKind.PACED;
        cursor = new LoadCursor(load);
        pacedEndNanos = Amd64.toInt64(cursor.totalSeconds() * NANOS_PER_SECOND);
    }

    LoadCursor cursor() {
        return cursor;
    }

    /** Whether the load has come to its end. */
    boolean finished() {
        return paced ? nowNanos >= pacedEndNanos : cursor.finished();
    }

    /** CPUs that the program would use now if it could have this many. */
    double wantedProcs(double available) {
        double wish = backlogSeconds() > NO_BACKLOG_SECONDS ? demand.peakProcs() : demand.demandProcs();
        return Math.min(wish, available);
    }

    /** CPUs that the program would use on average over the given time, in which it works its backlog off. */
    double wantedProcs(double available, double nanos) {
        double catchingUp = demand.demandProcs() * (1 + backlogSeconds() * NANOS_PER_SECOND / nanos);
        return Math.min(Math.min(catchingUp, demand.peakProcs()), available);
    }

    /** CPUs that the program can use at most, its assists included. */
    double peakProcs() {
        return demand.peakProcs();
    }

    /** Heap bytes allocated per CPU-nanosecond of the program's own work. */
    double bytesPerCpuNano() {
        return cursor.allocRate() / (demand.demandProcs() * NANOS_PER_SECOND);
    }

    /**
     * Nanoseconds with this many CPUs until something about the program changes: its segment, its backlog or its end.
     * At least 1.
     */
    double nanosUntilChange(double procs) {
        double speed = procs / demand.demandProcs();
        double nanos = Math.max(1, cursor.leftInSegment() / speed * NANOS_PER_SECOND);
        if (paced) {
            nanos = cursor.finished() ? Double.POSITIVE_INFINITY : nanos;
            double backlog = backlogSeconds();
            if (speed > 1 && backlog > NO_BACKLOG_SECONDS) {
                nanos = Math.min(nanos, backlog / (speed - 1) * NANOS_PER_SECOND);
            }
            nanos = Math.min(nanos, (double) (pacedEndNanos - nowNanos));
        }
        return Math.max(1, nanos);
    }

    /** Nanoseconds with this many CPUs until the load's end. */
    double nanosUntilEnd(double procs) {
        if (paced) {
            return (double) (pacedEndNanos - nowNanos);
        }
        return procs > 0
                ? cursor.leftSeconds() * demand.demandProcs() / procs * NANOS_PER_SECOND
                : Double.POSITIVE_INFINITY;
    }

    /**
     * Lets time pass with this many CPUs for the program's own work.
     *
     * @return whole bytes allocated; a fraction is carried over to the next call
     */
    long run(double procs, long nanos) {
        nowNanos += nanos;
        double work = procs / demand.demandProcs() * ((double) nanos / NANOS_PER_SECOND);
        if (paced) {
            work = Math.max(0, Math.min(work, arrivedSeconds() - cursor.doneSeconds()));
        }
        double bytes = cursor.advance(work) + byteRemainder;
        if (bytes >= (double) ADDRESS_SPACE_BYTES) {
            throw heapTooLarge();
        }
        long whole = Amd64.toInt64(bytes);
        byteRemainder = bytes - (double) whole;
        return whole;
    }

    /** Lets time pass with the world stopped. */
    void stop(long nanos) {
        nowNanos += nanos;
    }

    /** The error for a program whose heap outgrows every machine. */
    BadInput heapTooLarge() {
        return new BadInput("the heap grows past 128 TiB after " + Math.round((double) nowNanos / NANOS_PER_SECOND)
                + " s: with these settings nothing bounds it");
    }

    private double arrivedSeconds() {
        return Math.min((double) nowNanos / NANOS_PER_SECOND, cursor.totalSeconds());
    }

    private double backlogSeconds() {
        return paced ? arrivedSeconds() - cursor.doneSeconds() : 0;
    }
}
