package org.heapgoal.conformance;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.page.PageCache;
import org.heapgoal.heap.page.PageHeap;
import org.jspecify.annotations.Nullable;

/** Drives the page allocator with one page cache on top. */
final class PageCacheReplayer implements Replayer {
    private static final String OPS = PageHeaps.OPS + ", allocToCache, cacheAlloc, cacheFlush, chunk";

    private final GoVersion version;
    private @Nullable PageHeap heap;
    private PageCache cache = new PageCache();

    PageCacheReplayer(GoVersion version) {
        this.version = version;
    }

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            heap = PageHeaps.create(version, arguments);
            cache = new PageCache();
            return Answer.nothing();
        }
        PageHeap started = Replayer.started(heap, name, arguments);
        return switch (name) {
            case "alloc" -> PageHeaps.alloc(started, arguments);
            case "free" -> PageHeaps.free(started, arguments);
            case "scavenge" -> PageHeaps.scavenge(started, arguments);
            case "allocToCache" -> {
                started.allocToCache(cache);
                yield state(Answer.required().count("base", cache.empty() ? PageHeap.NO_PAGE : cache.base()));
            }
            case "cacheAlloc" -> {
                long page = cache.alloc(arguments.count("pages", 1, PageCache.REQUEST_LIMIT - 1));
                yield state(
                        Answer.required().count("page", page).unsigned("scavengedBytes", cache.lastScavengedBytes()));
            }
            case "cacheFlush" -> {
                started.flush(cache);
                yield state(Answer.required());
            }
            case "chunk" -> {
                int chunk = arguments.count("chunk");
                yield Answer.required()
                        .bitmap("alloc", started.allocatedBits(chunk))
                        .bitmap("scavenged", started.scavengedBits(chunk));
            }
            default -> throw Replayer.unknown(name, arguments, OPS);
        };
    }

    private Answer state(Answer answer) {
        return answer.pattern("cache", cache.cache()).pattern("scav", cache.scav());
    }
}
