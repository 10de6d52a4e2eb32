package org.heapgoal.process.full;

import org.heapgoal.heap.span.HeapWork;
import org.heapgoal.recording.MemStats;

/**
 * What may only rise; heapLive, which may fall only where caches are flushed or a cycle ends, and is what was marked until a
 * span is taken after that; the GC's pauses, two for each cycle.
 */
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
    private long refills;
    private long spansAllocated;
    private boolean freshlyMarked;
    private long freshStates;
    private long gcPauses;
    private long pausesCountedAtStop;

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
        checkFreshlyMarked(process, cycles > numGC);
        checkPauses(process);
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

    /** The end of a mark makes heapLive what was marked; only taking a span for objects moves it on. */
    private void checkFreshlyMarked(GoProcess process, boolean markEnded) {
        HeapWork work = process.heap.work();
        boolean taken = work.refills != refills || work.spansAllocated != spansAllocated;
        refills = work.refills;
        spansAllocated = work.spansAllocated;
        freshlyMarked = !taken && (freshlyMarked || markEnded) && !process.collector.running();
        if (freshlyMarked) {
            freshStates++;
            InvariantChecker.require(
                    process.controller.heapLive() == process.controller.heapMarked(),
                    "nothing was allocated since the mark, but heapLive is not heapMarked",
                    process.controller.heapLive(),
                    process.controller.heapMarked());
        }
    }

    /** Two of each completed cycle, and one of a cycle whose mark has begun and whose starter goes on: nothing is found after the mark that restarts it. */
    private void checkPauses(GoProcess process) {
        if (process.schedStats.stops() != pausesCountedAtStop) {
            pausesCountedAtStop = process.schedStats.stops();
            gcPauses = process.schedStats.gcTotal.total();
        }
        long more = gcPauses - 2 * process.collector.numGC();
        boolean either = process.scheduler.stopping() || process.scheduler.pauseOpen();
        boolean right = either ? more == 0 || more == 1 : more == (process.collector.running() ? 1 : 0);
        InvariantChecker.require(right, "GC pauses and cycles", gcPauses, process.collector.numGC());
    }

    /** How many states had heapLive as the mark left it. */
    long freshStates() {
        return freshStates;
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
