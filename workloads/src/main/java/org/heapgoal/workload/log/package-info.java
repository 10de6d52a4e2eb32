/**
 * Reads the trace lines that a real Go program printed, out of whatever else its log holds.
 *
 * <p>Follows the formats of {@code mgc.go: gcMarkTermination} (gctrace, Go 1.5 to 1.27), {@code mgcpacer.go} and {@code
 * mgcsweep.go} (gcpacertrace), {@code mgcscavenge.go: printScavTrace} (scavtrace) and {@code proc.go: schedtrace}.
 * {@link org.heapgoal.workload.log.LogReader} streams a log to a {@link org.heapgoal.workload.log.TraceSink} in bounded
 * memory and counts what it could not read; {@link org.heapgoal.workload.log.RecordedLog} keeps the cycles of the
 * process that is to be calibrated.
 *
 * <p>A printed number stands for all values that print like it, so every parsed quantity is an {@link
 * org.heapgoal.workload.log.Interval}: in bytes, nanoseconds or percent as its name says. "MB" in trace lines means MiB.
 *
 * <p>Left out: the contents of scheddetail and {@code gctrace=2} lines, which are recognised and counted, and lines of Go
 * 1.4 and older. Lines that other output has torn apart are counted and explained, never guessed at.
 */
@NullMarked
package org.heapgoal.workload.log;

import org.jspecify.annotations.NullMarked;
