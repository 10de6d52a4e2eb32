package org.heapgoal.conformance;

import org.heapgoal.sim.control.PiController;
import org.jspecify.annotations.Nullable;

/** Drives the proportional-integral controller. */
final class PiControllerReplayer implements Replayer {
    private @Nullable PiController controller;

    @Override
    public Answer apply(String name, Members arguments) {
        switch (name) {
            case "new" -> {
                controller = new PiController(
                        arguments.float64("kp"),
                        arguments.float64("ti"),
                        arguments.float64("tt"),
                        arguments.float64("min"),
                        arguments.float64("max"));
                return Answer.nothing();
            }
            case "next" -> {
                PiController started = Replayer.started(controller, name, arguments);
                double output = started.next(
                        arguments.float64("input"), arguments.float64("setpoint"), arguments.float64("period"));
                return Answer.required().float64("output", output).bool("ok", started.ok());
            }
            default -> throw Replayer.unknown(name, arguments, "new, next");
        }
    }
}
