package org.heapgoal.sim.units;

import java.util.Collection;
import java.util.Optional;

/** Finds the allowed word that a misspelt one most probably meant. */
public final class NearMiss {
    private NearMiss() {}

    /**
     * The closest of the allowed words, if one is close enough to be worth suggesting.
     *
     * @param word what was written
     * @param allowed the words that would have been accepted; of equally close ones the first wins
     * @return a word at an edit distance of at most a third of the written word's length (and at least 1), or nothing
     */
    public static Optional<String> of(String word, Collection<String> allowed) {
        int limit = Math.max(1, word.length() / 3);
        String best = null;
        int bestDistance = limit + 1;
        for (String candidate : allowed) {
            int distance = editDistance(word, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A sentence part such as {@code ; did you mean "gomaxprocs"?}, or an empty string where nothing is close. */
    public static String hint(String word, Collection<String> allowed) {
        return of(word, allowed)
                .map(found -> "; did you mean \"" + found + "\"?")
                .orElse("");
    }

    /** Optimal string alignment distance, letters compared without case: a swap of neighbours counts as one edit. */
    private static int editDistance(String written, String candidate) {
        int rows = written.length() + 1;
        int columns = candidate.length() + 1;
        int[][] distance = new int[rows][columns];
        for (int row = 0; row < rows; row++) {
            distance[row][0] = row;
        }
        for (int column = 0; column < columns; column++) {
            distance[0][column] = column;
        }
        for (int row = 1; row < rows; row++) {
            for (int column = 1; column < columns; column++) {
                distance[row][column] = cell(written, candidate, distance, row, column);
            }
        }
        return distance[rows - 1][columns - 1];
    }

    private static int cell(String a, String b, int[][] distance, int row, int column) {
        int replace = distance[row - 1][column - 1] + (same(a, row - 1, b, column - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(distance[row - 1][column], distance[row][column - 1]) + 1);
        boolean swapped = row > 1 && column > 1 && same(a, row - 1, b, column - 2) && same(a, row - 2, b, column - 1);
        return swapped ? Math.min(best, distance[row - 2][column - 2] + 1) : best;
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
    }
}
