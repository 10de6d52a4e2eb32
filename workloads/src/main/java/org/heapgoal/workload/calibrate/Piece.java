package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heapgoal.process.load.TimedLoad;

/**
 * A stretch of a twin's work with one rate of allocation: stretches of a log that differ by no more than their own noise
 * are one piece.
 *
 * @param workNanos its length in work time
 * @param allocatedBytes allocated in it
 * @param liveBytes reachable heap at its end
 * @param headNanos length of its first stretch, in which the reachable heap becomes what it is in all of the piece
 * @param headBytes allocated in that stretch
 */
record Piece(double workNanos, double allocatedBytes, double liveBytes, double headNanos, double headBytes) {
    /** Most pieces; a program has 1,000 steps at most and each piece may take a dozen. */
    static final int MAX_PIECES = 75;

    /** Pieces of more cycles than this are long. */
    private static final double LONG_CYCLES = 8;

    private static final double MOSTLY = 0.85;
    private static final double ALIKE_LIVE = 0.06;
    private static final double ALIKE_LIVE_BYTES = 1.5 * (1 << 20);
    private static final double ALIKE_RATE = 1.4;

    private double rate() {
        return allocatedBytes / workNanos;
    }

    /** What comes after the first stretch; nothing where that is all. */
    Optional<Piece> rest() {
        double nanos = workNanos - headNanos;
        double bytes = allocatedBytes - headBytes;
        return nanos > 0 && bytes >= 0
                ? Optional.of(new Piece(nanos, bytes, liveBytes, nanos, bytes))
                : Optional.empty();
    }

    /** The same time in which nothing is allocated. */
    Piece without() {
        return new Piece(workNanos, 0, liveBytes, headNanos, 0);
    }

    /** The first stretch alone. */
    Piece head() {
        return new Piece(headNanos, headBytes, liveBytes, headNanos, headBytes);
    }

    /**
     * The same load in less time for one that goes on and on: long pieces are cut down by a common factor, if hardly anything
     * else is in it.
     *
     * @param cycles that the log has
     * @param enough cycles for a run to say as much
     */
    static List<Piece> shortened(List<Piece> pieces, int cycles, int enough) {
        double total = pieces.stream().mapToDouble(Piece::allocatedBytes).sum();
        double lasting = LONG_CYCLES * total / Math.max(1, cycles);
        double inLong = pieces.stream()
                .mapToDouble(Piece::allocatedBytes)
                .filter(bytes -> bytes > lasting)
                .sum();
        if (cycles <= enough || inLong < MOSTLY * total) {
            return pieces;
        }
        double factor = (double) enough / cycles;
        return pieces.stream()
                .map(piece -> piece.allocatedBytes > lasting ? piece.lasting(factor) : piece)
                .toList();
    }

    private Piece lasting(double factor) {
        double nanos = headNanos + (workNanos - headNanos) * factor;
        double bytes = headBytes + (allocatedBytes - headBytes) * factor;
        return new Piece(nanos, bytes, liveBytes, headNanos, headBytes);
    }

    /** The pieces of a load. Where there are too many, likeness is taken more and more generously. */
    static List<Piece> of(List<TimedLoad.Segment> segments) {
        List<Piece> pieces = new ArrayList<>();
        for (TimedLoad.Segment segment : segments) {
            double nanos = segment.workSeconds() * 1e9;
            double bytes = segment.allocBytesPerWorkSecond() * segment.workSeconds();
            pieces.add(new Piece(nanos, bytes, (double) segment.liveHeapBytes(), nanos, bytes));
        }
        double generosity = 1;
        List<Piece> merged = merged(pieces, generosity);
        while (merged.size() > MAX_PIECES) {
            generosity *= 1.3;
            merged = merged(pieces, generosity);
        }
        return merged;
    }

    private static List<Piece> merged(List<Piece> pieces, double generosity) {
        List<Piece> out = new ArrayList<>();
        Piece group = null;
        double weighted = 0;
        for (Piece piece : pieces) {
            if (group != null && alike(group, piece, generosity)) {
                weighted += piece.liveBytes * piece.workNanos;
                double nanos = group.workNanos + piece.workNanos;
                group = new Piece(
                        nanos,
                        group.allocatedBytes + piece.allocatedBytes,
                        weighted / nanos,
                        group.headNanos,
                        group.headBytes);
            } else {
                if (group != null) {
                    out.add(group);
                }
                group = piece;
                weighted = piece.liveBytes * piece.workNanos;
            }
        }
        if (group != null) {
            out.add(group);
        }
        return out;
    }

    private static boolean alike(Piece one, Piece other, double generosity) {
        double apart = Math.abs(one.liveBytes - other.liveBytes);
        double faster = Math.max(one.rate(), other.rate());
        double slower = Math.min(one.rate(), other.rate());
        return apart <= generosity * Math.max(ALIKE_LIVE_BYTES, ALIKE_LIVE * Math.max(one.liveBytes, other.liveBytes))
                && faster <= slower * (1 + (ALIKE_RATE - 1) * generosity);
    }
}
