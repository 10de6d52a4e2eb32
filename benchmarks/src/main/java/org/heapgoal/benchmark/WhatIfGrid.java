package org.heapgoal.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.ModelSwitches;
import org.heapgoal.process.RunLimits;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.pacerlevel.PacerLevelRun;
import org.heapgoal.recording.RunSummary;
import org.heapgoal.recording.SummaryProbe;
import org.heapgoal.sim.hash.StableHash;

/**
 * A what-if of a thousand settings over one load. The load has the shape that a log of a minute gives after calibration: a
 * segment for each recorded cycle, with rates and live heaps that scatter around a mean.
 */
final class WhatIfGrid {
    /** How many settings there are. */
    static final int SETTINGS = 1000;

    /** What the load is taken to have been recorded with. */
    static final GcSettings BASE = new GcSettings(100, GcSettings.NO_MEMORY_LIMIT, 4);

    private static final long MIB = 1 << 20;
    private static final int SEGMENTS = 100;
    private static final double SEGMENT_SECONDS = 0.6;
    private static final double ALLOC_MIB_PER_SECOND = 105;
    private static final double LIVE_MIB = 60;
    private static final double SCATTER = 0.15;

    private static final int[] GOGC = {25, 50, 75, 100, 150, 200, 300, 400, 800, GcSettings.GC_PERCENT_OFF};

    /** From a limit that the live heap all but fills to one that never binds; 0 for none. */
    private static final int[] LIMIT_MIB = {0, 96, 112, 128, 160, 192, 256, 384, 512, 1024};

    private static final int[] GOMAXPROCS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32};

    private WhatIfGrid() {}

    /** A paced service for 60 seconds: about a hundred cycles with {@link #BASE}. */
    static TimedLoad load() {
        List<TimedLoad.Segment> segments = new ArrayList<>();
        for (int i = 0; i < SEGMENTS; i++) {
            double rate = ALLOC_MIB_PER_SECOND * MIB * scatter(2L * i);
            double live = LIVE_MIB * MIB * scatter(2L * i + 1);
            segments.add(new TimedLoad.Segment(SEGMENT_SECONDS, rate, (long) live, 2 * MIB));
        }
        return new TimedLoad(
                TimedLoad.Demand.paced(1.5, 4),
                0,
                segments,
                MIB / 2,
                0.6,
                new TimedLoad.MarkCost(150_000, 0.1, 1),
                new TimedLoad.StopCost(25_000, 2_000),
                new TimedLoad.StopCost(35_000, 3_000),
                new TimedLoad.Marking(0.95, 0.8, 0.02),
                new TimedLoad.Memory(12 * MIB, 0.015, 1.1, 12 * MIB));
    }

    private static double scatter(long index) {
        double unit = (StableHash.mix(index) >>> 11) * 0x1p-53;
        return 1 + SCATTER * (2 * unit - 1);
    }

    /** Every combination of ten values each. */
    static List<GcSettings> settings() {
        List<GcSettings> settings = new ArrayList<>(SETTINGS);
        for (int gogc : GOGC) {
            for (int limit : LIMIT_MIB) {
                for (int procs : GOMAXPROCS) {
                    long limitBytes = limit == 0 ? GcSettings.NO_MEMORY_LIMIT : limit * MIB;
                    settings.add(new GcSettings(gogc, limitBytes, procs));
                }
            }
        }
        return settings;
    }

    /** One simulation with its summary, as {@code what-if} makes them. */
    static RunSummary run(TimedLoad load, GcSettings settings) {
        SummaryProbe probe = new SummaryProbe(settings.maxProcs(), PacerLevelRun.notModelledByTimedLoads());
        PacerLevelRun.run(load, settings, GoVersion.DEFAULT, ModelSwitches.ALL_ON, probe, RunLimits.DEFAULT);
        return probe.summary();
    }
}
