package org.heapgoal.gc;

import org.heapgoal.pacer.GcController;
import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.pacer.MarkWork;
import org.heapgoal.sched.Execution;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.WaitReason;
import org.heapgoal.sim.units.Amd64;

/**
 * A goroutine pays for what it wants to allocate while marking goes on ({@code mgcmark.go: gcAssistAlloc}): it takes credit
 * that background workers earned, marks by itself, or waits.
 */
final class Assist extends Execution {
    /** An assist that must work at all does at least so much, to have credit for what comes next ({@code gcOverAssistWork}). */
    private static final long OVER_ASSIST_WORK = 64 << 10;

    /** Assist time that a P keeps to itself before it tells controller and limiter ({@code gcAssistTimeSlack}). */
    private static final long ASSIST_TIME_SLACK_NANOS = 5000;

    /** Root jobs that an assist takes at once last about so long. */
    private static final long ROOT_NANOS = 10_000;

    private enum State {
        DRAIN,
        DRAINING,
        DRAINED,
        WAITING
    }

    private final Work work;
    private final Drain drain;
    private long scanWork;
    private State state = State.DRAIN;
    private long startNanos;
    private boolean tracked;
    private boolean last;
    private boolean preempted;

    private Assist(Work work, long scanWork) {
        this.work = work;
        this.scanWork = scanWork;
        drain = new Drain(work, false);
    }

    /** The assist that a goroutine owes, after it has taken what credit there is; null if that was enough. */
    static @org.jspecify.annotations.Nullable Assist owed(Work work, G g) {
        long scanWork = steal(work, g);
        return scanWork == 0 ? null : new Assist(work, scanWork);
    }

    /**
     * Takes credit.
     *
     * @return scan work that is left to be done for the goroutine's debt; 0 for none
     */
    private static long steal(Work work, G g) {
        if (g.assistBytes >= 0 || work.limiting()) {
            return 0;
        }
        work.marking.sync(work.world.nowNanos());
        GcController controller = work.controller;
        double bytesPerWork = controller.assistBytesPerWork();
        long debtBytes = -g.assistBytes;
        long scanWork = Amd64.toInt64(controller.assistWorkPerByte() * (double) debtBytes);
        if (scanWork < OVER_ASSIST_WORK) {
            scanWork = OVER_ASSIST_WORK;
            debtBytes = Amd64.toInt64(bytesPerWork * (double) scanWork);
        }
        MarkWork counters = controller.work();
        long credit = counters.bgScanCredit();
        if (credit <= 0) {
            return scanWork;
        }
        long stolen;
        if (credit < scanWork) {
            stolen = credit;
            work.marking.grant(g, 1 + Amd64.toInt64(bytesPerWork * (double) stolen));
        } else {
            stolen = scanWork;
            work.marking.grant(g, debtBytes);
        }
        counters.addBgScanCredit(-stolen);
        return scanWork - stolen;
    }

    @Override
    public long next(G g, P p, long nowNanos) {
        while (true) {
            switch (state) {
                case DRAIN -> {
                    if (!work.blackening) {
                        g.assistBytes = 0;
                        return RETURN;
                    }
                    begin(g, p, nowNanos);
                }
                case DRAINING -> {
                    if (drain(nowNanos)) {
                        return drain.stretch();
                    }
                    end(g, p, nowNanos);
                }
                case DRAINED -> {
                    if (last) {
                        last = false;
                        g.call(new MarkDone(work));
                        return CALL;
                    }
                    if (g.assistBytes >= 0) {
                        return RETURN;
                    }
                    if (!preempted) {
                        if (!work.blackening) {
                            return RETURN;
                        }
                        if (work.marking.await(g)) {
                            g.waitReason(WaitReason.GC_ASSIST_WAIT);
                            state = State.WAITING;
                            return BLOCK;
                        }
                    }
                    preempted = false;
                    scanWork = steal(work, g);
                    if (scanWork == 0) {
                        return RETURN;
                    }
                    state = State.DRAIN;
                }
                case WAITING -> {
                    return RETURN;
                }
            }
        }
    }

    private void begin(G g, P p, long nowNanos) {
        startNanos = nowNanos;
        tracked = p.limiterEvent.start(LimiterEventKind.MARK_ASSIST, nowNanos);
        work.marking.begin(drain, g, p);
        g.waitReason(WaitReason.GC_ASSIST_MARKING);
        state = State.DRAINING;
    }

    /**
     * Finds work until enough is done.
     *
     * @return false if it is time to stop
     */
    private boolean drain(long nowNanos) {
        if (work.limiting()) {
            return false;
        }
        if (!drain.unfinished()) {
            long left = scanWork - drain.workDone();
            long lead = drain.claimed() ? 0 : work.costs.assist;
            if (left <= 0 || !(drain.claimHeap(left, lead) || drain.claimRoots(ROOT_NANOS, lead))) {
                return false;
            }
        }
        work.marking.watch(drain, nowNanos);
        return true;
    }

    private void end(G g, P p, long nowNanos) {
        last = work.marking.end(drain, p);
        work.marking.grant(g, 1 + Amd64.toInt64(work.controller.assistBytesPerWork() * (double) drain.workDone()));
        p.gcAssistNanos += nowNanos - startNanos;
        if (tracked) {
            p.limiterEvent.stop(LimiterEventKind.MARK_ASSIST, nowNanos, work.limiter);
        }
        state = State.DRAINED;
        if (p.gcAssistNanos > ASSIST_TIME_SLACK_NANOS) {
            work.controller.time().addAssistNanos(p.gcAssistNanos);
            p.gcAssistNanos = 0;
            work.updateLimiter(nowNanos);
        }
    }

    @Override
    public void ran(G g, P p, long cpuNanos) {
        drain.ran(cpuNanos);
    }

    @Override
    public void preempted(G g, P p, long nowNanos) {
        if (state == State.DRAINING) {
            end(g, p, nowNanos);
            preempted = true;
        }
    }
}
