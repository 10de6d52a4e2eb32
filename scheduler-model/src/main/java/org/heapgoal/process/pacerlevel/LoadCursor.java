package org.heapgoal.process.pacerlevel;

import org.heapgoal.process.load.TimedLoad;

/** Where a program is in its load. Between calls the position lies in the current segment or at the load's end. */
final class LoadCursor {
    private final TimedLoad load;
    private final double totalSeconds;
    private int index;
    private double intoSegment;
    private double doneSeconds;
    private double liveAtSegmentStart;

    LoadCursor(TimedLoad load) {
        this.load = load;
        this.totalSeconds = load.totalWorkSeconds();
        this.liveAtSegmentStart = load.initialLiveHeapBytes();
    }

    boolean finished() {
        return index == load.segments().size();
    }

    double totalSeconds() {
        return totalSeconds;
    }

    double doneSeconds() {
        return doneSeconds;
    }

    /** Work left in all segments. */
    double leftSeconds() {
        return finished() ? 0 : Math.max(totalSeconds - doneSeconds, leftInSegment());
    }

    /** Work left in the current segment; 0 at the end. */
    double leftInSegment() {
        return finished() ? 0 : segment().workSeconds() - intoSegment;
    }

    /** Heap bytes allocated per second of work here; 0 at the end. */
    double allocRate() {
        return finished() ? 0 : segment().allocBytesPerWorkSecond();
    }

    long stackBytes() {
        return segment().stackBytes();
    }

    /** Reachable heap here. */
    double liveHeapBytes() {
        TimedLoad.Segment segment = segment();
        if (finished()) {
            return segment.liveHeapBytes();
        }
        double share = intoSegment / segment.workSeconds();
        return liveAtSegmentStart + ((double) segment.liveHeapBytes() - liveAtSegmentStart) * share;
    }

    /**
     * Goes on by some work, through as many segments as it takes, at most to the end.
     *
     * @return bytes allocated on the way
     */
    double advance(double workSeconds) {
        double left = workSeconds;
        double allocated = 0;
        while (!finished() && left >= leftInSegment()) {
            double inSegment = leftInSegment();
            allocated += inSegment * allocRate();
            left -= inSegment;
            doneSeconds += inSegment;
            liveAtSegmentStart = segment().liveHeapBytes();
            intoSegment = 0;
            index++;
        }
        if (!finished()) {
            allocated += left * allocRate();
            intoSegment += left;
            doneSeconds += left;
        }
        return allocated;
    }

    /** The current segment; at the end the last one. */
    private TimedLoad.Segment segment() {
        return load.segments().get(Math.min(index, load.segments().size() - 1));
    }
}
