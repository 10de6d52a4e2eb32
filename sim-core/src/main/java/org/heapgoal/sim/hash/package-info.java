/**
 * Sixty-four-bit hashes that are part of the program's defined behaviour: the digest of a run's events and the choice of
 * a random stream by name rest on them, so a hash here never changes between releases, JVMs or machines.
 *
 * <p>They are for telling things apart, not for security. {@link java.lang.Object#hashCode} is never used where a result
 * could depend on it.
 */
@NullMarked
package org.heapgoal.sim.hash;

import org.jspecify.annotations.NullMarked;
