package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.PageHeap;
import org.jspecify.annotations.Nullable;

/** Drives the page allocator. */
final class PageHeapReplayer implements Replayer {
    private final GoVersion version;
    private @Nullable PageHeap heap;

    PageHeapReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            heap = PageHeaps.create(version, arguments);
            return Answer.nothing();
        }
        PageHeap started = Replayer.started(heap, name, arguments);
        return switch (name) {
            case "alloc" -> PageHeaps.alloc(started, arguments);
            case "free" -> PageHeaps.free(started, arguments);
            case "scavenge" -> PageHeaps.scavenge(started, arguments);
            default -> throw Replayer.unknown(name, arguments, PageHeaps.OPS);
        };
    }
}
