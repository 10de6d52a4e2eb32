package org.heapgoal.conformance;

import java.util.List;
import org.heapgoal.sim.units.NearMiss;
import org.jspecify.annotations.Nullable;

/** Does a component's operations on its model. */
interface Replayer {
    /**
     * Does one operation.
     *
     * @param name the operation
     * @param arguments its arguments, each of which must be read
     * @return what can be observed after it
     * @throws org.heapgoal.sim.units.BadInput for an unknown operation or wrong arguments
     * @throws IllegalStateException where the model refuses what the real runtime did
     * @throws IllegalArgumentException likewise
     */
    Answer apply(String name, Members arguments);

    /** The error for an operation that the component does not have. */
    static RuntimeException unknown(String name, Members arguments, String allowed) {
        return arguments.error("unknown op \"" + name + "\": allowed are " + allowed
                + NearMiss.hint(name, List.of(allowed.split(", "))));
    }

    /** The instance that {@code new} made. */
    static <T> T started(@Nullable T instance, String name, Members arguments) {
        if (instance == null) {
            throw arguments.error("op \"" + name + "\" comes before the first \"new\"");
        }
        return instance;
    }
}
