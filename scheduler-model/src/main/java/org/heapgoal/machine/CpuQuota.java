package org.heapgoal.machine;

import org.heapgoal.sim.units.Amd64;

/**
 * The arithmetic of CFS bandwidth control ({@code kernel/sched/fair.c}): in each period all threads together may use the
 * quota, and what is left of it at the period's end is lost. The kernel hands the quota to cores in 5 ms slices, so that a
 * real process can be throttled on one core while another still has a rest; here there is one account.
 *
 * <p>Told of every change in the number of threads that use CPU; between two calls that number is constant. The last threads
 * overdraw by less than a nanosecond each, which is forgiven.
 */
final class CpuQuota {
    /** No instant. */
    static final long NEVER = Long.MAX_VALUE;

    private long quotaNanos;
    private long periodNanos;
    private long periodStartNanos;
    private long budgetNanos;
    private long accountedNanos;
    private boolean unlimited = true;

    /** Sets the quota from now on, with a new period and a full budget; 0 CPUs for none. */
    void set(double cpus, long newPeriodNanos, long nowNanos) {
        unlimited = cpus == 0;
        periodNanos = newPeriodNanos;
        quotaNanos = unlimited ? 0 : Math.max(1, Amd64.toInt64(cpus * (double) newPeriodNanos));
        periodStartNanos = nowNanos;
        budgetNanos = quotaNanos;
        accountedNanos = nowNanos;
    }

    /** Whether there is none. */
    boolean unlimited() {
        return unlimited;
    }

    /** Brings the account up to date. */
    void account(int threads, long nowNanos) {
        if (unlimited) {
            return;
        }
        if (nowNanos < periodStartNanos + periodNanos) {
            budgetNanos -= threads * (nowNanos - accountedNanos);
        } else {
            periodStartNanos += (nowNanos - periodStartNanos) / periodNanos * periodNanos;
            budgetNanos = quotaNanos - threads * (nowNanos - periodStartNanos);
        }
        accountedNanos = nowNanos;
    }

    /** Whether the period's budget is used up, as of the last {@link #account}. */
    boolean usedUp() {
        return !unlimited && budgetNanos <= 0;
    }

    /** When the present period ends, as of the last {@link #account}. */
    long periodEndNanos() {
        return periodStartNanos + periodNanos;
    }

    /** When this many threads will have used up a budget, this period's or the next one's; {@link #NEVER} if they cannot. */
    long exhaustedAtNanos(int threads) {
        if (unlimited || threads == 0) {
            return NEVER;
        }
        long now = accountedNanos + ceilDiv(Math.max(0, budgetNanos), threads);
        if (now < periodEndNanos()) {
            return now;
        }
        long whole = ceilDiv(quotaNanos, threads);
        return whole < periodNanos ? periodEndNanos() + whole : NEVER;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
