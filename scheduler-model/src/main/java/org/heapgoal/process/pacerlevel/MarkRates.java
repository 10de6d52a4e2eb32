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
    /** Assists and idle workers depend on each other; after so many rounds the rates hardly move. */
    private static final int ROUNDS = 5;

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
        idle = idleShare * Math.min(idleLimit, Math.max(0, procs - background - mutator));
        for (int round = 0; assists && round < ROUNDS; round++) {
            double least = Math.min(room, minAssistShare / (1 - minAssistShare) * (background + idle));
            // In CPUs: what others pay, and what the program owes per CPU of its own work.
            double paid = scanPerCpu > 0 ? background + idle + creditPerNano / scanPerCpu : 0;
            double owed = scanPerCpu > 0 ? debtPerCpu / scanPerCpu : 0;
            double needed = Math.max(least, owed * own - paid);
            if (own + needed > room) {
                // Own work and assists fill the room, and assists pay what own work owes.
                double balanced = (room + paid) / (1 + owed);
                needed = room - Math.max(0, Math.min(balanced, room - least));
            }
            // More assists leave less idle time, and less idle marking asks for more or fewer assists: halve the way.
            assist = round == 0 ? needed : (assist + needed) / 2;
            mutator = Math.min(own, room - assist);
            idle = idleShare * Math.min(idleLimit, Math.max(0, procs - background - mutator - assist));
            if (assist == 0) {
                return;
            }
        }
    }
}
