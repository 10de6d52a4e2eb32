package org.heapgoal.process;

import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.sim.units.NearMiss;

/**
 * Mechanisms of the runtime that can be switched off in a run, to see what each costs and what it prevents. A real Go has
 * no such switches.
 *
 * @param assists whether allocating goroutines help to mark when background workers cannot keep up
 * @param limiter whether the GC CPU limiter may call assists off
 */
public record ModelSwitches(boolean assists, boolean limiter) {
    /** Everything as in a real Go. */
    public static final ModelSwitches ALL_ON = new ModelSwitches(true, true);

    private static final List<String> NAMES = List.of("assists", "limiter");
    private static final List<String> POSITIONS = List.of("on", "off");

    /**
     * Reads a list such as {@code assists=off,limiter=off}; what is not named stays on.
     *
     * @throws BadInput for an unknown name or position, with what is allowed
     */
    public static ModelSwitches parse(String text) {
        ModelSwitches switches = ALL_ON;
        for (String part : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            if (sides.length != 2) {
                throw new BadInput("\"" + part + "\" is no model switch: expected NAME=on or NAME=off with NAME one of "
                        + String.join(", ", NAMES));
            }
            boolean on = position(sides[0], sides[1]);
            switches = switches.with(sides[0], on);
        }
        return switches;
    }

    private static boolean position(String name, String position) {
        if (!POSITIONS.contains(position)) {
            throw new BadInput("model switch " + name + " is \"" + position + "\"; allowed are on and off"
                    + NearMiss.hint(position, POSITIONS));
        }
        return position.equals("on");
    }

    private ModelSwitches with(String name, boolean on) {
        return switch (name) {
            case "assists" -> new ModelSwitches(on, limiter);
            case "limiter" -> new ModelSwitches(assists, on);
            default ->
                throw new BadInput("unknown model switch \"" + name + "\": allowed are " + String.join(", ", NAMES)
                        + NearMiss.hint(name, NAMES));
        };
    }
}
