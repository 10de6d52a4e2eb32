package org.heapgoal.process.full;

import org.heapgoal.recording.MemStats;

/** What may only rise, and heapLive, which may fall only where caches are flushed or a cycle ends. */
final class CounterHistory {
    private long heapLive;
    private long stops;
    private boolean stopping;
    private long numGC;
    private long overflow;
    private long mallocs;
    private long frees;
    private long totalAlloc;
    private long pauseTotal;
    private long lastGC;
    private long forced;

    /** At an event. */
    void check(GoProcess process) {
        long live = process.controller.heapLive();
        long stopsNow = process.schedStats.stops();
        boolean stoppingNow = process.scheduler.stopping();
        long cycles = process.collector.numGC();
        boolean quiet = !stopping && !stoppingNow && stops == stopsNow && numGC == cycles;
        if (quiet && !process.collector.running()) {
            InvariantChecker.require(live >= heapLive, "heapLive fell", live, heapLive);
        }
        InvariantChecker.require(cycles >= numGC, "NumGC fell", cycles, numGC);
        InvariantChecker.require(
                Long.compareUnsigned(process.limiter.overflow(), overflow) >= 0,
                "limiter's overflow fell",
                process.limiter.overflow(),
                overflow);
        heapLive = live;
        stops = stopsNow;
        stopping = stoppingNow;
        numGC = cycles;
        overflow = process.limiter.overflow();
    }

    /** At a reading of the statistics. */
    void check(MemStats stats) {
        InvariantChecker.require(stats.mallocs() >= mallocs, "Mallocs fell", stats.mallocs(), mallocs);
        InvariantChecker.require(stats.frees() >= frees, "Frees fell", stats.frees(), frees);
        InvariantChecker.require(stats.totalAlloc() >= totalAlloc, "TotalAlloc fell", stats.totalAlloc(), totalAlloc);
        InvariantChecker.require(
                stats.gc().pauseTotalNs() >= pauseTotal,
                "PauseTotalNs fell",
                stats.gc().pauseTotalNs(),
                pauseTotal);
        InvariantChecker.require(
                stats.gc().lastGC() >= lastGC, "LastGC fell", stats.gc().lastGC(), lastGC);
        InvariantChecker.require(
                stats.gc().numForcedGC() >= forced,
                "NumForcedGC fell",
                stats.gc().numForcedGC(),
                forced);
        mallocs = stats.mallocs();
        frees = stats.frees();
        totalAlloc = stats.totalAlloc();
        pauseTotal = stats.gc().pauseTotalNs();
        lastGC = stats.gc().lastGC();
        forced = stats.gc().numForcedGC();
    }
}
