package org.heapgoal.conformance;

import java.util.List;
import org.heapgoal.goruntime.RecordedRandom;

/** Compares the recorded numbers of Go's seeded generator. */
final class GoRandReplayer implements Replayer {
    @Override
    public Answer apply(String name, Members arguments) {
        if (!name.equals("sequence")) {
            throw Replayer.unknown(name, arguments, "sequence");
        }
        long seed = arguments.signed("seed");
        List<Long> values = RecordedRandom.int63(seed);
        int count = arguments.count("count", 0, values.size());
        return Answer.required().signedList("values", values.subList(0, count));
    }
}
