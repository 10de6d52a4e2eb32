package org.heapgoal.workload.score;

import java.util.OptionalDouble;

/**
 * What a program reported of its run, as far as scoring uses it.
 *
 * @param setUpBytes bytes allocated until its load began
 * @param peakMappedBytes the largest Sys − HeapReleased that its time series saw
 * @param p99Seconds latency that 99 % of its requests stayed below
 * @param limiterOn whether the CPU limiter was on at some time
 */
public record RunReport(
        double setUpBytes, OptionalDouble peakMappedBytes, OptionalDouble p99Seconds, boolean limiterOn) {}
