package org.heapgoal.workload.calibrate;

import java.util.List;

/**
 * What a process made from a log needs to know of it beside its figures.
 *
 * @param initialLiveBytes reachable heap where the log begins; 0 if it begins with the process
 * @param markBytes allocated in a mark phase, mean
 * @param heapBytes heap at the end of a mark phase, before sweeping, mean
 * @param procs GOMAXPROCS
 */
record LogOrigin(double initialLiveBytes, double markBytes, double heapBytes, int procs) {

    static LogOrigin of(List<CycleFacts> facts, double initialLiveBytes, int procs) {
        double mark = 0;
        double heap = 0;
        for (CycleFacts fact : facts) {
            mark += Math.max(0, fact.black().mid());
            heap += fact.atStart().plus(fact.black()).mid();
        }
        int cycles = Math.max(1, facts.size());
        return new LogOrigin(initialLiveBytes, mark / cycles, Math.max(0, heap) / cycles, procs);
    }
}
