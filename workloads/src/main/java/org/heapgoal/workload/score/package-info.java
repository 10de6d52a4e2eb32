/**
 * Scores predictions against real runs of the same programs: the recorded runs of a corpus, pairs of a base log and another
 * setting, errors, the spread of repeated runs as the noise floor, a mean model as a baseline, medians by class of change,
 * and the bars that they are held to.
 *
 * <p>Nothing here runs a simulation: whoever does hands in its recording. Sizes are bytes, times nanoseconds, shares 0 to
 * 1; every figure says its unit in {@link org.heapgoal.workload.score.ScoreFigure}. Real and simulated runs go through the
 * same sums, so that a figure means the same on both sides. Gctrace's lines give sizes in whole MiB: of each the middle of
 * what it may stand for is used.
 */
@NullMarked
package org.heapgoal.workload.score;

import org.jspecify.annotations.NullMarked;
