package org.heapgoal.sim.random;

import org.jspecify.annotations.Nullable;

/**
 * How many of each of a row of groups come through when every member does with the same probability: independent binomial
 * numbers, from one draw for each group that the rarer outcome reaches instead of one for each group.
 *
 * <p>A draw says how far the rarer outcome stays away: up to the group at which the probability of none so far falls below
 * it. Where in the last step of that probability the draw lies is as good as a new draw for that group's number. Groups with
 * many of the rarer outcome take a draw of their own.
 */
public final class Thinning {
    private final Binomial binomial = new Binomial(0);
    private @Nullable NamedStream stream;

    /** The draw, and the probability that the rarer outcome has stayed away since: always above the draw. */
    private double uniform;

    private double away;

    /** Of no row yet. */
    public Thinning() {}

    /**
     * Another row of groups.
     *
     * @param draws where draws come from
     * @param probability that a member comes through, 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public void begin(NamedStream draws, double probability) {
        binomial.probability(probability);
        stream = draws;
        away = 0;
    }

    /**
     * How many come through of the next group.
     *
     * @param members 0 to 2^40
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException before the first row
     */
    public long next(long members) {
        NamedStream draws = stream;
        if (draws == null) {
            throw new IllegalStateException("no row of groups has begun");
        }
        Binomial.requireTrials(members);
        if (!binomial.few(members)) {
            return binomial.next(draws, members);
        }
        if (away == 0) {
            draw(draws);
        }
        double none = binomial.none(members);
        double still = away * none;
        if (uniform < still) {
            away = still;
            return binomial.ofRarer(0, members);
        }
        double within = none + (uniform - still) / (away - still) * (1 - none);
        draw(draws);
        return binomial.ofRarer(Math.max(1, binomial.walkUp(within, members, none)), members);
    }

    private void draw(NamedStream draws) {
        uniform = draws.nextDouble();
        away = 1;
    }
}
