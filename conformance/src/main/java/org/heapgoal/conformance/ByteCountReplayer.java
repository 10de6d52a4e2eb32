package org.heapgoal.conformance;

import java.util.OptionalLong;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.goruntime.RuntimeEnvironment;

/** Reads numbers of bytes as GOMEMLIMIT's reader does. */
final class ByteCountReplayer implements Replayer {
    private final RuntimeEnvironment environment;

    ByteCountReplayer(GoVersion version) {
        environment = new RuntimeEnvironment(version);
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (!name.equals("parse")) {
            throw Replayer.unknown(name, arguments, "parse");
        }
        OptionalLong bytes = environment.parseByteCount(arguments.text("text"));
        return Answer.required().signed("value", bytes.orElse(0)).bool("ok", bytes.isPresent());
    }
}
