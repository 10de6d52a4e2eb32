package org.heapgoal.goruntime;

/**
 * The GOMAXPROCS of a process that does not set it ({@code cgroup_linux.go: defaultGOMAXPROCS},
 * {@code internal/runtime/cgroup: ReadCPULimit}).
 *
 * <p>From Go 1.25 on the container's CPU quota lowers the number of CPUs, rounded up to whole CPUs and never below two.
 */
public final class DefaultMaxProcs {
    /** The quota of a container without one: {@code max} of cgroup v2, −1 of v1. */
    public static final long NO_QUOTA = -1;

    private static final double LEAST_LIMIT = 2;

    private DefaultMaxProcs() {}

    /**
     * The default.
     *
     * @param version the Go version
     * @param cpus CPUs that the process may run on, at least 1
     * @param quotaMicros CPU time per period in microseconds, or {@link #NO_QUOTA}
     * @param periodMicros the period in microseconds, above 0
     * @param godebug {@code containermaxprocs=0} leaves the quota out
     * @return at least 1
     */
    public static int of(GoVersion version, int cpus, long quotaMicros, long periodMicros, Godebug godebug) {
        if (cpus < 1 || periodMicros < 1) {
            throw new IllegalArgumentException("cpus " + cpus + ", period " + periodMicros + ": at least 1 expected");
        }
        if (!version.atLeast(GoVersion.GO_1_25) || quotaMicros < 0 || !godebug.on(GodebugSetting.CONTAINERMAXPROCS)) {
            return cpus;
        }
        double limit = Math.max(Math.ceil((double) quotaMicros / (double) periodMicros), LEAST_LIMIT);
        return limit < cpus ? (int) limit : cpus;
    }
}
