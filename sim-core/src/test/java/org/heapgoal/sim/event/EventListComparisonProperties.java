package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.EventList;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** Oracle: SSJ's splay tree, driven by the same events through the same simulator. */
class EventListComparisonProperties {
    private static final int POPULATION = 24;
    private static final EventKind KIND = new EventKind("scripted");

    @Property(tries = 500)
    void ssj_runs_the_same_events_at_the_same_times_on_either_list(@ForAll("scripts") List<Step> script) {
        SsjRun ours = new SsjRun(new IndexedEventList(), script);
        SsjRun theirs = new SsjRun(new SplayTree(), script);
        ours.simulator.start();
        theirs.simulator.start();
        assertThat(ours.log).isEqualTo(theirs.log);
        assertThat(ours.log).hasSizeGreaterThanOrEqualTo(1);
    }

    @Property(tries = 500)
    void our_clock_runs_the_same_events_on_either_list(@ForAll("scripts") List<Step> script) {
        ClockRun ours = new ClockRun(new IndexedEventList(), script);
        ClockRun theirs = new ClockRun(new SplayTree(), script);
        ours.clock.runUntilIdle();
        theirs.clock.runUntilIdle();
        assertThat(ours.log).isEqualTo(theirs.log);
        assertThat(ours.clock.digest().hex()).isEqualTo(theirs.clock.digest().hex());
        assertThat(ours.clock.nowNanos()).isEqualTo(theirs.clock.nowNanos());
    }

    @Property(tries = 200)
    void cutting_a_run_into_steps_or_spans_changes_nothing(@ForAll("scripts") List<Step> script) {
        ClockRun whole = new ClockRun(new IndexedEventList(), script);
        ClockRun steps = new ClockRun(new IndexedEventList(), script);
        ClockRun spans = new ClockRun(new IndexedEventList(), script);
        whole.clock.runUntilIdle();
        while (steps.clock.step()) {
            assertThat(steps.clock.digest().count()).isEqualTo(steps.log.size());
        }
        for (long until = 0; spans.clock.pending() > 0; until += 3) {
            assertThat(spans.clock.runUntil(until)).isTrue();
            assertThat(spans.clock.nowNanos()).isEqualTo(until);
        }
        assertThat(steps.log).isEqualTo(whole.log);
        assertThat(spans.log).isEqualTo(whole.log);
        assertThat(spans.clock.digest().hex()).isEqualTo(whole.clock.digest().hex());
    }

    @Provide
    Arbitrary<List<Step>> scripts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, POPULATION - 1),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    /** What a running event does to another, and how many more steps of the script it takes after this one. */
    record Step(int what, int target, int delay, int more) {}

    /** Events on SSJ's simulator and API; every event that runs takes the next steps of the script. */
    private static final class SsjRun {
        private final Simulator simulator;
        private final List<Step> script;
        private final List<String> log = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private int next;

        SsjRun(EventList list, List<Step> script) {
            this.simulator = new Simulator(list);
            this.script = script;
            for (int i = 0; i < POPULATION; i++) {
                events.add(new SsjEvent(i));
                events.get(i).setPriority(i % 3);
            }
            for (int i = 0; i < POPULATION / 2; i++) {
                events.get(i).schedule(i % 4);
            }
        }

        private void take(Step step) {
            Event target = events.get(step.target());
            boolean pending = target.time() >= 0;
            if (!pending) {
                target.schedule(step.delay());
            } else if (step.what() == 0) {
                assertThat(target.cancel()).isTrue();
            } else {
                target.reschedule(step.delay());
            }
            if (simulator.getEventList() instanceof IndexedEventList list) {
                list.verify();
            }
        }

        private final class SsjEvent extends Event {
            private final int id;

            SsjEvent(int id) {
                super(SsjRun.this.simulator);
                this.id = id;
            }

            @Override
            public void actions() {
                log.add(id + " at " + simulator.time());
                int end = next < script.size() ? next + 1 + script.get(next).more() : next;
                while (next < Math.min(end, script.size())) {
                    take(script.get(next++));
                }
            }
        }
    }

    /** The same on our clock. */
    private static final class ClockRun {
        private final VirtualClock clock;
        private final EventList list;
        private final List<Step> script;
        private final List<String> log = new ArrayList<>();
        private final List<ModelEvent> events = new ArrayList<>();
        private int next;

        ClockRun(EventList list, List<Step> script) {
            this.clock = new VirtualClock(list);
            this.list = list;
            this.script = script;
            for (int i = 0; i < POPULATION; i++) {
                events.add(new ClockEvent(i));
            }
            for (int i = 0; i < POPULATION / 2; i++) {
                clock.schedule(events.get(i), i % 4);
            }
        }

        private void take(Step step) {
            ModelEvent target = events.get(step.target());
            if (!target.isPending()) {
                clock.schedule(target, step.delay());
            } else if (step.what() == 0) {
                assertThat(clock.cancel(target)).isTrue();
            } else {
                clock.retime(target, clock.nowNanos() + step.delay());
            }
            if (list instanceof IndexedEventList indexed) {
                indexed.verify();
                assertThat(clock.pending()).isEqualTo(indexed.size());
            }
        }

        private final class ClockEvent extends ModelEvent {
            ClockEvent(int id) {
                super(clock, KIND, id % 3, id);
            }

            @Override
            protected void fire() {
                log.add(subject() + " at " + clock.nowNanos());
                int end = next < script.size() ? next + 1 + script.get(next).more() : next;
                while (next < Math.min(end, script.size())) {
                    take(script.get(next++));
                }
            }
        }
    }
}
