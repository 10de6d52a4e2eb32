/**
 * How far a twin's predictions are to be trusted: intervals from what its log leaves open, from replications and from what
 * the model was found to be off by, how much each open figure matters, and in words what the log cannot tell.
 *
 * <p>Distances are differences of logarithms, or of shares; see {@link org.heapgoal.workload.band.Evidence}. Nothing here
 * follows a Go file.
 */
@NullMarked
package org.heapgoal.workload.band;

import org.jspecify.annotations.NullMarked;
