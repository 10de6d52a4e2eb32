package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** Oracle: the clock's contract, worked by hand. */
class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> log = new ArrayList<>();

    private Scripted event(long subject, Runnable action) {
        return new Scripted(clock, EventPriority.GOROUTINE, subject, action);
    }

    private Scripted logging(int priority, long subject) {
        return new Scripted(clock, priority, subject, () -> log.add(subject + "@" + clock.nowNanos()));
    }

    @Test
    void a_run_includes_its_last_instant_and_ends_there() {
        Scripted inside = logging(1, 1);
        Scripted atEnd = logging(1, 2);
        Scripted after = logging(1, 3);
        clock.schedule(after, 101);
        clock.schedule(atEnd, 100);
        clock.schedule(inside, 0);
        assertThat(clock.runUntil(100)).isTrue();
        assertThat(log).containsExactly("1@0", "2@100");
        assertThat(clock.nowNanos()).isEqualTo(100);
        assertThat(clock.time()).isEqualTo(100.0);
        assertThat(clock.pending()).isEqualTo(1);
        assertThat(after.atNanos()).isEqualTo(101);
        assertThat(clock.runUntil(100)).isTrue();
        assertThat(clock.runUntil(VirtualClock.LAST_INSTANT_NANOS)).isTrue();
        assertThat(log).containsExactly("1@0", "2@100", "3@101");
    }

    @Test
    void an_action_may_advance_the_clock_up_to_the_next_event_and_no_further() {
        clock.schedule(
                event(1, () -> {
                    assertThat(clock.advanceTo(15)).isTrue();
                    assertThat(clock.nowNanos()).isEqualTo(15);
                    assertThat(clock.time()).isEqualTo(15.0);
                    assertThat(clock.advanceTo(15)).isTrue();
                    assertThat(clock.advanceTo(20)).isFalse();
                    assertThat(clock.advanceTo(25)).isFalse();
                    assertThat(clock.nowNanos()).isEqualTo(15);
                    assertThat(clock.advanceTo(19)).isTrue();
                    log.add("1@" + clock.nowNanos());
                }),
                10);
        clock.schedule(logging(EventPriority.LAST, 2), 20);
        clock.runUntil(100);
        assertThat(log).containsExactly("1@19", "2@20");
    }

    @Test
    void an_action_may_not_advance_past_an_event_of_its_own_instant_or_the_end_of_the_run() {
        clock.schedule(event(1, () -> log.add(clock.advanceTo(10) + " " + clock.advanceTo(11))), 10);
        clock.schedule(event(2, () -> log.add(clock.advanceTo(50) + " " + clock.advanceTo(51))), 10);
        clock.runUntil(50);
        assertThat(log).containsExactly("false false", "true false");
        assertThat(clock.nowNanos()).isEqualTo(50);
    }

    @Test
    void nobody_advances_the_clock_after_a_stop_in_a_single_step_or_outside_a_run() {
        assertThat(clock.advanceTo(5)).isFalse();
        clock.schedule(
                event(1, () -> {
                    clock.stop();
                    log.add("" + clock.advanceTo(20));
                }),
                10);
        clock.schedule(event(2, () -> log.add("" + clock.advanceTo(40))), 30);
        assertThat(clock.runUntil(100)).isFalse();
        assertThat(clock.step()).isTrue();
        assertThat(clock.advanceTo(31)).isFalse();
        assertThat(log).containsExactly("false", "false");
        assertThat(clock.nowNanos()).isEqualTo(30);
    }

    @Test
    void the_clock_does_not_advance_into_the_past() {
        clock.schedule(event(1, () -> clock.advanceTo(9)), 10);
        assertThatThrownBy(() -> clock.runUntil(100)).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void re_timing_to_the_same_instant_goes_behind_the_others_of_that_instant() {
        Scripted first = logging(1, 1);
        Scripted second = logging(1, 2);
        clock.scheduleAt(first, 10);
        clock.scheduleAt(second, 10);
        clock.retime(first, 10);
        clock.runUntilIdle();
        assertThat(log).containsExactly("2@10", "1@10");
    }

    @Test
    void priority_goes_before_order_of_scheduling() {
        clock.scheduleAt(logging(EventPriority.SAMPLING, 1), 10);
        clock.scheduleAt(logging(EventPriority.GOROUTINE, 2), 10);
        clock.scheduleAt(logging(EventPriority.SCENARIO, 3), 10);
        clock.runUntilIdle();
        assertThat(log).containsExactly("3@10", "2@10", "1@10");
    }

    @Test
    void step_runs_one_event() {
        clock.schedule(logging(1, 1), 5);
        clock.schedule(logging(1, 2), 5);
        assertThat(clock.step()).isTrue();
        assertThat(log).containsExactly("1@5");
        assertThat(clock.step()).isTrue();
        assertThat(clock.step()).isFalse();
        assertThat(clock.nowNanos()).isEqualTo(5);
    }

    @Test
    void stop_ends_the_run_after_the_action_and_the_next_run_goes_on() {
        clock.schedule(event(1, clock::stop), 3);
        clock.schedule(logging(1, 2), 4);
        assertThat(clock.runUntil(10)).isFalse();
        assertThat(clock.nowNanos()).isEqualTo(3);
        clock.stop();
        assertThat(clock.runUntil(10)).isTrue();
        assertThat(log).containsExactly("2@4");
        assertThat(clock.nowNanos()).isEqualTo(10);
    }

    @Test
    void a_cancelled_event_does_not_run_and_can_be_scheduled_again() {
        Scripted event = logging(1, 1);
        clock.schedule(event, 5);
        assertThat(clock.cancel(event)).isTrue();
        assertThat(clock.cancel(event)).isFalse();
        assertThat(event.isPending()).isFalse();
        clock.schedule(event, 7);
        assertThat(event.cancel()).isTrue();
        clock.schedule(event, 9);
        clock.runUntilIdle();
        assertThat(log).containsExactly("1@9");
    }

    @Test
    void a_delay_that_is_negative_or_too_long_is_refused_with_its_values_and_the_time() {
        Scripted event = logging(EventPriority.GOROUTINE, 7);
        clock.runUntil(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.schedule(event, -5))
                .withMessage(
                        "event \"scripted\" of 7 (priority 70) cannot be scheduled after a delay of -5 ns: at 1000 ns a"
                                + " delay is between 0 and 9007199254739992 ns");
        assertThatIllegalArgumentException().isThrownBy(() -> clock.schedule(event, (1L << 53) - 999));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.schedule(event, Long.MAX_VALUE));
        clock.schedule(event, (1L << 53) - 1000);
        assertThat(event.atNanos()).isEqualTo(1L << 53);
    }

    @Test
    void an_instant_that_has_passed_or_is_too_late_is_refused() {
        Scripted event = logging(1, 7);
        clock.runUntil(1000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.scheduleAt(event, 999))
                .withMessageContaining("cannot be scheduled for 999 ns: at 1000 ns");
        clock.scheduleAt(event, 1000);
        assertThatIllegalArgumentException().isThrownBy(() -> clock.retime(event, 999));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.retime(event, (1L << 53) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.runUntil(999));
        assertThat(event.atNanos()).isEqualTo(1000);
    }

    @Test
    void misuse_is_refused() {
        Scripted event = logging(1, 7);
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.retime(event, 5))
                .withMessageContaining("not pending");
        assertThatIllegalStateException().isThrownBy(event::atNanos);
        clock.schedule(event, 5);
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.schedule(event, 6))
                .withMessageContaining("already pending for 5 ns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VirtualClock().schedule(event, 1))
                .withMessageContaining("another clock");
        assertThatIllegalArgumentException().isThrownBy(() -> logging(100, 1));
        assertThatThrownBy(clock::init).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> clock.init(new SplayTree())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> event.schedule(1.0)).hasMessageContaining("use VirtualClock.schedule");
        assertThatThrownBy(() -> event.reschedule(1.0)).hasMessageContaining("use VirtualClock.retime");
        assertThatThrownBy(event::scheduleNext).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> event.scheduleAfter(event)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> event.scheduleBefore(event)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_event_that_bypasses_the_clock_is_found_out() {
        Event foreign = new PlainEvent(clock, 1, -10, 0);
        foreign.schedule(3.0);
        clock.schedule(logging(1, 1), 5);
        assertThatIllegalStateException()
                .isThrownBy(clock::runUntilIdle)
                .withMessageContaining("behind the clock's back");
    }

    @Test
    void a_failing_action_is_reported_with_time_and_event() {
        clock.schedule(event(12, () -> Math.floorDiv(1, clock.pending())), 250);
        Throwable failure = catchThrowable(clock::runUntilIdle);
        assertThat(failure)
                .isInstanceOf(EventFailure.class)
                .hasMessage("at 250 ns, event \"scripted\" of 12 (priority 70), sequence 0:"
                        + " java.lang.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThat(((EventFailure) failure).timeNanos()).isEqualTo(250);
        assertThat(clock.isSimulating()).isFalse();
    }

    @Test
    void a_users_mistake_and_a_jvm_error_keep_their_type() {
        BadInput mistake = new BadInput("the rate must not be negative");
        AssertionError error = new AssertionError("broken");
        clock.schedule(event(1, () -> fail(mistake)), 1);
        clock.schedule(event(2, () -> fail(error)), 2);
        assertThat(catchThrowable(clock::runUntilIdle))
                .isSameAs(mistake)
                .hasSuppressedException(failureAt(mistake, 1, 0));
        assertThat(catchThrowable(clock::step)).isSameAs(error).hasSuppressedException(failureAt(error, 2, 1));
    }

    private static EventFailure failureAt(Throwable cause, long time, long sequence) {
        return new EventFailure(time, "\"scripted\" of " + time + " (priority 70)", sequence, cause);
    }

    private static void fail(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (Error) failure;
    }

    @Test
    void an_action_cannot_run_the_clock() {
        clock.schedule(event(1, () -> clock.runUntil(100)), 1);
        clock.schedule(event(2, clock::step), 2);
        assertThat(catchThrowable(clock::runUntilIdle)).hasMessageContaining("must not run the clock");
        assertThat(catchThrowable(clock::step)).hasMessageContaining("must not run the clock");
        assertThat(clock.nowNanos()).isEqualTo(2);
    }

    @Test
    void clocks_do_not_use_ssjs_static_simulator() {
        Simulator before = Simulator.defaultSimulator;
        clock.schedule(logging(1, 1), 1);
        clock.runUntilIdle();
        assertThat(Simulator.defaultSimulator).isSameAs(before);
    }

    /** Oracle: the JVM's count of bytes that this thread has allocated. */
    @Test
    void scheduling_re_timing_and_cancelling_allocate_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Churn churn = new Churn(1000);
        churn.run(20_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        churn.run(100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // One 16-byte object for each of the 100,000 events would make 1.6 MB; the runs themselves may cost a little.
        assertThat(allocated).isLessThan(50_000);
    }

    /** Each event schedules itself, moves another and takes a third out and in again. */
    private static final class Churn {
        private final VirtualClock clock = new VirtualClock();
        private final List<Scripted> events = new ArrayList<>();
        private int left;
        private int turn;

        Churn(int population) {
            for (int i = 0; i < population; i++) {
                int self = i;
                events.add(new Scripted(clock, 1, i, () -> act(self)));
                clock.schedule(events.get(i), i % 7);
            }
        }

        void run(int count) {
            left = count;
            clock.runUntilIdle();
        }

        private void act(int self) {
            clock.schedule(events.get(self), 100 + turn % 13);
            turn = (turn + 37) % events.size();
            clock.retime(events.get(turn), clock.nowNanos() + turn % 11);
            turn = (turn + 41) % events.size();
            clock.cancel(events.get(turn));
            clock.schedule(events.get(turn), 5);
            if (--left == 0) {
                clock.stop();
            }
        }
    }
}
