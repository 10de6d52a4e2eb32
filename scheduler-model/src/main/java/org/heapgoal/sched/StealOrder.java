package org.heapgoal.sched;

import java.util.Arrays;

/**
 * The orders in which a thief visits the Ps ({@code proc.go: randomOrder}): from a random start in steps of a random number
 * that is coprime to their count, so that each is visited once.
 */
final class StealOrder {
    private int count;
    private int[] coprimes = {};

    /** From now on there are this many Ps, at least 1. */
    void reset(int newCount) {
        count = newCount;
        int[] found = new int[newCount];
        int size = 0;
        for (int candidate = 1; candidate <= newCount; candidate++) {
            if (gcd(candidate, newCount) == 1) {
                found[size++] = candidate;
            }
        }
        coprimes = Arrays.copyOf(found, size);
    }

    /** The first P of an order, from 32 random bits. */
    int start(long random) {
        return (int) (random % count);
    }

    /** The step of an order. */
    int step(long random) {
        return coprimes[(int) (random / count % coprimes.length)];
    }

    /** The P after one. */
    int next(int position, int step) {
        return (position + step) % count;
    }

    private static int gcd(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }
}
