package org.heapgoal.process.full;

import org.heapgoal.pacer.LimiterEventKind;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.RuntimeHooks;
import org.heapgoal.sched.StopReason;
import org.jspecify.annotations.Nullable;

/** Answers the scheduler: mark workers come from the collector, idle time goes to the limiter, and so on. */
final class SchedulerSide implements RuntimeHooks {
    private final GoProcess process;

    SchedulerSide(GoProcess process) {
        this.process = process;
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
    }

    @Override
    public void pBusy(P p, long nowNanos) {
        p.limiterEvent.stop(LimiterEventKind.IDLE, nowNanos, process.limiter);
    }

    @Override
    public void acquired(P p, long nowNanos) {
        process.collector.acquired(p, nowNanos);
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
