/**
 * Machine profiles as files: what things cost on one kind of machine with one kind of Go runtime, and which profile a run
 * uses. {@code docs/machine-profiles.md} explains every cost.
 */
@NullMarked
package org.heapgoal.workload.machine;

import org.jspecify.annotations.NullMarked;
