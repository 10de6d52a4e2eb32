package org.heapgoal.workload.calibrate;

import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.load.TimedLoad;

/**
 * A program's twin.
 *
 * @param load the program; the same under any settings
 * @param settings the settings it was recorded under: the baseline of a what-if
 * @param version the Go version to simulate unless the user names another
 * @param fit how it was made
 */
public record CalibrationResult(TimedLoad load, GcSettings settings, GoVersion version, FitReport fit) {}
