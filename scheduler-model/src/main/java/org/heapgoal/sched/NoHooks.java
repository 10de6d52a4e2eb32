package org.heapgoal.sched;

import org.jspecify.annotations.Nullable;

/**
 * The rest of the runtime, where there is none: nobody collects garbage and nobody wants to know. Open for tests, which
 * override what they look at.
 */
class NoHooks implements RuntimeHooks {
    @Override
    public boolean blackening() {
        return false;
    }

    @Override
    public @Nullable G gcWorker(P p, long nowNanos) {
        return null;
    }

    @Override
    public @Nullable G idleGcWorker(P p, long nowNanos) {
        return null;
    }

    @Override
    public boolean markWorkAvailable() {
        return false;
    }

    @Override
    public void pIdle(P p, long nowNanos) {}

    @Override
    public void pBusy(P p, long nowNanos) {}

    @Override
    public void acquired(P p, long nowNanos) {}

    @Override
    public void destroyed(P p, long nowNanos) {}

    @Override
    public void maxProcsChanged(int before, int now, long nowNanos) {}

    @Override
    public void sysmon(long nowNanos) {}

    @Override
    public void exited(G g, P p, long nowNanos) {}

    @Override
    public void schedLatency(long nanos) {}

    @Override
    public void paused(StopReason reason, long stoppingNanos, long totalNanos) {}
}
