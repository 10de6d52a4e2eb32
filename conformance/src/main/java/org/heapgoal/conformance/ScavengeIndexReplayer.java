package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.PageHeap;
import org.heapgoal.heap.page.ScavengeIndex;
import org.jspecify.annotations.Nullable;

/** Drives the index of chunks worth scavenging. */
final class ScavengeIndexReplayer implements Replayer {
    private static final String OPS = "new, allocRange, freeRange, nextGen, setEmpty, resetSearchAddrs, find";
    private static final int MAX_CHUNKS = 1 << 16;

    private final GoVersion version;
    private @Nullable ScavengeIndex index;

    ScavengeIndexReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            index = ScavengeIndex.ofChunks(version, 0, arguments.count("chunks", 1, MAX_CHUNKS));
            return Answer.nothing();
        }
        ScavengeIndex started = Replayer.started(index, name, arguments);
        switch (name) {
            case "allocRange" -> started.allocRange(arguments.count("page"), arguments.count("pages"));
            case "freeRange" -> started.freeRange(arguments.count("page"), arguments.count("pages"));
            case "nextGen" -> started.nextGen();
            case "setEmpty" -> started.setEmpty(arguments.count("chunk"));
            case "resetSearchAddrs" -> started.resetSearchAddrs();
            case "find" -> {
                return found(started.find(arguments.bool("force")));
            }
            default -> throw Replayer.unknown(name, arguments, OPS);
        }
        return Answer.nothing();
    }

    private static Answer found(long page) {
        boolean none = page == ScavengeIndex.NOT_FOUND;
        return Answer.required()
                .count("chunk", none ? -1 : page / PageHeap.CHUNK_PAGES)
                .count("page", none ? 0 : page % PageHeap.CHUNK_PAGES);
    }
}
