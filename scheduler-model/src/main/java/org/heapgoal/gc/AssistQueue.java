package org.heapgoal.gc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sched.G;
import org.heapgoal.sim.units.Amd64;

/** Goroutines whose debt nobody could pay yet, first come first served ({@code mgcmark.go: work.assistQueue}). */
final class AssistQueue {
    private final ArrayDeque<G> waiting = new ArrayDeque<>();

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    void add(G g) {
        waiting.add(g);
    }

    /** Who gives bytes to a goroutine. */
    interface Payer {
        void grant(G g, long bytes);
    }

    /** Who is told that a debt is paid. */
    interface Woken {
        void ready(G g);
    }

    /**
     * Pays debts with background work ({@code gcFlushBgCredit}). Whoever can be paid only in part goes to the back, so that
     * large debts do not delay small ones.
     *
     * @return scan work that is left over as credit
     */
    long pay(long scanWork, double bytesPerWork, double workPerByte, Payer payer, Woken woken) {
        long bytes = Amd64.toInt64((double) scanWork * bytesPerWork);
        while (!waiting.isEmpty() && bytes > 0) {
            G g = waiting.remove();
            if (bytes + g.assistBytes >= 0) {
                bytes += g.assistBytes;
                payer.grant(g, -g.assistBytes);
                woken.ready(g);
            } else {
                payer.grant(g, bytes);
                bytes = 0;
                waiting.add(g);
            }
        }
        return bytes > 0 ? Amd64.toInt64((double) bytes * workPerByte) : 0;
    }

    /** Everybody leaves, with their debts: marking is over. */
    List<G> takeAll() {
        List<G> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }
}
