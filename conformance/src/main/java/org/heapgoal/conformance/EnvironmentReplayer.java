package org.heapgoal.conformance;

import java.util.OptionalLong;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.RuntimeEnvironment;

/** Reads the environment of a process. */
final class EnvironmentReplayer implements Replayer {
    private final RuntimeEnvironment environment;

    EnvironmentReplayer(GoVersion version) {
        environment = new RuntimeEnvironment(version);
    }

    @Override
    public Answer apply(String name, Members arguments) {
        switch (name) {
            case "gogc" -> {
                return Answer.required()
                        .count("value", environment.gogc(arguments.text("text")).gcPercent());
            }
            case "gomemlimit" -> {
                OptionalLong bytes =
                        environment.memoryLimit(arguments.text("text")).bytes();
                return Answer.required().signed("value", bytes.orElse(0)).bool("died", bytes.isEmpty());
            }
            default -> throw Replayer.unknown(name, arguments, "gogc, gomemlimit");
        }
    }
}
