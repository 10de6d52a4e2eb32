package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.TraceNumbers;

/** Prints numbers of trace lines. */
final class TraceFormatReplayer implements Replayer {
    private static final int SECONDS_DECIMALS = 3;

    private final GoVersion version;

    TraceFormatReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        String text = switch (name) {
            case "ms" -> TraceNumbers.millis(arguments.unsigned("ns"));
            case "seconds" -> TraceNumbers.divided(arguments.unsigned("ms"), SECONDS_DECIMALS);
            case "float" -> TraceNumbers.decimal(version, arguments.float64("value"));
            default -> throw Replayer.unknown(name, arguments, "ms, seconds, float");
        };
        return Answer.required().text("text", text);
    }
}
