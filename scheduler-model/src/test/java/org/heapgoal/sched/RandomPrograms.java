package org.heapgoal.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.sim.event.EventKind;
import org.heapgoal.sim.event.EventPriority;
import org.heapgoal.sim.event.ModelEvent;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.random.StreamFactory;
import org.jspecify.annotations.Nullable;

/**
 * A random process: goroutines that run, block, sleep, wait for the network, call the system, spawn, yield, lock threads, stop
 * the world and change GOMAXPROCS, with events from outside. Everything follows from the seed and what happens when, so two
 * schedulers that behave alike make the same journal.
 */
final class RandomPrograms {
    private static final int MAX_GOROUTINES = 200;

    /** So many decisions make a run worth looking at. */
    private static final int LIVELY = 20;

    final VirtualClock clock = new VirtualClock();
    final Scheduler scheduler;
    final List<String> journal = new ArrayList<>();
    private final SplittableRandom random;
    private final List<G> blocked = new ArrayList<>();
    private final List<G> polling = new ArrayList<>();
    private final boolean changesProcs;
    private long ranNanos;
    private int made;
    private boolean stopping;
    private boolean quiet;

    RandomPrograms(
            long seed, int procs, int cores, double quota, GoVersion version, boolean free, boolean changesProcs) {
        random = new SplittableRandom(seed);
        this.changesProcs = changesProcs;
        double gathering = random.nextInt(4) == 0 ? 0.3 : 0;
        MachineProfile profile = free
                ? Profiles.free()
                        .with(Cost.OS_SLICE, 50_000)
                        .with(Cost.GATHERING, gathering)
                        .profile()
                : Profiles.free()
                        .with(Cost.OS_SLICE, 50_000)
                        .with(Cost.GATHERING, gathering)
                        .with(Cost.THREAD_SWITCH, 1_500)
                        .with(Cost.THREAD_WAKE, 4_000)
                        .with(Cost.GOROUTINE_SWITCH, 150)
                        .with(Cost.PREEMPT_SIGNAL, 2_500)
                        .with(Cost.SYSCALL, 90)
                        .with(Cost.STOP_WORLD, 3_000)
                        .with(Cost.STOP_WORLD_P, 100)
                        .with(Cost.START_WORLD, 2_000)
                        .with(Cost.START_WORLD_P, 200)
                        .profile();
        scheduler = new Scheduler(
                clock,
                new SchedulerConfig(version, procs, cores, quota, 200_000, profile, false, false),
                new StreamFactory(seed, 0));
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            scheduler.newGoroutine(new Program(), null, false);
        }
        for (int i = 0; i < 2; i++) {
            clock.schedule(new Outside(i), 1_000 * (long) (1 + i));
        }
    }

    /** CPU time that executions were told of. */
    long ranNanos() {
        return ranNanos;
    }

    /** From now on everybody only ends; nobody stops the world any more. */
    void quieten() {
        quiet = true;
    }

    private final class Outside extends ModelEvent {
        Outside(int id) {
            super(RandomPrograms.this.clock, new EventKind("outside"), EventPriority.SCENARIO, id);
        }

        @Override
        protected void fire() {
            if (!blocked.isEmpty() && random.nextInt(2) == 0) {
                scheduler.ready(blocked.remove(random.nextInt(blocked.size())), null, false);
            }
            if (!polling.isEmpty()) {
                scheduler.networkReady(polling.remove(random.nextInt(polling.size())));
            }
            List<P> ps = scheduler.ps();
            P any = ps.get(random.nextInt(ps.size()));
            G g = any.running();
            if (g != null) {
                switch (random.nextInt(4)) {
                    case 0 -> scheduler.preempt(any);
                    case 1 -> scheduler.sync(g);
                    case 2 -> scheduler.reconsider(g);
                    default -> {}
                }
            }
            if (blocked.isEmpty() && made < MAX_GOROUTINES) {
                made++;
                scheduler.newGoroutine(new Program(), null, false);
            }
            // Both may rest at once, so neither does before the program has done something.
            boolean rests = journal.size() > LIVELY && random.nextInt(20) == 0;
            clock.schedule(this, rests ? 2_000_000 : 1 + random.nextInt(20_000));
        }
    }

    private final class Program extends Execution {
        private long left;
        private int steps = 2 + random.nextInt(30);
        private @Nullable WorldStop stop;
        private boolean locked;

        @Override
        public long next(G g, P p, long nowNanos) {
            long verdict = decide(g, p, nowNanos);
            journal.add(nowNanos + " G" + g.id() + " P" + p.id() + " " + verdict);
            return verdict;
        }

        private long decide(G g, P p, long nowNanos) {
            if (stop != null) {
                stop = null;
                stopping = false;
                if (changesProcs && random.nextInt(3) == 0) {
                    scheduler.setMaxProcs(1 + random.nextInt(12));
                }
                scheduler.startTheWorld();
            }
            if (left > 0) {
                return left;
            }
            if (--steps < 0 || quiet) {
                return EXIT;
            }
            return step(g, p, nowNanos);
        }

        private long step(G g, P p, long nowNanos) {
            switch (random.nextInt(16)) {
                case 0 -> {
                    g.waitReason(WaitReason.CHAN_RECEIVE);
                    blocked.add(g);
                    return BLOCK;
                }
                case 1 -> {
                    g.waitReason(WaitReason.IO_WAIT);
                    polling.add(g);
                    return BLOCK;
                }
                case 2 -> {
                    g.waitReason(WaitReason.SLEEP);
                    scheduler.wakeAt(g, p, nowNanos + random.nextInt(200_000));
                    return BLOCK;
                }
                case 3 -> {
                    g.enterSyscall(
                            random.nextInt(10) == 0 ? random.nextInt(500_000) : random.nextInt(3_000),
                            random.nextInt(3) == 0);
                    return SYSCALL;
                }
                case 4, 5 -> {
                    if (made < MAX_GOROUTINES) {
                        made++;
                        scheduler.newGoroutine(new Program(), p, random.nextInt(4) == 0);
                    }
                    return 0;
                }
                case 6 -> {
                    return random.nextBoolean() ? YIELD : GOYIELD;
                }
                case 7 -> {
                    if (!blocked.isEmpty()) {
                        scheduler.ready(blocked.remove(random.nextInt(blocked.size())), p, random.nextBoolean());
                    }
                    left = random.nextInt(3_000);
                    return left;
                }
                case 8 -> {
                    return stopTheWorld(g);
                }
                case 9 -> {
                    return lock(g);
                }
                case 10 -> {
                    List<G> some = new ArrayList<>(blocked);
                    blocked.clear();
                    scheduler.inject(some, p);
                    left = random.nextInt(3_000);
                    return left;
                }
                default -> {
                    left = random.nextInt(5) == 0 ? random.nextInt(400_000) : random.nextInt(5_000);
                    return left;
                }
            }
        }

        private long stopTheWorld(G g) {
            if (stopping || random.nextInt(4) > 0) {
                return 0;
            }
            stopping = true;
            scheduler.stopTheWorld(StopReason.READ_MEM_STATS, g, made -> {
                stop = made;
                left = random.nextInt(30_000);
                scheduler.release(g);
            });
            return HOLD;
        }

        private long lock(G g) {
            if (locked) {
                scheduler.unlockThread(g);
            } else {
                scheduler.lockThread(g);
            }
            locked = !locked;
            return 0;
        }

        @Override
        public void ran(G g, P p, long cpuNanos) {
            if (cpuNanos <= 0 || cpuNanos > left) {
                throw new AssertionError("ran " + cpuNanos + " of " + left);
            }
            left -= cpuNanos;
            ranNanos += cpuNanos;
        }

        @Override
        public long safePointNanos(G g) {
            return left % 7 == 0 ? NOT_PREEMPTIBLE : left % 1_000;
        }
    }
}
