package org.heapgoal.scavenger;

import org.heapgoal.sim.control.PiController;
import org.heapgoal.sim.units.Amd64;

/**
 * The background scavenger's loop: work for about a millisecond, then sleep long enough that work takes one hundredth of
 * the CPU time ({@code mgcscavenge.go: scavengerState, bgscavenge}).
 *
 * <p>It has neither clock nor memory. Its owner drives it: {@link #startRun} when it is woken; while {@link
 * #wantsQuantum} and there is work, a piece of work and {@link #quantumDone}; then {@link #endRun}. If that released
 * something, {@link #sleep}, after the time it asks for {@link #woke}, and the next run; if not, the scavenger is parked
 * until there is new work. {@link #run} does a whole run where work takes no simulated time.
 */
public final class BackgroundScavenger {
    /** Bytes to release in one piece. */
    public static final long QUANTUM_BYTES = 64 << 10;

    /** The share of CPU time to work: one hundredth. */
    public static final double CPU_FRACTION = 0.01;

    private static final double MIN_WORK_NANOS = 1e6;
    private static final double STARTING_SLEEP_RATIO = 0.001;
    private static final double NANOS_PER_PHYS_PAGE = 10e3;
    private static final long COOLDOWN_NANOS = 5_000_000_000L;

    /** Work as the loop sees it. */
    public interface Work {
        /** Whether there is nothing to do. */
        boolean shouldStop();

        /** Releases at least that many bytes if there are as many to release; returns bytes released. */
        long scavenge(long bytes);

        /** How long the last {@link #scavenge} took in nanoseconds; 0 if the clock could not tell. */
        long lastDurationNanos();
    }

    /** What the scavenger is doing. */
    public enum Phase {
        /** Waiting to be woken for new work. */
        PARKED,
        /** In the middle of a run. */
        RUNNING,
        /** Done with a run that released something; about to sleep. */
        WORKED,
        /** Sleeping off its last run. */
        SLEEPING,
        /** Slept enough; the next run is to be started. */
        AWAKE
    }

    private final long physPageBytes;
    private final double costRatio;
    private final PiController sleepController = new PiController(0.3375, 3.2e6, 1e9, 0.001, 1000.0);

    private Phase phase = Phase.PARKED;
    private long releasedBytes;
    private double worked;
    private boolean exhausted;
    private double sleepRatio = STARTING_SLEEP_RATIO;
    private long cooldownNanos;
    private boolean controllerReset;

    /**
     * A parked scavenger.
     *
     * @param physPageBytes size of a physical page
     * @param costRatio cost of using released memory again relative to the cost of releasing it: 0 on Linux, 0.7 on
     *     Darwin
     */
    public BackgroundScavenger(long physPageBytes, double costRatio) {
        if (physPageBytes < 1) {
            throw new IllegalArgumentException("physPageBytes " + physPageBytes + " is below 1");
        }
        if (!(costRatio >= 0)) {
            throw new IllegalArgumentException("costRatio " + costRatio + " is below 0");
        }
        this.physPageBytes = physPageBytes;
        this.costRatio = costRatio;
    }

    /** What the scavenger is doing. */
    public Phase phase() {
        return phase;
    }

    /** Begins a run, after a wake-up from the park or from a sleep. */
    public void startRun() {
        if (phase != Phase.AWAKE) {
            require(Phase.PARKED);
        }
        phase = Phase.RUNNING;
        releasedBytes = 0;
        worked = 0;
        exhausted = false;
    }

    /** Whether the run goes on, provided that there is work to do. */
    public boolean wantsQuantum() {
        require(Phase.RUNNING);
        return worked < MIN_WORK_NANOS && !exhausted;
    }

    /**
     * Notes a piece of work, for which {@link #QUANTUM_BYTES} were asked.
     *
     * @param released bytes released; fewer than asked for end the run
     * @param durationNanos how long it took; 0 if unknown, then an estimate is used
     */
    public void quantumDone(long released, long durationNanos) {
        require(Phase.RUNNING);
        if (durationNanos == 0) {
            long physPages = released / physPageBytes;
            worked += NANOS_PER_PHYS_PAGE * (double) physPages;
        } else {
            worked += (double) durationNanos;
        }
        releasedBytes += released;
        exhausted = released < QUANTUM_BYTES;
    }

    /**
     * Ends the run: parks if nothing was released.
     *
     * @return bytes released by the run; above 0 if {@link #sleep} is due
     * @throws IllegalStateException if less than a physical page was released
     */
    public long endRun() {
        require(Phase.RUNNING);
        if (releasedBytes > 0 && releasedBytes < physPageBytes) {
            throw new IllegalStateException(
                    "released " + releasedBytes + " bytes, less than a physical page of " + physPageBytes);
        }
        phase = releasedBytes == 0 ? Phase.PARKED : Phase.WORKED;
        return releasedBytes;
    }

    /**
     * Starts the sleep that makes up for a run.
     *
     * @param workedNanos how long the run worked: {@link #workedNanos()}
     * @return nanoseconds to sleep, after which {@link #woke} is due
     */
    public long sleep(double workedNanos) {
        require(Phase.WORKED);
        phase = Phase.SLEEPING;
        worked = Math.max(workedNanos, MIN_WORK_NANOS) * (1 + costRatio);
        return Amd64.toInt64(worked / sleepRatio);
    }

    /**
     * Ends the sleep; the next run is to be started.
     *
     * @param sleptNanos how long the sleep really was, which a wake-up may have cut short
     * @param maxProcs GOMAXPROCS
     */
    public void woke(long sleptNanos, int maxProcs) {
        require(Phase.SLEEPING);
        phase = Phase.AWAKE;
        if (cooldownNanos > 0) {
            long passed = sleptNanos + Amd64.toInt64(worked);
            cooldownNanos = passed > cooldownNanos ? 0 : cooldownNanos - passed;
            return;
        }
        double period = (double) sleptNanos + worked;
        double cpuFraction = worked / (period * (double) maxProcs);
        sleepRatio = sleepController.next(cpuFraction, CPU_FRACTION, period);
        if (!sleepController.ok()) {
            sleepRatio = STARTING_SLEEP_RATIO;
            cooldownNanos = COOLDOWN_NANOS;
            controllerReset = true;
        }
    }

    /** Does a whole run; returns the bytes released, as {@link #endRun} does. */
    public long run(Work work) {
        startRun();
        while (wantsQuantum() && !work.shouldStop()) {
            long released = work.scavenge(QUANTUM_BYTES);
            quantumDone(released, work.lastDurationNanos());
        }
        return endRun();
    }

    /** Bytes released by the last or current run. */
    public long releasedBytes() {
        return releasedBytes;
    }

    /** Nanoseconds of work in the last or current run; from {@link #sleep} on, what the sleep makes up for. */
    public double workedNanos() {
        return worked;
    }

    /** Ratio of work to sleep that the next sleep will keep. */
    public double sleepRatio() {
        return sleepRatio;
    }

    /** Nanoseconds for which the ratio still stays fixed after the controller failed. */
    public long cooldownNanos() {
        return cooldownNanos;
    }

    /** Whether the controller failed since this was last asked; the next scavtrace line says so. */
    public boolean takeControllerReset() {
        boolean was = controllerReset;
        controllerReset = false;
        return was;
    }

    private void require(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException("the scavenger is " + phase + ", not " + expected);
        }
    }
}
