package org.heapgoal.process.full;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.heapgoal.recording.ActivityRequest;
import org.heapgoal.recording.ActivitySlice;
import org.heapgoal.recording.ActivityWindow;
import org.heapgoal.recording.CycleRecord;
import org.heapgoal.recording.PActivity;
import org.heapgoal.sched.G;
import org.heapgoal.sched.P;
import org.heapgoal.sched.PState;
import org.heapgoal.sim.event.TimeObserver;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what every P does in a window. It looks at the Ps whenever time passes, when their state holds until the next
 * instant, so a slice begins and ends exactly where a P's activity changes.
 *
 * <p>A window around a GC cycle is known when the cycle has ended: until then the last slices are kept, and of a run that
 * has no such cycle the last that were. Memory is bounded; of a window with more slices the later part is kept.
 */
final class ActivityRecorder implements TimeObserver {
    private static final int MOST_SLICES = 200_000;

    /** Looks without a complete cycle after which the search is given up. */
    private static final long MOST_LOOKS = 3_000_000;

    /** Warm-up is a tenth of the run, and not longer than this. */
    private static final long LONGEST_WARM_UP_NANOS = 10_000_000_000L;

    private static final int WARM_UP_PART = 10;

    /** Of the window, a sixth lies before the cycle and a sixth behind it. */
    private static final int MARGIN_PART = 4;

    private static final long LENGTH_WITHOUT_CYCLE_NANOS = 20_000_000;

    private final GoProcess process;
    private final boolean aroundCycle;
    private final ArrayDeque<ActivitySlice> slices = new ArrayDeque<>();
    private @Nullable PActivity[] current = new PActivity[0];
    private long[] since = new long[0];
    private long fromNanos;
    private long untilNanos;
    private String choice;
    private long looks;
    private int mostPs;
    private boolean done;

    private ActivityRecorder(GoProcess process, boolean aroundCycle, long fromNanos, long untilNanos, String choice) {
        this.process = process;
        this.aroundCycle = aroundCycle;
        this.fromNanos = fromNanos;
        this.untilNanos = untilNanos;
        this.choice = choice;
    }

    /** A recorder for a request; null if nothing is wanted. */
    static @Nullable ActivityRecorder of(ActivityRequest request, GoProcess process) {
        if (request instanceof ActivityRequest.Chosen chosen) {
            long from = chosen.fromNanos();
            return new ActivityRecorder(process, false, from, from + chosen.lengthNanos(), "the window asked for");
        }
        if (request instanceof ActivityRequest.AroundACycle) {
            long warmUp = Math.min(process.setup.load().durationNanos() / WARM_UP_PART, LONGEST_WARM_UP_NANOS);
            return new ActivityRecorder(
                    process, true, warmUp, Long.MAX_VALUE, "no GC cycle ran after warm-up: the last moments looked at");
        }
        return null;
    }

    @Override
    public void timePasses(long from, long to) {
        if (done || to <= fromNanos) {
            return;
        }
        if (from >= untilNanos || (aroundCycle && untilNanos == Long.MAX_VALUE && ++looks > MOST_LOOKS)) {
            stop(Math.min(from, untilNanos));
            return;
        }
        long at = Math.max(from, fromNanos);
        List<P> ps = process.scheduler.ps();
        grow(ps.size());
        for (int p = 0; p < current.length; p++) {
            PActivity activity = p < ps.size() ? activity(ps.get(p)) : null;
            if (activity != current[p]) {
                close(p, at);
                current[p] = activity;
                since[p] = at;
            }
        }
    }

    private void grow(int ps) {
        if (ps > mostPs) {
            mostPs = ps;
            current = Arrays.copyOf(current, ps);
            since = Arrays.copyOf(since, ps);
        }
    }

    private PActivity activity(P p) {
        PState state = p.state();
        if (state == PState.RUNNING) {
            G g = p.running();
            return g == null ? PActivity.IDLE : process.collector.activity(g);
        }
        return switch (state) {
            case SYSCALL -> PActivity.SYSCALL;
            case GC_STOP -> PActivity.STOPPED;
            default -> PActivity.IDLE;
        };
    }

    private void close(int p, long at) {
        PActivity activity = current[p];
        if (activity != null && at > since[p]) {
            slices.addLast(new ActivitySlice(p, activity, since[p], at));
            if (slices.size() > MOST_SLICES) {
                fromNanos = Math.max(fromNanos, slices.removeFirst().toNanos());
            }
        }
    }

    /** A cycle is complete: the first one that began after warm-up is the one to show. */
    void cycleEnded(CycleRecord cycle) {
        long start = cycle.timing().startNanos();
        if (!aroundCycle || done || untilNanos != Long.MAX_VALUE || start < fromNanos) {
            return;
        }
        long margin = Math.max(1, (cycle.timing().endNanos() - start) / MARGIN_PART);
        fromNanos = Math.max(fromNanos, start - margin);
        untilNanos = cycle.timing().endNanos() + margin;
        choice = "around GC cycle " + cycle.number() + ", the first complete one after warm-up";
    }

    private void stop(long at) {
        for (int p = 0; p < current.length; p++) {
            close(p, at);
            current[p] = null;
        }
        untilNanos = at;
        done = true;
        process.clock.observeTime(null);
    }

    /** The run is over: what was kept, cut to the window; nothing if the run did not reach it. */
    Optional<ActivityWindow> finish(long nowNanos) {
        boolean found = untilNanos != Long.MAX_VALUE && (!aroundCycle || !done || looks <= MOST_LOOKS);
        if (!done) {
            stop(Math.min(nowNanos, untilNanos));
        }
        long from = found ? fromNanos : Math.max(fromNanos, untilNanos - LENGTH_WITHOUT_CYCLE_NANOS);
        List<ActivitySlice> kept = new ArrayList<>();
        for (ActivitySlice slice : slices) {
            long begin = Math.max(from, slice.fromNanos());
            long end = Math.min(untilNanos, slice.toNanos());
            if (end > begin) {
                kept.add(new ActivitySlice(slice.p(), slice.activity(), begin, end));
            }
        }
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActivityWindow(from, untilNanos, mostPs, kept, choice));
    }
}
