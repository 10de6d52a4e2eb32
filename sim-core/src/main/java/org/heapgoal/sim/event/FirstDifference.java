package org.heapgoal.sim.event;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a run, event by event, with the journal of an earlier one and keeps the first event that differs, with its
 * neighbours in both runs. Memory use does not grow with the run.
 */
public final class FirstDifference implements EventObserver {
    private final JournalReader journal;
    private final int neighbours;
    private final Runnable whenSettled;
    private final Deque<FiredEvent> before = new ArrayDeque<>();
    private final List<FiredEvent> expected = new ArrayList<>();
    private final List<FiredEvent> actual = new ArrayList<>();
    private long common;
    private boolean differs;

    /**
     * Begins a comparison; to be told of every event of the run from its start.
     *
     * @param journalName how messages call the journal, such as a file's name
     * @param journal what an {@link EventJournal} wrote
     * @param neighbours how many events to keep on either side of the difference, at least 0
     * @param whenSettled called once, when the difference and its neighbours are known and the rest of the run adds
     *     nothing: usually {@code clock::stop}
     * @throws org.heapgoal.sim.units.BadInput if the journal is not one, here and later
     */
    public FirstDifference(String journalName, Reader journal, int neighbours, Runnable whenSettled) {
        if (neighbours < 0) {
            throw new IllegalArgumentException("the number of neighbours must not be negative, not " + neighbours);
        }
        this.journal = new JournalReader(journalName, journal);
        this.neighbours = neighbours;
        this.whenSettled = whenSettled;
    }

    @Override
    public void onEvent(long timeNanos, int priority, long sequence, EventKind kind, long subject) {
        if (actual.size() > neighbours) {
            return;
        }
        FiredEvent now = new FiredEvent(timeNanos, priority, sequence, subject, kind.label());
        FiredEvent then = journal.next();
        if (!differs && now.equals(then)) {
            common++;
            remember(now);
            return;
        }
        differs = true;
        actual.add(now);
        keep(then);
        if (actual.size() > neighbours) {
            whenSettled.run();
        }
    }

    /**
     * The run is over, or was stopped after the difference was settled.
     *
     * @return the difference, or nothing if the two runs had the same events and ended together
     */
    public Optional<Difference> finish() {
        while (expected.size() <= neighbours) {
            FiredEvent then = journal.next();
            if (then == null) {
                break;
            }
            differs = true;
            expected.add(then);
        }
        if (!differs) {
            return Optional.empty();
        }
        return Optional.of(new Difference(common, List.copyOf(before), List.copyOf(expected), List.copyOf(actual)));
    }

    private void remember(FiredEvent event) {
        if (neighbours == 0) {
            return;
        }
        if (before.size() == neighbours) {
            before.removeFirst();
        }
        before.addLast(event);
    }

    private void keep(@Nullable FiredEvent then) {
        if (then != null) {
            expected.add(then);
        }
    }

    /**
     * Where two runs part.
     *
     * @param common how many events they have in common before that
     * @param before the last of those, oldest first
     * @param expected the journal's events from there on; empty if its run had ended
     * @param actual the present run's events from there on; empty if it had ended
     */
    public record Difference(long common, List<FiredEvent> before, List<FiredEvent> expected, List<FiredEvent> actual) {

        /**
         * Several lines of text: the common events before, then the journal's with {@code -} and the present run's with
         * {@code +} in front; each line's numbers are instant, priority, sequence and subject.
         */
        @Override
        public String toString() {
            StringBuilder text =
                    new StringBuilder("the runs differ after ").append(common).append(" events\n");
            before.forEach(event -> text.append("  ").append(event).append('\n'));
            list(text, "- ", expected);
            list(text, "+ ", actual);
            return text.toString();
        }

        private static void list(StringBuilder text, String mark, List<FiredEvent> events) {
            if (events.isEmpty()) {
                text.append(mark).append("(the run is over)\n");
            }
            events.forEach(event -> text.append(mark).append(event).append('\n'));
        }
    }
}
