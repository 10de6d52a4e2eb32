package org.heapgoal.workload.calibrate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.sim.units.BadInput;

/**
 * Figures of a twin that the user states.
 *
 * @param values by parameter, in the parameter's own unit
 */
public record Overrides(Map<TwinParameter, Double> values) {
    /** Nothing stated. */
    public static final Overrides NONE = new Overrides(Map.of());

    /** Copies the map. */
    public Overrides {
        EnumMap<TwinParameter, Double> copy = new EnumMap<>(TwinParameter.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads arguments of the form {@code KEY=VALUE}.
     *
     * @throws BadInput for an unknown key, a value that does not fit it, or a key given twice
     */
    public static Overrides parse(List<String> arguments) {
        EnumMap<TwinParameter, Double> values = new EnumMap<>(TwinParameter.class);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals <= 0) {
                throw new BadInput("\"" + argument + "\" is no twin parameter: KEY=VALUE is expected");
            }
            TwinParameter parameter = TwinParameter.named(argument.substring(0, equals));
            if (values.put(parameter, parameter.parse(argument.substring(equals + 1))) != null) {
                throw new BadInput(parameter.key() + " is given twice");
            }
        }
        return new Overrides(values);
    }
}
