package org.heapgoal.sim.event;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the events of a run, one line each, as they happen; {@link FirstDifference} compares a later run with what was
 * written. Memory use does not grow with the run.
 *
 * <p>The format: a line {@code heapgoal-events 1}; for each event its instant in nanoseconds, priority, sequence, subject
 * and kind, as in {@link FiredEvent#toString}; and when the run is over a line {@code end COUNT DIGEST}. A journal without
 * that last line is of a run that was broken off. Lines end in a line feed.
 */
public final class EventJournal implements EventObserver {
    static final String HEADER = "heapgoal-events 1";
    static final String END = "end ";

    private final Appendable out;
    private final EventDigest digest = new EventDigest();

    /**
     * Begins a journal.
     *
     * @param out where it goes; for a file a buffered writer in UTF-8, which the caller closes
     * @throws UncheckedIOException if writing fails, here and later
     */
    public EventJournal(Appendable out) {
        this.out = out;
        line(HEADER);
    }

    @Override
    public void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject) {
        digest.onEvent(timeNanos, priority, sequence, kind, subject);
        line(new FiredEvent(timeNanos, priority, sequence, subject, kind.label()).toString());
    }

    /** Writes the last line; the run is over. */
    public void finish() {
        line(END + digest.count() + " " + digest.hex());
    }

    private void line(String text) {
        try {
            out.append(text).append('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
