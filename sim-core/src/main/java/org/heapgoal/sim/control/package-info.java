/**
 * Control-loop parts that more than one of the runtime's laws uses, as pure objects driven by method calls.
 *
 * <p>Follows {@code mgcscavenge.go: piController} of Go 1.25; the pacer of Go 1.19 used the same controller. Quantities
 * have no unit of their own: the law that owns the controller gives them one.
 */
@NullMarked
package org.heapgoal.sim.control;

import org.jspecify.annotations.NullMarked;
