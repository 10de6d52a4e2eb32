package org.heapgoal.process.pacerlevel;

/**
 * How the CPUs are shared while marking, as steady rates: the program, its assists, and workers on idle Ps. Background
 * workers come first, then the program with its assists, and idle workers take what is left.
 *
 * <p>Work counts as in the runtime: each byte allocated owes scan work, which background and idle workers and saved
 * credit pay as far as they can and assists pay otherwise. A program whose CPUs are all taken does less of its own work
 * while it assists.
 */
final class MarkRates {
    /** Assists take time from idle workers, who then earn less credit; so far apart are the rates after each round. */
    private static final int ROUNDS = 3;

    private double mutator;
    private double assist;
    private double idle;

    /** CPUs for the program's own work. */
    double mutator() {
        return mutator;
    }

    /** CPUs for assists. */
    double assist() {
        return assist;
    }

    /** CPUs for idle workers. */
    double idle() {
        return idle;
    }

    /**
     * Shares out the CPUs.
     *
     * @param procs all CPUs
     * @param background those of dedicated and fractional workers
     * @param idleLimit idle workers allowed at most
     * @param idleShare how much of an idle P's time they mark
     * @param wanted CPUs the program wants for its own work
     * @param most CPUs the program can use with its assists
     * @param debtPerCpu scan work owed per nanosecond of the program's own work on one CPU
     * @param scanPerCpu scan work done per nanosecond of one CPU
     * @param creditPerNano scan work per nanosecond paid from credit that was saved
     * @param minAssistShare least share of the marking for assists
     * @param assists whether there are assists at all
     */
    void share(
            double procs,
            double background,
            int idleLimit,
            double idleShare,
            double wanted,
            double most,
            double debtPerCpu,
            double scanPerCpu,
            double creditPerNano,
            double minAssistShare,
            boolean assists) {
        double room = Math.min(most, procs - background);
        double own = Math.min(wanted, room);
        mutator = own;
        assist = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double spare = Math.max(0, procs - background - mutator - assist);
            idle = idleShare * Math.min(idleLimit, spare);
            if (!assists) {
                return;
            }
            double least = minAssistShare / (1 - minAssistShare) * (background + idle);
            // In CPUs: what others pay, and what the program owes per CPU of its own work.
            double paid = scanPerCpu > 0 ? background + idle + creditPerNano / scanPerCpu : 0;
            double owed = scanPerCpu > 0 ? debtPerCpu / scanPerCpu : 0;
            double needed = Math.max(least, owed * own - paid);
            if (own + needed <= room) {
                mutator = own;
                assist = needed;
            } else {
                // Own work and assists fill the room, and assists pay what own work owes.
                double balanced = (room + paid) / (1 + owed);
                mutator = Math.max(0, Math.min(balanced, room - Math.min(least, room)));
                assist = room - mutator;
            }
            if (assist == 0) {
                return;
            }
        }
    }
}
