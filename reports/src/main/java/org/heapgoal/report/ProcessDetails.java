package org.heapgoal.report;

import java.util.HexFormat;
import org.heapgoal.sim.units.ByteSize;

/**
 * What a run of a whole process ran on, and its fingerprint.
 *
 * @param profile the machine profile's name: where the costs come from
 * @param cores cores under the Ps
 * @param cpuQuota CPUs that the container may use; 0 for no quota
 * @param memoryLimitBytes the container's memory limit; {@link Long#MAX_VALUE} for none
 * @param maxProcsReason what set GOMAXPROCS at the start, as a clause
 * @param events events that ran
 * @param digest digest of all events in their order: two runs with the same digest did the same things at the same times
 */
public record ProcessDetails(
        String profile,
        int cores,
        double cpuQuota,
        long memoryLimitBytes,
        String maxProcsReason,
        long events,
        long digest) {
    /** Makes the name safe to print. */
    public ProcessDetails {
        profile = SafeText.of(profile);
    }

    /** Whether the container limits memory. */
    public boolean memoryLimited() {
        return memoryLimitBytes != Long.MAX_VALUE;
    }

    /** The digest as it is printed: sixteen hexadecimal digits. */
    public String digestText() {
        return HexFormat.of().toHexDigits(digest);
    }

    /** The machine in a few words: {@code 4 cores, CPU quota 2, container limit 512 MiB}. */
    public String machineText() {
        String text = cores + (cores == 1 ? " core" : " cores");
        if (cpuQuota > 0) {
            text += ", CPU quota " + ShortestDouble.print(cpuQuota);
        }
        if (memoryLimited()) {
            text += ", container limit " + ByteSize.human(memoryLimitBytes);
        }
        return text;
    }
}
