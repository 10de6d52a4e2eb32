package org.heapgoal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Oracle: the rules of Linux that the class names, worked by hand; the first draw is the phase of the ticks, which come every 4 ms. */
class CoreQueuesTest {
    private static final long MS = 1_000_000;
    private final VirtualClock clock = new VirtualClock();
    private final List<String> log = new ArrayList<>();

    /** A thread with one burst each time it is woken; at its end it may wake another. */
    private final class Sleeper extends CoreThread {
        private final Cores cores;
        private @Nullable Sleeper wakes;
        private long wakesFor;

        Sleeper(int order, Cores cores) {
            super(order);
            this.cores = cores;
        }

        @Override
        protected void burstEnded() {
            cores.take(this);
            Sleeper other = wakes;
            if (other == null) {
                log.add(order + "@" + clock.nowNanos() / 1_000);
                cores.block(this);
                return;
            }
            wakes = null;
            log.add(order + (cores.findsIdle(other) ? " finds an idle core" : " shares its core"));
            at(clock.nowNanos(), () -> cores.wake(other, wakesFor));
            cores.burst(this, MS);
        }
    }

    private void at(long nanos, Runnable action) {
        clock.scheduleAt(
                new ModelEvent(clock, new EventKind("test"), EventPriority.SCENARIO, 0) {
                    @Override
                    protected void fire() {
                        action.run();
                    }
                },
                nanos);
    }

    private Cores twoCores(double share, double... draws) {
        return new Cores(clock, 2, 4 * MS, 0, new Gathering(share, new DoubleSupplier() {
            private int next;

            @Override
            public double getAsDouble() {
                return draws[next++];
            }
        }));
    }

    private Sleeper woken(int order, Cores cores, long burst) {
        Sleeper thread = new Sleeper(order, cores);
        cores.wake(thread, burst);
        return thread;
    }

    @Test
    void aCoreThatBecomesIdleTakesAThreadThatHasNotRunForHalfAMillisecond() {
        Cores cores = twoCores(1, 0, 0.9);
        woken(0, cores, 10 * MS);
        woken(1, cores, MS);
        woken(2, cores, MS);
        clock.runUntil(20 * MS);
        assertThat(log).containsExactly("1@1000", "2@2000", "0@10000");
    }

    /** 0 is put off its core after 2.8 ms, 0.2 ms before core 1 is idle: that one takes it at the next tick, with 7.2 ms to go. */
    @Test
    void aThreadThatHasJustRunWaitsForTheTickAlthoughACoreIsIdle() {
        putOff();
        clock.runUntil(20 * MS);
        assertThat(log).containsExactly("1@3000", "2@7800", "0@11200");
    }

    private Cores putOff() {
        Cores cores = twoCores(1, 0, 0.69);
        woken(0, cores, 10 * MS);
        woken(1, cores, 3 * MS);
        at(2_800_000, () -> woken(2, cores, 5 * MS));
        return cores;
    }

    @Test
    void somethingShortOnAnIdleCoreLetsItLookBeforeTheTick() {
        Cores cores = putOff();
        at(3_200_000, cores::look);
        at(3_400_000, cores::look);
        clock.runUntil(20 * MS);
        assertThat(log).containsExactly("1@3000", "2@7800", "0@10600");
    }

    private void oneWakesTheOther(double... draws) {
        Cores cores = twoCores(0.5, draws);
        Sleeper waker = woken(0, cores, 2 * MS);
        waker.wakes = woken(1, cores, MS);
        waker.wakesFor = 3 * MS;
        clock.runUntil(20 * MS);
    }

    /** 2.0 ms: 1 has slept on core 1; its waker on core 0 has it on its own core, and gives it way. */
    @Test
    void aThreadWokenFromAnotherCoreGoesThereAndTakesTheWakersPlace() {
        oneWakesTheOther(0, 0.49, 0.07, 0.69);
        // 0 is hot when it is put off, and core 1 looks at the tick at 4 ms only.
        assertThat(log).containsExactly("1@1000", "0 shares its core", "0@5000", "1@5000");
    }

    @Test
    void orKeepsToItsOwnIdleCore() {
        oneWakesTheOther(0, 0.5);
        assertThat(log).containsExactly("1@1000", "0 finds an idle core", "0@3000", "1@5000");
    }

    @Test
    void fewFindAnIdleCoreBesideTheirWakers() {
        oneWakesTheOther(0, 0.49, 0.069);
        assertThat(log).containsExactly("1@1000", "0 finds an idle core", "0@3000", "1@5000");
    }

    /** At each tick who has had 1.4 ms gives way: 0 to 4 ms, 8 to 12 ms and 16 to 18 ms for the first. */
    @Test
    void threadsOfOneCoreTakeTurnsAtTheTicks() {
        Cores cores = new Cores(clock, 1, 4 * MS, 0, new Gathering(1, new DoubleSupplier() {
            private boolean phase = true;

            @Override
            public double getAsDouble() {
                boolean first = phase;
                phase = false;
                return first ? 0 : 0.99;
            }
        }));
        woken(0, cores, 10 * MS);
        woken(1, cores, 9 * MS);
        clock.runUntil(30 * MS);
        assertThat(log).containsExactly("0@18000", "1@19000");
    }

    /** Oracle: a core has one thread at a time, and every thread gets what it asks for. */
    @Property
    void noTimeIsLostOrHadTwice(
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll @IntRange(min = 1, max = 9) int threads,
            @ForAll @IntRange(min = 1, max = 10) int tenths,
            @ForAll long seed) {
        VirtualClock own = new VirtualClock();
        Random random = new Random(seed);
        Cores cores = new Cores(own, count, 4 * MS, 0, new Gathering(tenths / 10.0, random::nextDouble));
        List<Worker> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(new Worker(i, own, cores, random));
        }
        own.runUntil(2_000 * MS);
        assertThat(all).allSatisfy(worker -> assertThat(worker.left).isZero());
        assertThat(cores.cpuNanos())
                .isEqualTo(all.stream().mapToLong(worker -> worker.got).sum());
        assertThat(cores.onCores()).isZero();
        assertThat(cores.queued()).isZero();
    }

    private static final class Worker extends CoreThread {
        private final VirtualClock clock;
        private final Cores cores;
        private final Random random;
        private int left = 20;
        private long asked;
        private long got;

        Worker(int order, VirtualClock clock, Cores cores, Random random) {
            super(order);
            this.clock = clock;
            this.cores = cores;
            this.random = random;
            work();
        }

        private void work() {
            asked = 1L + random.nextInt(3_000_000);
            cores.wake(this, asked);
        }

        @Override
        protected void burstEnded() {
            assertThat(cores.onCores()).isPositive();
            long burst = cores.take(this);
            assertThat(burst).isEqualTo(asked);
            got += burst;
            cores.block(this);
            if (--left > 0) {
                clock.schedule(
                        new ModelEvent(clock, new EventKind("work"), EventPriority.MACHINE, 0) {
                            @Override
                            protected void fire() {
                                cores.findsIdle(Worker.this);
                                work();
                            }
                        },
                        random.nextInt(2_000_000));
            }
        }
    }

    @Test
    void aShareIsAboveZeroAndAtMostOne() {
        assertThatThrownBy(() -> new Gathering(0, () -> 0)).hasMessageContaining("above 0 to 1, not 0.0");
        assertThatThrownBy(() -> new Gathering(1.1, () -> 0)).hasMessageContaining("not 1.1");
    }
}
