package org.heapgoal.sim.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;

/** Oracle: a list that is sorted by (time, priority, order of adding) after each change. */
class IndexedEventListProperties {
    private static final Comparator<Entry> ORDER = Comparator.comparingDouble(Entry::time)
            .thenComparingDouble(Entry::priority)
            .thenComparingLong(Entry::order);

    private final Simulator simulator = new Simulator(new IndexedEventList());
    private final IndexedEventList list = new IndexedEventList();
    private final List<Entry> reference = new ArrayList<>();
    private long added;
    private long addedFirst;
    private int created;

    @Property(tries = 600)
    void random_operations_leave_the_events_in_the_order_of_a_sorted_list(
            @ForAll("operations") List<Operation> operations) {
        list.clear();
        reference.clear();
        for (Operation operation : operations) {
            apply(operation);
            list.verify();
            assertThat(list).containsExactlyElementsOf(referenceOrder());
            assertThat(list.getFirst())
                    .isSameAs(reference.isEmpty() ? null : reference.get(0).event());
            assertThat(list.size()).isEqualTo(reference.size());
        }
        drain();
    }

    @Property(tries = 30)
    void draining_a_long_list_gives_the_sorted_order(@ForAll("manyOperations") List<Operation> operations) {
        list.clear();
        reference.clear();
        operations.forEach(this::apply);
        list.verify();
        drain();
    }

    private void drain() {
        for (Entry entry : List.copyOf(reference)) {
            assertThat(list.removeFirst()).isSameAs(entry.event());
        }
        list.verify();
        assertThat(list.removeFirst()).isNull();
        assertThat(list.isEmpty()).isTrue();
    }

    private void apply(Operation operation) {
        switch (operation.what()) {
            case ADD -> {
                PlainEvent event = new PlainEvent(simulator, created++, operation.time(), operation.priority());
                list.add(event);
                insert(event, added++);
            }
            case ADD_FIRST -> {
                double time = reference.isEmpty()
                        ? operation.time()
                        : reference.get(0).time();
                double priority = reference.isEmpty() ? 0 : reference.get(0).priority();
                PlainEvent event = new PlainEvent(simulator, created++, time, priority);
                list.addFirst(event);
                insert(event, --addedFirst);
            }
            case REMOVE_FIRST ->
                assertThat(list.removeFirst())
                        .isSameAs(
                                reference.isEmpty() ? null : reference.remove(0).event());
            case REMOVE -> remove(operation);
            case RETIME -> retime(operation);
        }
    }

    private void remove(Operation operation) {
        if (reference.isEmpty()) {
            assertThat(list.remove(new PlainEvent(simulator, -1, 0, 0))).isFalse();
            return;
        }
        Entry entry = reference.remove(operation.pick() % reference.size());
        assertThat(list.remove(entry.event())).isTrue();
        assertThat(list.remove(entry.event())).as("removing it again").isFalse();
    }

    private void retime(Operation operation) {
        if (reference.isEmpty()) {
            return;
        }
        PlainEvent event = reference.remove(operation.pick() % reference.size()).event();
        event.move(operation.time(), operation.priority());
        list.restore(event);
        insert(event, added++);
    }

    private void insert(PlainEvent event, long order) {
        reference.add(new Entry(event, event.time(), event.priority(), order));
        reference.sort(ORDER);
    }

    private List<Event> referenceOrder() {
        return reference.stream().map(entry -> (Event) entry.event()).toList();
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        return operation(6).list().ofMinSize(1).ofMaxSize(80);
    }

    @Provide
    Arbitrary<List<Operation>> manyOperations() {
        return operation(1_000_000).list().ofMinSize(500).ofMaxSize(2_000);
    }

    private static Arbitrary<Operation> operation(int times) {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(6, What.ADD),
                Tuple.of(1, What.ADD_FIRST),
                Tuple.of(2, What.REMOVE_FIRST),
                Tuple.of(2, What.REMOVE),
                Tuple.of(5, What.RETIME));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 1 << 20),
                        Arbitraries.integers().between(0, times),
                        Arbitraries.integers().between(0, 2))
                .as(Operation::new);
    }

    enum What {
        ADD,
        ADD_FIRST,
        REMOVE_FIRST,
        REMOVE,
        RETIME
    }

    record Operation(What what, int pick, int time, int priority) {}

    private record Entry(PlainEvent event, double time, double priority, long order) {}
}
