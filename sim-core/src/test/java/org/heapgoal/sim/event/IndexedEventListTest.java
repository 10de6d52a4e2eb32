package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.junit.jupiter.api.Test;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/** Oracle: the contract of SSJ's EventList, example by example. */
class IndexedEventListTest {
    private final Simulator simulator = new Simulator(new IndexedEventList());
    private final IndexedEventList list = new IndexedEventList();

    private PlainEvent event(int id, double time, double priority) {
        return new PlainEvent(simulator, id, time, priority);
    }

    @Test
    void events_come_out_by_time_then_priority_then_order_of_adding() {
        Event late = event(1, 5, 0);
        Event second = event(2, 3, 1);
        Event third = event(3, 3, 1);
        Event first = event(4, 3, 0);
        List.of(late, second, third, first).forEach(list::add);
        assertThat(list).containsExactly(first, second, third, late);
        assertThat(list.toString())
                .isEqualTo("Contents of the event list IndexedEventList:\n3.0, 0.0 : event 4\n3.0, 1.0 : event 2\n"
                        + "3.0, 1.0 : event 3\n5.0, 0.0 : event 1");
    }

    @Test
    void iterating_goes_both_ways_over_a_copy_and_changes_nothing() {
        Event one = event(1, 1, 0);
        Event two = event(2, 2, 0);
        list.add(two);
        list.add(one);
        ListIterator<Event> walk = list.listIterator();
        list.clear();
        assertThat(walk.next()).isSameAs(one);
        assertThat(walk.nextIndex()).isEqualTo(1);
        assertThat(walk.next()).isSameAs(two);
        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.previousIndex()).isEqualTo(1);
        assertThat(walk.previous()).isSameAs(two);
        assertThat(walk.hasPrevious()).isTrue();
        assertThatThrownBy(walk::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> walk.set(one)).hasMessageContaining("through the clock");
        assertThatThrownBy(() -> walk.add(one)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void the_first_event_of_a_class_is_found_by_class_and_by_name() {
        Event other = new OtherEvent(simulator, 1, 1, 0);
        Event late = event(2, 9, 0);
        Event early = event(3, 4, 0);
        List.of(late, early, other).forEach(list::add);
        assertThat(list.getFirstOfClass(PlainEvent.class)).isSameAs(early);
        assertThat(list.getFirstOfClass(OtherEvent.class.getName())).isSameAs(other);
        assertThat(list.getFirstOfClass("no.such.Event")).isNull();
        list.remove(other);
        assertThat(list.getFirstOfClass(OtherEvent.class)).isNull();
    }

    @Test
    void an_event_is_in_the_list_once() {
        Event only = event(1, 1, 0);
        list.add(only);
        assertThatIllegalStateException().isThrownBy(() -> list.add(only)).withMessageContaining("already in");
        assertThatIllegalStateException()
                .isThrownBy(() -> list.restore(event(2, 1, 0)))
                .withMessageContaining("event 2 is not in");
        assertThat(list.size()).isEqualTo(1);
    }

    @Test
    void what_has_no_order_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> list.add(event(1, Double.NaN, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> list.add(event(1, 0, Double.NaN)));
        assertThatThrownBy(() -> list.addBefore(event(1, 0, 0), event(2, 0, 0))).hasMessageContaining("lower priority");
        assertThatThrownBy(() -> list.addAfter(event(1, 0, 0), event(2, 0, 0))).hasMessageContaining("higher priority");
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void only_an_event_that_comes_first_can_be_added_first() {
        Event present = event(1, 3, 0);
        list.add(present);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.addFirst(event(2, 3, 1)))
                .withMessageContaining("time 3.0 and priority 1.0 cannot come first");
        Event first = event(3, 3, 0);
        list.addFirst(first);
        assertThat(list).containsExactly(first, present);
    }

    @Test
    void verify_names_what_is_broken() {
        List<PlainEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(event(i, i, 0));
            list.add(events.get(i));
        }
        events.get(7).setRa(3);
        assertThatIllegalStateException()
                .isThrownBy(list::verify)
                .withMessage("event list of 10: place 7 holds an event that takes itself to be at 3");
        events.get(7).setRa(7);
        list.verify();
        events.get(2).move(20, 0);
        assertThatIllegalStateException()
                .isThrownBy(list::verify)
                .withMessageContaining("place 2 has a key that is not its event's");
    }

    private static final class OtherEvent extends PlainEvent {
        OtherEvent(Simulator simulator, int id, double time, double priority) {
            super(simulator, id, time, priority);
        }
    }
}
