package org.heapgoal.conformance;

import org.heapgoal.heap.SizeClasses;

/** Looks sizes up in the table of size classes. */
final class SizeClassReplayer implements Replayer {
    @Override
    public Answer apply(String name, Members arguments) {
        if (!name.equals("class")) {
            throw Replayer.unknown(name, arguments, "class");
        }
        int sizeClass = SizeClasses.classFor(arguments.unsigned("size"));
        return Answer.required()
                .count("class", sizeClass)
                .unsigned("roundedSize", SizeClasses.objectBytes(sizeClass))
                .count("spanPages", SizeClasses.spanPages(sizeClass));
    }
}
