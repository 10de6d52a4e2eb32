package org.heapgoal.recording;

/**
 * What only the end of a run can tell.
 *
 * @param durationNanos simulated time from the process's start
 * @param allocatedBytes bytes allocated over the whole run
 * @param peakHeapLiveBytes the largest heapLive
 * @param peakMappedBytes the largest Sys − HeapReleased
 * @param peakResidentBytes the largest resident memory, with memory outside Go
 * @param limiterEnabledNanos for how long the GC CPU limiter was on
 */
public record RunTotals(
        long durationNanos,
        long allocatedBytes,
        long peakHeapLiveBytes,
        long peakMappedBytes,
        long peakResidentBytes,
        long limiterEnabledNanos) {}
