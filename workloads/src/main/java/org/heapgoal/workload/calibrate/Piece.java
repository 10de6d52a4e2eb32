package org.heapgoal.workload.calibrate;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.process.load.TimedLoad;

/**
 * A stretch of a twin's work with one rate of allocation: stretches of a log that differ by no more than their own noise
 * are one piece.
 *
 * @param workNanos its length in work time
 * @param allocatedBytes allocated in it
 * @param liveBytes reachable heap at its end
 */
record Piece(double workNanos, double allocatedBytes, double liveBytes) {
    /** Most pieces; a program has 1,000 steps at most and each piece may take a handful. */
    static final int MAX_PIECES = 150;

    private static final double ALIKE_LIVE = 0.06;
    private static final double ALIKE_LIVE_BYTES = 1.5 * (1 << 20);
    private static final double ALIKE_RATE = 1.4;

    private double rate() {
        return allocatedBytes / workNanos;
    }

    /** The pieces of a load. Where there are too many, likeness is taken more and more generously. */
    static List<Piece> of(List<TimedLoad.Segment> segments) {
        List<Piece> pieces = new ArrayList<>();
        for (TimedLoad.Segment segment : segments) {
            double nanos = segment.workSeconds() * 1e9;
            double bytes = segment.allocBytesPerWorkSecond() * segment.workSeconds();
            pieces.add(new Piece(nanos, bytes, (double) segment.liveHeapBytes()));
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
                group = new Piece(nanos, group.allocatedBytes + piece.allocatedBytes, weighted / nanos);
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
