package org.heapgoal.conformance;

import java.util.Iterator;
import java.util.List;
import org.heapgoal.heap.page.OsPages;
import org.heapgoal.scavenger.BackgroundScavenger;
import org.jspecify.annotations.Nullable;

/**
 * Drives the background scavenger's rounds and sleeps.
 *
 * <p>A recorded sleep is told for how much work it makes up, and may follow any operation. Rounds and sleeps share nothing
 * else, so each round has a scavenger of its own, and the one that sleeps is taken through a round of one piece first.
 */
final class ScavengerLoopReplayer implements Replayer {
    private static final int LINUX_COST_RATIO = 0;

    private @Nullable BackgroundScavenger sleeper;

    @Override
    public Answer apply(String name, Members arguments) {
        if (name.equals("new")) {
            sleeper = scavenger();
            return Answer.nothing();
        }
        BackgroundScavenger started = Replayer.started(sleeper, name, arguments);
        return switch (name) {
            case "run" -> run(arguments);
            case "sleep" -> sleep(started, arguments);
            default -> throw Replayer.unknown(name, arguments, "new, run, sleep");
        };
    }

    private static BackgroundScavenger scavenger() {
        return new BackgroundScavenger(OsPages.LINUX_AMD64.physPageBytes(), LINUX_COST_RATIO);
    }

    private static Answer run(Members arguments) {
        BackgroundScavenger scavenger = scavenger();
        Pieces pieces = new Pieces(arguments.count("stopAfter"), arguments.objects("pieces"));
        long released = scavenger.run(pieces);
        return Answer.required()
                .count("calls", pieces.calls)
                .unsigned("request", pieces.request)
                .unsigned("released", released)
                .float64("worked", scavenger.workedNanos());
    }

    private static Answer sleep(BackgroundScavenger scavenger, Members arguments) {
        scavenger.startRun();
        scavenger.quantumDone(BackgroundScavenger.QUANTUM_BYTES, 1);
        scavenger.endRun();
        long requested = scavenger.sleep(arguments.float64("worked"));
        scavenger.woke(arguments.signed("slept"), arguments.count("procs"));
        return Answer.required()
                .signed("requested", requested)
                .float64("sleepRatio", scavenger.sleepRatio())
                .signed("cooldown", scavenger.cooldownNanos())
                .bool("reset", scavenger.takeControllerReset());
    }

    /** Recorded pieces of work, handed out one by one. */
    private static final class Pieces implements BackgroundScavenger.Work {
        private final int stopAfter;
        private final Iterator<Members> pieces;
        private int asked;
        private int calls;
        private long request = BackgroundScavenger.QUANTUM_BYTES;
        private long lastDuration;

        Pieces(int stopAfter, List<Members> pieces) {
            this.stopAfter = stopAfter;
            this.pieces = pieces.iterator();
        }

        @Override
        public boolean shouldStop() {
            return stopAfter >= 0 && asked++ >= stopAfter;
        }

        @Override
        public long scavenge(long bytes) {
            calls++;
            request = bytes;
            if (!pieces.hasNext()) {
                throw new IllegalStateException("piece " + calls + " of work is asked for, which was not recorded");
            }
            Members piece = pieces.next();
            lastDuration = piece.signed("duration");
            long released = piece.unsigned("released");
            piece.requireAllRead();
            return released;
        }

        @Override
        public long lastDurationNanos() {
            return lastDuration;
        }
    }
}
