package org.heapgoal.process.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole process: what its goroutines do, when they start, and the machine it runs on. Names in steps refer to the maps.
 *
 * @param durationNanos how long it runs unless a run asks for another length; at least 1
 * @param globalsBytes data and bss that may hold pointers
 * @param sites allocation sites by name
 * @param caches caches by name, to which sites may allocate
 * @param programs goroutine programs by name
 * @param sources what starts goroutines
 * @param changes what changes at given instants, in order of time
 * @param machine cores, container and memory outside Go
 */
public record ProcessLoad(
        long durationNanos,
        long globalsBytes,
        Map<String, Site> sites,
        Map<String, CacheSpec> caches,
        Map<String, Program> programs,
        List<Source> sources,
        List<Change> changes,
        MachineSpec machine) {
    /**
     * Copies the collections, keeping their order, and checks ranges and names.
     *
     * @throws IllegalArgumentException for a name that the maps do not have, or anything out of range
     */
    public ProcessLoad {
        Ranges.atLeast("a load's duration", durationNanos, 1);
        Ranges.sizeBytes("data and bss", globalsBytes);
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
        caches = Collections.unmodifiableMap(new LinkedHashMap<>(caches));
        programs = Collections.unmodifiableMap(new LinkedHashMap<>(programs));
        sources = List.copyOf(sources);
        changes = List.copyOf(changes);
        new References(sites, caches, programs).check(sources, changes);
    }
}
