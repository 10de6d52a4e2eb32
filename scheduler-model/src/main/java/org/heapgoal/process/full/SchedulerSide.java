package org.heapgoal.process.full;

import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.RuntimeHooks;
import org.heapgoal.sched.StopReason;
import org.jspecify.annotations.Nullable;

/** Answers the scheduler: mark workers come from the collector, idle time goes to the limiter, and so on. */
final class SchedulerSide implements RuntimeHooks {
    /** The runtime's goroutines get the smallest stack and use little of it while they wait. */
    private static final long STACK_BYTES = 2048;

    private static final long STACK_USED_BYTES = 256;

    private final GoProcess process;

    /** The first thread's structures belong to what the process has at its start. */
    private int threads = 1;

    private int idlePs;
    private long idleNanos;
    private long idleUntilNanos;

    SchedulerSide(GoProcess process) {
        this.process = process;
        this.idlePs = process.scheduler.idlePs();
    }

    /** Time that Ps have spent on the idle list until now, summed over Ps. */
    long idleNanos(long nowNanos) {
        return idleNanos + idlePs * (nowNanos - idleUntilNanos);
    }

    private void countIdle(int change, long nowNanos) {
        idleNanos = idleNanos(nowNanos);
        idleUntilNanos = nowNanos;
        idlePs += change;
    }

    @Override
    public boolean blackening() {
        return process.collector.blackening();
    }

    @Override
    public @Nullable G gcWorker(P p, long nowNanos) {
        return process.collector.gcWorker(p, nowNanos);
    }

    @Override
    public boolean assignGcWorker(P p, long nowNanos) {
        return process.collector.assignGcWorker(p, nowNanos);
    }

    @Override
    public @Nullable G idleGcWorker(P p, long nowNanos) {
        return process.collector.idleGcWorker(p, nowNanos);
    }

    @Override
    public boolean markWorkAvailable() {
        return process.collector.markWorkAvailable();
    }

    @Override
    public void pIdle(P p, long nowNanos) {
        p.limiterEvent.start(LimiterEventKind.IDLE, nowNanos);
        countIdle(1, nowNanos);
    }

    @Override
    public void pBusy(P p, long nowNanos) {
        p.limiterEvent.stop(LimiterEventKind.IDLE, nowNanos, process.limiter);
        countIdle(-1, nowNanos);
    }

    /** Threads made since are charged here: the P that a thread begins with has no allocation in progress. */
    @Override
    public void acquired(P p, long nowNanos) {
        process.collector.acquired(p, nowNanos);
        for (; threads < process.scheduler.threadsMade(); threads++) {
            process.heap.chargeThread(p.id());
        }
    }

    /** Goroutines of the program are charged by the program, whose stacks grow and shrink. */
    @Override
    public void made(G g, @Nullable P by) {
        if (!g.system()) {
            return;
        }
        int p = by == null ? 0 : by.id();
        process.heap.chargeGoroutine(p);
        g.stack = process.heap.allocStack(p, STACK_BYTES);
        g.stackBytes = STACK_BYTES;
        g.stackUsedBytes = STACK_USED_BYTES;
        process.controller.addMaxStackScan(STACK_BYTES);
    }

    @Override
    public void destroyed(P p, long nowNanos) {
        process.mutator.destroyed(p);
        process.heap.destroyP(p.id());
    }

    @Override
    public void maxProcsChanged(int before, int now, long nowNanos) {
        for (int p = before; p < now; p++) {
            process.heap.addP(p);
        }
        process.followPs();
        process.limiter.resetCapacity(nowNanos, now);
    }

    @Override
    public void sysmon(long nowNanos) {
        process.maxProcsUpdater.sysmon(nowNanos);
        process.backgroundScavenging.sysmon();
        process.collector.sysmon(nowNanos);
        process.schedulerTrace.sysmon(nowNanos);
    }

    @Override
    public void exited(G g, P p, long nowNanos) {
        process.collector.exited(g, p, nowNanos);
    }

    @Override
    public void schedLatency(long nanos) {
        process.schedStats.latency(nanos);
    }

    @Override
    public void paused(StopReason reason, long stoppingNanos, long totalNanos) {
        process.schedStats.paused(reason, stoppingNanos, totalNanos);
        if (reason.isGc()) {
            process.recorder.sample();
        }
    }
}
