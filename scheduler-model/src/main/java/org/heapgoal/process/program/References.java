package org.heapgoal.process.program;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapgoal.sim.units.NearMiss;

/** Checks that a load's parts refer to each other by names that exist, and agree about what they share. */
final class References {
    private final Map<String, Site> sites;
    private final Map<String, CacheSpec> caches;
    private final Map<String, Program> programs;
    private final Set<String> groups = new LinkedHashSet<>();
    private final Map<String, Integer> channels = new LinkedHashMap<>();

    References(Map<String, Site> sites, Map<String, CacheSpec> caches, Map<String, Program> programs) {
        this.sites = sites;
        this.caches = caches;
        this.programs = programs;
    }

    void check(List<Source> sources, List<Change> changes) {
        sites.forEach((name, site) -> {
            if (site.lifetime() instanceof Lifetime.Cached cached) {
                known("cache", cached.cache(), caches.keySet());
            } else if (site.lifetime() instanceof Lifetime.Group group) {
                groups.add(group.name());
            }
        });
        programs.forEach((name, program) -> steps(program.steps(), new ArrayDeque<>()));
        sources.forEach(source -> known("program", source.program(), programs.keySet()));
        long last = 0;
        for (Change change : changes) {
            if (change.atNanos() < last) {
                throw new IllegalArgumentException(
                        "changes are in order of time, not " + change.atNanos() + " ns after " + last + " ns");
            }
            last = change.atNanos();
            change(change);
        }
    }

    private void change(Change change) {
        if (change instanceof Change.Rate rate) {
            known("program", rate.program(), programs.keySet());
        } else if (change instanceof Change.Volume volume) {
            known("site", volume.site(), sites.keySet());
        } else if (change instanceof Change.CacheCapacity capacity) {
            known("cache", capacity.cache(), caches.keySet());
        } else if (change instanceof Change.Drop drop) {
            known("group", drop.group(), groups);
        }
    }

    private void steps(List<Step> steps, ArrayDeque<String> held) {
        for (Step step : steps) {
            if (step instanceof Step.Allocate allocate) {
                known("site", allocate.site(), sites.keySet());
            } else if (step instanceof Step.Spawn spawn) {
                known("program", spawn.program(), programs.keySet());
            } else if (step instanceof Step.Drop drop) {
                known("group", drop.group(), groups);
            } else if (step instanceof Step.Resize resize) {
                known("cache", resize.cache(), caches.keySet());
            } else if (step instanceof Step.Send send) {
                channel(send.channel(), send.capacity());
            } else if (step instanceof Step.Receive receive) {
                channel(receive.channel(), receive.capacity());
            } else if (step instanceof Step.Repeat repeat) {
                steps(repeat.steps(), held);
            } else if (step instanceof Step.Locked locked) {
                locked(locked, held);
            }
        }
    }

    private void locked(Step.Locked locked, ArrayDeque<String> held) {
        if (held.contains(locked.lock())) {
            throw new IllegalArgumentException(
                    "lock \"" + locked.lock() + "\" is taken while it is held: the goroutine would wait for itself");
        }
        held.push(locked.lock());
        steps(locked.steps(), held);
        held.pop();
    }

    private void channel(String name, int capacity) {
        Integer other = channels.putIfAbsent(name, capacity);
        if (other != null && other != capacity) {
            throw new IllegalArgumentException(
                    "channel \"" + name + "\" has one capacity, not " + other + " and " + capacity);
        }
    }

    private static void known(String kind, String name, Set<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no " + kind + " \"" + name + "\": there are "
                    + (names.isEmpty() ? "none" : String.join(", ", names)) + NearMiss.hint(name, names));
        }
    }
}
