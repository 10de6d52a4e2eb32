package org.heapgoal.workload.phenomena;

import java.util.Locale;

/** The small processes whose phenomena are looked at. */
final class Programs {
    private Programs() {}

    /**
     * Goroutines that allocate without a pause beside 24 MiB that stay.
     *
     * @param cpu computing for each 64 KiB, more or less: how fast they allocate
     * @param pointers share of the objects that has to be scanned
     */
    static String saturated(int cores, int workers, String cpu, double pointers, String duration) {
        return String.format(Locale.ROOT, """
                duration: %s
                machine: {cores: %d}
                caches: {live: {capacity: 24MiB, evict: random}}
                sites:
                  kept: {sizes: 512, pointers: %s, lifetime: {cache: live}}
                  dead: {sizes: 2KiB, pointers: %s, lifetime: iteration}
                programs:
                  fill: {repeat: 24, steps: [allocate: {site: kept, bytes: 1MiB}]}
                  work:
                    repeat: forever
                    steps:
                      - allocate: {site: kept, bytes: 16KiB, cpu: %s}
                      - allocate: {site: dead, bytes: 112KiB, cpu: %s}
                sources:
                  - fixed: {program: fill, count: 1}
                  - fixed: {program: work, count: %d}
                """, duration, cores, pointers, pointers, cpu, cpu, workers);
    }

    /** Goroutines that allocate little in turn, all with small stacks, beside 20 MiB that stay. */
    static String crowd(int goroutines) {
        return String.format(Locale.ROOT, """
                duration: 900ms
                machine: {cores: 2}
                caches: {live: {capacity: 20MiB, evict: random}}
                sites:
                  kept: {sizes: 512, pointers: 0.8, lifetime: {cache: live}}
                  dead: {sizes: 512, pointers: 0.9, lifetime: iteration}
                programs:
                  fill: {repeat: 20, steps: [allocate: {site: kept, bytes: 1MiB}]}
                  work:
                    repeat: forever
                    stack: 2KiB
                    stackUsed: 256
                    steps:
                      - allocate: {site: dead, bytes: 1KiB, cpu: 10us}
                      - yield
                sources:
                  - fixed: {program: fill, count: 1}
                  - fixed: {program: work, count: %d}
                """, goroutines);
    }

    /** A thousand requests a second that take four fifths of one core. */
    static String paced(int cores) {
        return String.format(Locale.ROOT, """
                duration: 1200ms
                machine: {cores: %d}
                caches: {live: {capacity: 24MiB, evict: random}}
                sites:
                  kept: {sizes: 512, pointers: 0.8, lifetime: {cache: live}}
                  dead: {sizes: 512, pointers: 0.8, lifetime: goroutine}
                programs:
                  fill: {repeat: 24, steps: [allocate: {site: kept, bytes: 1MiB}]}
                  work:
                    steps:
                      - allocate: {site: kept, bytes: 4KiB, cpu: 50us}
                      - allocate: {site: dead, bytes: 124KiB, cpu: 700us}
                sources:
                  - fixed: {program: fill, count: 1}
                  - poisson: {program: work, rate: 1000, from: 200ms}
                """, cores);
    }

    /** Eight goroutines that replace what lives, 96 MiB, as fast as they are let. */
    static String full() {
        return """
                duration: 2500ms
                machine: {cores: 2}
                caches: {live: {capacity: 96MiB, evict: random}}
                sites:
                  kept: {sizes: 8KiB, pointers: 1, lifetime: {cache: live}}
                programs:
                  fill: {repeat: 96, steps: [allocate: {site: kept, bytes: 1MiB}]}
                  work: {repeat: forever, steps: [allocate: {site: kept, bytes: 256KiB, cpu: 100us}]}
                sources:
                  - fixed: {program: fill, count: 1}
                  - fixed: {program: work, count: 8}
                """;
    }

    /**
     * 8 MiB that stay, replaced at 50 MiB a second.
     *
     * @param growers goroutines that let it grow from 100 ms on
     * @param extra megabytes that each of them adds
     * @param cpu computing for each megabyte
     * @param changes lines of the scenario's changes
     */
    static String steady(String duration, int growers, int extra, String cpu, String changes) {
        return String.format(Locale.ROOT, """
                duration: %s
                machine: {cores: 4}
                caches: {live: {capacity: 8MiB, evict: random}}
                sites:
                  kept: {sizes: 512, pointers: 0.8, lifetime: {cache: live}}
                  burst: {sizes: 2KiB, pointers: 0.8, lifetime: {group: burst}}
                programs:
                  fill: {repeat: 8, steps: [allocate: {site: kept, bytes: 1MiB}]}
                  peak: {repeat: %d, steps: [allocate: {site: burst, bytes: 1MiB, cpu: %s}]}
                  work: {steps: [allocate: {site: kept, bytes: 64KiB, cpu: 200us}]}
                sources:
                  - fixed: {program: fill, count: 1}
                  - fixed: {program: peak, count: %d, from: 100ms}
                  - regular: {program: work, rate: 800}
                %s""", duration, extra, cpu, growers, changes);
    }

    /** Fills its heap, then calls runtime.GC three times while next to nothing is allocated. */
    static String forced() {
        return """
                duration: 1s
                machine: {cores: 4}
                caches: {live: {capacity: 8MiB, evict: random}}
                sites:
                  kept: {sizes: 512, pointers: 0.8, lifetime: {cache: live}}
                programs:
                  fill: {repeat: 16, steps: [allocate: {site: kept, bytes: 1MiB, cpu: 1ms}]}
                  call: {repeat: 3, steps: [sleep: 200ms, gc: {}]}
                sources:
                  - fixed: {program: fill, count: 1}
                  - fixed: {program: call, count: 1}
                """;
    }
}
