/**
 * The control laws that decide when a GC cycle starts, how hard it works and when it is held back: the pacer's
 * controller, the GC CPU limiter and proportional sweeping.
 *
 * <p>Follows {@code mgcpacer.go: gcControllerState}, {@code mgclimit.go: gcCPULimiterState} and {@code mgcsweep.go:
 * gcPaceSweeper, deductSweepCredit} of Go 1.25 on linux/amd64, bit for bit, with the laws of Go 1.19 to 1.26 where they
 * compute other numbers ({@code PacerProfile}). Everything here is a plain object driven by method
 * calls: no clock, no events, no randomness, no locks. Left out: the races that the runtime's atomics allow, and picking
 * another P at random for a new worker.
 *
 * <p>Sizes are bytes, times nanoseconds. A {@code long} that is a size is unsigned, unless its Javadoc says otherwise;
 * sums and products of sizes wrap as they do in the runtime. Counts of scan work and nanoseconds are signed.
 */
@NullMarked
package org.heapgoal.pacer;

import org.jspecify.annotations.NullMarked;
