package org.heapgoal.conformance;

import org.heapgoal.heap.page.PageHeap;
import org.heapgoal.heap.page.ScavengeCandidate;

/** Searches chunks for pages to scavenge. */
final class ScavengeCandidateReplayer implements Replayer {
    @Override
    public Answer apply(String name, Members arguments) {
        if (!name.equals("find")) {
            throw Replayer.unknown(name, arguments, "find");
        }
        int found = ScavengeCandidate.find(
                arguments.bitmap("alloc"),
                arguments.bitmap("scavenged"),
                arguments.count("searchIdx", 0, PageHeap.CHUNK_PAGES - 1),
                arguments.count("min", 1, Long.SIZE),
                arguments.count("max", 0, PageHeap.CHUNK_PAGES),
                arguments.count("hugePages", 0, PageHeap.CHUNK_PAGES));
        return Answer.required()
                .count("page", ScavengeCandidate.page(found))
                .count("pages", ScavengeCandidate.pages(found));
    }
}
