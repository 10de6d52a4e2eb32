package org.heapgoal.process.mutator;

import org.heapgoal.process.program.Program;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sim.event.VirtualClock;
import org.heapgoal.sim.units.Amd64;
import org.heapgoal.sim.units.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine that executes a program.
 *
 * <p>Between calls of the scheduler either some CPU time is left to pass ({@link #burn}), or a batch of allocations is in
 * progress, or the next instruction is at {@link #counter}.
 */
final class Routine extends Execution {
    private static final int SCOPED_SLOTS = 8;
    /** Slots from here on are for the present pass. */
    private static final int PASS_SLOTS = 4;
    /** More passes at one instant than any program needs that ever waits or computes. */
    private static final int MAX_IDLE_PASSES = 1_000_000;

    private final Environment environment;
    private final WaitEvent waitEvent;

    /** Cohorts of what it allocated for its own time or its present pass, see {@link #scopedSlot}. */
    final @Nullable Cohort[] scoped = new Cohort[SCOPED_SLOTS];

    /** Page faults, sweeping and scavenging charged to it. */
    long faultNanos;

    private Code code;
    private int counter;
    private long[] loops = new long[0];
    private long passesLeft;
    private long burn;
    private boolean burnHolds;
    private long spawnLeft;
    private boolean begun;
    private @Nullable Batch batch;
    private @Nullable G self;
    private long untilNanos;
    private long passStartNanos;

    /** The present instant of its schedule; −1 before the first. */
    private long dueNanos;

    private int idlePasses;
    private @Nullable Departure departure;

    private long arrivedNanos;
    private final Latency latency = new Latency();

    Routine(Environment environment) {
        this.environment = environment;
        this.waitEvent = new WaitEvent(environment, this);
        this.code = environment.codes.get(0);
    }

    /** The index in {@link #scoped} of cohorts of one kind. */
    static int scopedSlot(boolean iteration, boolean noscan, boolean finalizers) {
        return (iteration ? PASS_SLOTS : 0) + (noscan ? 2 : 0) + (finalizers ? 1 : 0);
    }

    /** Ready to run a program from its beginning. */
    void prepare(Code newCode) {
        code = newCode;
        counter = 0;
        if (loops.length < newCode.loops) {
            loops = new long[newCode.loops];
        }
        passesLeft = newCode.program.repeat();
        burn = 0;
        burnHolds = false;
        spawnLeft = 0;
        begun = false;
        untilNanos = Long.MAX_VALUE;
        passStartNanos = -1;
        dueNanos = -1;
        idlePasses = 0;
        departure = null;
        faultNanos = 0;
    }

    /**
     * Starts the goroutine.
     *
     * @param by the P that creates it
     * @param arrived when its request arrived
     * @param until when a goroutine that goes on for ever is to end after its present pass
     * @param onDeparture is told of its end
     * @return CPU nanoseconds of what it took from the heap
     */
    long start(P by, long arrived, long until, @Nullable Departure onDeparture) {
        arrivedNanos = arrived;
        untilNanos = until;
        departure = onDeparture;
        G g = environment.world.newGoroutine(this, by, false);
        self = g;
        latency.begin(g);
        environment.costs.begin();
        environment.stacks.created(g, by, code.program.stackUsedBytes());
        return environment.costs.end();
    }

    /** Who waits for a goroutine's end. */
    interface Departure {
        void departed(long nowNanos);
    }

    G g() {
        G g = self;
        if (g == null) {
            throw new IllegalStateException("the goroutine has not started");
        }
        return g;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        latency.resumed(g, nowNanos);
        if (!begun) {
            begun = true;
            if (code.program.lockThread()) {
                environment.world.lockThread(g);
            }
        }
        while (true) {
            if (burn > 0) {
                return burn;
            }
            burnHolds = false;
            Batch allocating = batch;
            if (allocating != null) {
                long verdict = allocating.next(this, g, p, nowNanos);
                if (verdict != Batch.DONE) {
                    return verdict;
                }
                environment.release(allocating);
                batch = null;
            }
            long verdict = execute(g, p, nowNanos);
            if (verdict != 0) {
                return verdict;
            }
        }
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        latency.ran(cpuNanos);
        Batch allocating = batch;
        if (allocating != null && burn == 0) {
            allocating.ran(this, g, p, cpuNanos);
        } else {
            burn -= environment.collector.blackening() ? dragged(cpuNanos) : cpuNanos;
        }
    }

    /** What a program gets done in some CPU time while a mark goes on; never nothing, and all if nothing drags. */
    private long dragged(long cpuNanos) {
        double drag = environment.markDrag;
        return drag == 0 ? cpuNanos : Math.max(Math.min(1, cpuNanos), Amd64.toInt64(cpuNanos / (1 + drag)));
    }

    @Override
    public void preempted(G g, P p, long nowNanos) {
        Batch allocating = batch;
        if (allocating != null) {
            allocating.preempted(this, p, nowNanos);
        }
    }

    @Override
    public long prologueNanos(G g) {
        return burnHolds ? NOT_PREEMPTIBLE : 0;
    }

    /** Calls another execution; return {@link Execution#CALL} after it. */
    void calls(G g, Execution execution, CallKind kind, long nowNanos) {
        latency.calls(g, kind, nowNanos);
        g.call(execution);
    }

    /** One instruction. @return 0 to go on, or a verdict */
    private long execute(G g, P p, long nowNanos) {
        Code.Instruction now = code.instructions[counter];
        Program program = code.program;
        switch (now.op()) {
            case COMPUTE -> {
                burn = growth(g, p, program) + environment.workNanos(Nanos.draw(now.nanos(), code.stream));
                burnHolds = now.flag();
                counter++;
            }
            case ALLOCATE -> {
                burn = growth(g, p, program);
                Batch allocating = environment.batch();
                long nanos = environment.workNanos(Nanos.draw(now.nanos(), code.stream));
                double bytes = Math.max(0, now.bytes().draw(code.stream));
                allocating.begin(environment.sites.get(now.index()), bytes, nanos);
                batch = allocating;
                counter++;
            }
            case NETWORK, SLEEP, EVERY, SYSCALL -> {
                return waiting(now, g, p, nowNanos);
            }
            case SPAWN -> spawn(now, p, nowNanos);
            case SEND, RECEIVE, LOCK, UNLOCK -> {
                return shared(now, g, p, nowNanos);
            }
            case LOOP -> {
                loops[now.index()] = now.number();
                counter = now.number() == 0 ? now.target() : counter + 1;
            }
            case AGAIN -> counter = --loops[now.index()] > 0 ? now.target() : counter + 1;
            case DROP -> {
                environment.groups.get(now.index()).forEach(Births.Together::drop);
                counter++;
            }
            case RESIZE -> {
                environment.caches.get(now.index()).capacity(now.number());
                counter++;
            }
            case EXIT -> {
                environment.exit.run();
                g.waitReason(WaitReason.CHAN_RECEIVE);
                return BLOCK;
            }
            case CALL -> {
                counter++;
                return call(now, g, nowNanos);
            }
            case PASS -> {
                return passed(g, p, nowNanos);
            }
        }
        return 0;
    }

    private long call(Code.Instruction now, G g, long nowNanos) {
        Execution execution = now.call() == null ? null : environment.runtimeCalls.execution(now.call());
        if (execution == null) {
            return YIELD;
        }
        calls(g, execution, CallKind.PROGRAM, nowNanos);
        return CALL;
    }

    /** CPU time of growing the stack to what the program needs. */
    private long growth(G g, P p, Program program) {
        if (g.stackBytes >= program.stackBytes()) {
            return 0;
        }
        environment.costs.begin();
        long copying = environment.stacks.grow(g, p, program.stackBytes(), program.stackUsedBytes());
        return copying + environment.costs.end();
    }

    private long waiting(Code.Instruction now, G g, P p, long nowNanos) {
        counter++;
        long drawn = Nanos.draw(now.nanos(), code.stream);
        long nanos = now.op() == Code.Op.EVERY ? untilDue(drawn, nowNanos) : drawn;
        if (nanos == 0) {
            return 0;
        }
        latency.waits(g, nowNanos);
        if (now.op() == Code.Op.SYSCALL) {
            g.enterSyscall(nanos, now.flag());
            return SYSCALL;
        }
        boolean ends = nanos <= VirtualClock.LAST_INSTANT_NANOS - nowNanos;
        if (now.op() == Code.Op.NETWORK) {
            g.waitReason(WaitReason.IO_WAIT);
            if (ends) {
                environment.clock.schedule(waitEvent, nanos);
            }
        } else {
            g.waitReason(WaitReason.SLEEP);
            if (ends) {
                environment.world.wakeAt(g, p, nowNanos + nanos);
            }
        }
        return BLOCK;
    }

    /** How long it sleeps until the next instant of its schedule; 0 if that is past. */
    private long untilDue(long period, long nowNanos) {
        if (dueNanos < 0) {
            dueNanos = nowNanos + Amd64.toInt64(period * code.stream.nextDouble());
        } else {
            dueNanos += Math.min(period, VirtualClock.LAST_INSTANT_NANOS - dueNanos);
        }
        return Math.max(0, dueNanos - nowNanos);
    }

    private void spawn(Code.Instruction now, P p, long nowNanos) {
        if (spawnLeft == 0) {
            spawnLeft = now.number();
        }
        Routine child = environment.routine(environment.codes.get(now.index()));
        burn = child.start(p, nowNanos, Long.MAX_VALUE, null) + environment.createNanos;
        if (--spawnLeft == 0) {
            counter++;
        }
    }

    private long shared(Code.Instruction now, G g, P p, long nowNanos) {
        counter++;
        boolean atOnce = true;
        WaitReason reason = WaitReason.NONE;
        switch (now.op()) {
            case SEND -> {
                atOnce = environment.channels.get(now.index()).send(this, p);
                reason = WaitReason.CHAN_SEND;
            }
            case RECEIVE -> {
                atOnce = environment.channels.get(now.index()).receive(this, p);
                reason = WaitReason.CHAN_RECEIVE;
            }
            case LOCK -> {
                atOnce = environment.locks.get(now.index()).lock(this);
                reason = WaitReason.SYNC_MUTEX_LOCK;
            }
            default -> environment.locks.get(now.index()).unlock(this, p);
        }
        if (atOnce) {
            return 0;
        }
        latency.waits(g, nowNanos);
        g.waitReason(reason);
        return BLOCK;
    }

    private long passed(G g, P p, long nowNanos) {
        dropScoped(PASS_SLOTS);
        boolean over = passesLeft != Program.FOREVER && --passesLeft == 0;
        if (over || nowNanos >= untilNanos) {
            return finish(g, p, nowNanos);
        }
        if (nowNanos != passStartNanos) {
            passStartNanos = nowNanos;
            idlePasses = 0;
        } else if (++idlePasses > MAX_IDLE_PASSES) {
            throw new BadInput("program \"" + code.name + "\" repeats without taking any time at " + nowNanos
                    + " ns: it needs a step that computes or waits");
        }
        counter = 0;
        return 0;
    }

    private long finish(G g, P p, long nowNanos) {
        dropScoped(0);
        environment.stacks.ended(g, p);
        if (code.program.lockThread()) {
            environment.world.unlockThread(g);
        }
        if (code.program.request()) {
            environment.probe.onRequest(latency.record(code.name, g, arrivedNanos, nowNanos, faultNanos));
        }
        Departure waiting = departure;
        if (waiting != null) {
            waiting.departed(nowNanos);
        }
        self = null;
        environment.release(this);
        return EXIT;
    }

    private void dropScoped(int from) {
        for (int slot = from; slot < SCOPED_SLOTS; slot++) {
            Cohort cohort = scoped[slot];
            if (cohort != null) {
                scoped[slot] = null;
                environment.population.drop(cohort);
            }
        }
    }
}
