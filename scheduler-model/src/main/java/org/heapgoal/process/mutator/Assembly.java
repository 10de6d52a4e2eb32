package org.heapgoal.process.mutator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.Site;

/** Turns a load into sites, caches, channels, locks and code, with numbers instead of names. */
final class Assembly {
    private final Mutator.Parts parts;
    private final Environment environment;
    private final Code.Names names = new Code.Names();
    private final Map<String, Cache> caches = new LinkedHashMap<>();

    Assembly(Mutator.Parts parts, Environment environment) {
        this.parts = parts;
        this.environment = environment;
    }

    Code.Names names() {
        return names;
    }

    Map<String, Cache> caches() {
        return caches;
    }

    void assemble() {
        ProcessLoad load = parts.load();
        load.caches().forEach(this::cache);
        load.sites().forEach(this::site);
        for (String name : load.programs().keySet()) {
            Code.Names.numbered(names.programs, name);
        }
        load.programs().forEach(this::program);
        for (int capacity : names.capacities) {
            environment.channels.add(new Channel(parts.world(), capacity));
        }
        for (int i = 0; i < names.locks.size(); i++) {
            environment.locks.add(new Lock(parts.world()));
        }
        while (environment.groups.size() < names.groups.size()) {
            environment.groups.add(new ArrayList<>());
        }
    }

    private void cache(String name, CacheSpec spec) {
        Cache cache = new Cache(spec);
        Code.Names.numbered(names.caches, name);
        environment.caches.add(cache);
        caches.put(name, cache);
    }

    private void site(String name, Site spec) {
        Code.Names.numbered(names.sites, name);
        AllocationSite site = new AllocationSite(
                name,
                spec,
                parts.sizeClasses(),
                parts.version(),
                parts.profile(),
                parts.streams().stream("site/" + name),
                parts.streams().stream("lifetime/" + name));
        site.births = births(site, spec.lifetime());
        environment.sites.add(site);
    }

    private Births births(AllocationSite site, Lifetime lifetime) {
        Population population = environment.population;
        if (lifetime instanceof Lifetime.Immortal) {
            return new Births.Together(population, site, Life.IMMORTAL);
        } else if (lifetime instanceof Lifetime.Transient) {
            return new Births.Together(population, site, Life.DEAD);
        } else if (lifetime instanceof Lifetime.OfGoroutine) {
            return new Births.Scoped(population, site, false);
        } else if (lifetime instanceof Lifetime.OfIteration) {
            return new Births.Scoped(population, site, true);
        } else if (lifetime instanceof Lifetime.Random random) {
            return new Epochs(population, site, random.nanos(), parts.durationNanos());
        } else if (lifetime instanceof Lifetime.Cached cached) {
            Cache cache = caches.get(cached.cache());
            if (cache == null) {
                throw new IllegalArgumentException("site \"" + site.name + "\" is in no known cache: \""
                        + cached.cache() + "\" is none of " + caches.keySet());
            }
            return cache.births(population, site);
        } else if (lifetime instanceof Lifetime.Group group) {
            Births.Together together = new Births.Together(population, site, Life.UNTIL_DROPPED);
            int number = Code.Names.numbered(names.groups, group.name());
            List<List<Births.Together>> groups = environment.groups;
            while (groups.size() <= number) {
                groups.add(new ArrayList<>());
            }
            groups.get(number).add(together);
            return together;
        }
        throw new IllegalArgumentException("no lifetime " + lifetime);
    }

    private void program(String name, Program program) {
        environment.codes.add(Code.of(name, program, names, parts.streams().stream("program/" + name)));
    }
}
