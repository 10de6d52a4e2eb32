/**
 * The machine under the simulated process: what things cost in time as far as the runtime's sources do not say, cores and
 * the threads on them, and the limits of a container.
 *
 * <p>Costs are nanoseconds of CPU time per unit unless the cost says otherwise.
 */
@NullMarked
package org.heapgoal.machine;

import org.jspecify.annotations.NullMarked;
