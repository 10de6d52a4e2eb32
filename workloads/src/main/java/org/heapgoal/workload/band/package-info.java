/**
 * What is predicted from a twin's runs, and how far it is to be trusted: figures moved by what the twin misses of its own log,
 * intervals from what that log leaves open, from replications and from what such predictions were found to be off by, how much
 * each open figure matters, and in words what the log cannot tell.
 *
 * <p>Distances are differences of logarithms, or of shares; see {@link org.heapgoal.workload.band.Evidence}. Nothing here
 * follows a Go file.
 */
@NullMarked
package org.heapgoal.workload.band;

import org.jspecify.annotations.NullMarked;
