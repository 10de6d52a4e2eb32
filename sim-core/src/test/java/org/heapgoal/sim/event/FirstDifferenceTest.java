package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;

/** Oracle: two short runs whose events are known one by one. */
class FirstDifferenceTest {
    private static final EventKind TICK = new EventKind("clock tick");

    /** A ticking clock: tick i happens at 10 × i, but tick {@code odd} a nanosecond late. */
    private static void run(int ticks, int odd, EventObserver observer) {
        VirtualClock clock = new VirtualClock();
        clock.observe(observer);
        for (int i = 0; i < ticks; i++) {
            clock.scheduleAt(new Tick(clock, i), 10L * i + (i == odd ? 1 : 0));
        }
        clock.runUntilIdle();
    }

    private static String journal(int ticks, int odd) {
        StringBuilder text = new StringBuilder();
        EventJournal journal = new EventJournal(text);
        run(ticks, odd, journal);
        journal.finish();
        return text.toString();
    }

    private static Optional<FirstDifference.Difference> compare(String journal, int ticks, int odd) {
        FirstDifference difference = new FirstDifference("journal", new StringReader(journal), 2, () -> {});
        run(ticks, odd, difference);
        return difference.finish();
    }

    @Test
    void a_journal_has_a_line_for_each_event() {
        assertThat(journal(2, 1).lines().limit(3))
                .containsExactly("heapgoal-events 1", "0 70 0 0 clock tick", "11 70 1 1 clock tick");
        EventDigest digest = new EventDigest();
        run(2, 1, digest);
        assertThat(journal(2, 1)).endsWith("\nend 2 " + digest.hex() + "\n");
    }

    @Test
    void equal_runs_do_not_differ() {
        assertThat(compare(journal(50, 7), 50, 7)).isEmpty();
        assertThat(compare(journal(0, 0), 0, 0)).isEmpty();
    }

    @Test
    void the_first_difference_is_shown_with_its_neighbours() {
        assertThat(compare(journal(50, 7), 50, 9).orElseThrow().toString()).isEqualTo("""
                        the runs differ after 7 events
                          50 70 5 5 clock tick
                          60 70 6 6 clock tick
                        - 71 70 7 7 clock tick
                        - 80 70 8 8 clock tick
                        - 90 70 9 9 clock tick
                        + 70 70 7 7 clock tick
                        + 80 70 8 8 clock tick
                        + 91 70 9 9 clock tick
                        """);
    }

    @Test
    void a_run_that_ends_early_or_late_differs() {
        assertThat(compare(journal(4, -1), 3, -1).orElseThrow().toString()).isEqualTo("""
                        the runs differ after 3 events
                          10 70 1 1 clock tick
                          20 70 2 2 clock tick
                        - 30 70 3 3 clock tick
                        + (the run is over)
                        """);
        FirstDifference.Difference late = compare(journal(3, -1), 4, -1).orElseThrow();
        assertThat(late.common()).isEqualTo(3);
        assertThat(late.expected()).isEmpty();
        assertThat(late.actual()).containsExactly(new FiredEvent(30, 70, 3, 3, "clock tick"));
    }

    @Test
    void the_run_can_be_stopped_once_the_difference_is_known() {
        VirtualClock clock = new VirtualClock();
        FirstDifference difference = new FirstDifference("journal", new StringReader(journal(50, 7)), 1, clock::stop);
        clock.observe(difference);
        for (int i = 0; i < 50; i++) {
            clock.scheduleAt(new Tick(clock, i), 10L * i);
        }
        assertThat(clock.runUntil(1000)).isFalse();
        assertThat(clock.digest().count()).isEqualTo(9);
        assertThat(difference.finish().orElseThrow().expected()).hasSize(2);
    }

    @Test
    void what_is_not_a_journal_is_refused_with_its_line() {
        assertThatThrownBy(() -> compare("{}", 1, 0))
                .isInstanceOf(BadInput.class)
                .hasMessage("journal:1: an event journal begins with the line \"heapgoal-events 1\"");
        String good = journal(3, -1);
        assertThatThrownBy(() -> compare(good.replace("10 70 1", "10 x 1"), 3, -1))
                .hasMessageStartingWith("journal:3: an event is");
        assertThatThrownBy(() -> compare(good.replace("10 70 1", "10 700 1"), 3, -1))
                .hasMessageContaining("a priority is at most 99, not 700");
        assertThatThrownBy(() -> compare(good.replace("10 70 1", "99999999999999999999 70 1"), 3, -1))
                .hasMessageContaining("does not fit into 64 bits");
        assertThatThrownBy(() -> compare(good.substring(0, good.indexOf("end")), 3, -1))
                .hasMessage("journal:5: the journal breaks off: its last line should be \"end COUNT DIGEST\"");
        assertThatThrownBy(() -> compare(good.replace("end 3", "end 4"), 3, -1))
                .hasMessageContaining("holds 3 events, not 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FirstDifference("journal", new StringReader(good), -1, () -> {}));
    }

    @Test
    void a_failing_writer_is_reported() {
        assertThatThrownBy(() -> new EventJournal(new FullDisk())).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void two_observers_are_both_told() {
        EventDigest one = new EventDigest();
        EventDigest other = new EventDigest();
        run(5, -1, one.and(other));
        assertThat(one.count()).isEqualTo(5);
        assertThat(other.hex()).isEqualTo(one.hex());
    }

    private static final class Tick extends ModelEvent {
        Tick(VirtualClock clock, long subject) {
            super(clock, TICK, EventPriority.GOROUTINE, subject);
        }

        @Override
        protected void fire() {}
    }

    private static final class FullDisk implements Appendable {
        @Override
        public Appendable append(CharSequence text) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public Appendable append(char unit) throws IOException {
            throw new IOException("no space left");
        }
    }
}
