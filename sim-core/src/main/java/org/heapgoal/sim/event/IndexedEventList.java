package org.heapgoal.sim.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.eventlist.EventList;

/**
 * An event list for SSJ's {@link umontreal.ssj.simevents.Simulator} in which any event can be removed or moved in O(log n):
 * a 4-ary heap in parallel arrays, with each event's place kept in the event.
 *
 * <p>Order: time, then SSJ's priority (low first), then order of adding. Reading the first event costs O(1); adding,
 * removing and {@link #restore} O(log n); iterating O(n log n), on a copy; finding by class O(n). Nothing is allocated but
 * the arrays, which double when full and never shrink.
 *
 * <p>The place is kept in SSJ's {@link Event#setRa}, which none of SSJ's simulation classes uses except its splay tree: an
 * event is in one list at a time, and nobody else may call that method. Single-threaded.
 *
 * <p>{@code addBefore} and {@code addAfter} are not supported: a place beside another event is not a function of the key.
 */
public final class IndexedEventList implements EventList {
    /*
     * The heap
     *
     * The children of place i are 4i+1 to 4i+4. Four children make the tree half as deep as a binary heap, and their times
     * lie side by side in memory. Keys are copied into the arrays, so comparing does not touch the events. Sifting carries
     * the moving entry in local variables and shifts the others over the hole it leaves; each shift writes the new place
     * into the event that moved. [D. B. Johnson: Priority queues with update and finding minimum spanning trees,
     * Information Processing Letters 4 (1975).]
     *
     * Sequence numbers
     *
     * Every add takes the next number upward from 0 and every addFirst the next downward from -1, so no two entries
     * compare equal.
     */
    private static final int ARITY = 4;
    private static final int INITIAL_CAPACITY = 64;

    private double[] time = new double[INITIAL_CAPACITY];
    private double[] priority = new double[INITIAL_CAPACITY];
    private long[] sequence = new long[INITIAL_CAPACITY];
    private @Nullable Event[] event = new @Nullable Event[INITIAL_CAPACITY];
    private int size;
    private long nextSequence;
    private long nextFirstSequence = -1;

    /** An empty list. */
    public IndexedEventList() {}

    /** How many events are in the list. */
    public int size() {
        return size;
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    /** Forgets all events. As with SSJ's own lists they keep their times: an event must be new to be scheduled again. */
    @Override
    public void clear() {
        Arrays.fill(event, 0, size, null);
        size = 0;
    }

    /** Whether this very event is in the list. */
    public boolean contains(Event candidate) {
        int place = candidate.getRa();
        return place >= 0 && place < size && event[place] == candidate;
    }

    /**
     * Adds an event behind those of the same time and priority.
     *
     * @throws IllegalStateException if it is in the list
     * @throws IllegalArgumentException if its time or priority is NaN
     */
    @Override
    public void add(Event added) {
        insert(added, nextSequence);
        nextSequence++;
    }

    /**
     * Adds an event in front of all others.
     *
     * @throws IllegalArgumentException if by its time and priority it belongs behind the present first
     */
    @Override
    public void addFirst(Event added) {
        if (size > 0 && compareKey(added.time(), added.priority(), nextFirstSequence, 0) > 0) {
            throw new IllegalArgumentException("an event of time " + added.time() + " and priority " + added.priority()
                    + " cannot come first: the first has time " + time[0] + " and priority " + priority[0]);
        }
        insert(added, nextFirstSequence);
        nextFirstSequence--;
    }

    /** Not supported. */
    @Override
    public void addBefore(Event added, Event other) {
        throw new UnsupportedOperationException("addBefore is not supported: give the event a lower priority number");
    }

    /** Not supported. */
    @Override
    public void addAfter(Event added, Event other) {
        throw new UnsupportedOperationException("addAfter is not supported: give the event a higher priority number");
    }

    /** The time of the first event; infinity without one. */
    double firstTime() {
        return size == 0 ? Double.POSITIVE_INFINITY : time[0];
    }

    @Override
    public @Nullable Event getFirst() {
        return event[0];
    }

    /** The first event whose class has exactly this name, or null. */
    @Override
    public @Nullable Event getFirstOfClass(String className) {
        int best = -1;
        for (int place = 0; place < size; place++) {
            if (at(place).getClass().getName().equals(className) && (best < 0 || before(place, best))) {
                best = place;
            }
        }
        return best < 0 ? null : event[best];
    }

    /** The first event of exactly this class, or null. */
    @Override
    public <E extends Event> @Nullable E getFirstOfClass(Class<E> eventClass) {
        Event first = getFirstOfClass(eventClass.getName());
        return first == null ? null : eventClass.cast(first);
    }

    /** The events in their order, as they are now: later changes do not show. */
    @Override
    public Iterator<Event> iterator() {
        return listIterator();
    }

    /** The events in their order, as they are now: later changes do not show. The iterator does not change the list. */
    @Override
    public ListIterator<Event> listIterator() {
        return new SnapshotIterator<>(inOrder());
    }

    @Override
    public boolean remove(Event removed) {
        if (!contains(removed)) {
            return false;
        }
        removeAt(removed.getRa());
        return true;
    }

    @Override
    public @Nullable Event removeFirst() {
        Event first = event[0];
        if (first != null) {
            removeAt(0);
        }
        return first;
    }

    /**
     * Puts an event of the list where its changed time or priority belongs, behind those with the same: the same as
     * removing and adding it, in one move.
     *
     * @throws IllegalStateException if it is not in the list
     * @throws IllegalArgumentException if its time or priority is NaN
     */
    public void restore(Event changed) {
        if (!contains(changed)) {
            throw new IllegalStateException("event " + changed + " is not in the event list");
        }
        requireComparable(changed);
        settle(changed.getRa(), changed, changed.time(), changed.priority(), nextSequence);
        nextSequence++;
    }

    /**
     * Checks that the heap's rules hold: each event knows its place, its copied key is its own, no entry comes before its
     * parent, and unused places hold nothing.
     *
     * @throws IllegalStateException naming the first place at which one is broken
     */
    public void verify() {
        for (int place = 0; place < event.length; place++) {
            Event here = event[place];
            if ((here != null) != (place < size)) {
                throw broken(place, here == null ? "is empty" : "should be empty");
            }
            if (here == null) {
                continue;
            }
            if (here.getRa() != place) {
                throw broken(place, "holds an event that takes itself to be at " + here.getRa());
            }
            if (here.time() != time[place] || here.priority() != priority[place]) {
                throw broken(place, "has a key that is not its event's");
            }
            if (place > 0 && !before(parent(place), place)) {
                throw broken(place, "comes before its parent");
            }
        }
    }

    /** SSJ's format: a heading, then a line per event, in order, with time, priority and the event. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Contents of the event list IndexedEventList:");
        for (Event pending : inOrder()) {
            text.append('\n').append(pending.time()).append(", ").append(pending.priority());
            text.append(" : ").append(pending);
        }
        return text.toString();
    }

    private void insert(Event added, long addedSequence) {
        if (contains(added)) {
            throw new IllegalStateException("event " + added + " is already in the event list");
        }
        requireComparable(added);
        if (size == event.length) {
            grow();
        }
        siftUp(size++, added, added.time(), added.priority(), addedSequence);
    }

    private void removeAt(int place) {
        int last = --size;
        Event moved = at(last);
        event[last] = null;
        if (place != last) {
            settle(place, moved, time[last], priority[last], sequence[last]);
        }
    }

    /** Fills the hole at a place with an entry, or with others until the entry fits. */
    private void settle(int hole, Event moved, double movedTime, double movedPriority, long movedSequence) {
        if (hole > 0 && compareKey(movedTime, movedPriority, movedSequence, parent(hole)) < 0) {
            siftUp(hole, moved, movedTime, movedPriority, movedSequence);
        } else {
            siftDown(hole, moved, movedTime, movedPriority, movedSequence);
        }
    }

    private void siftUp(int from, Event moved, double movedTime, double movedPriority, long movedSequence) {
        int hole = from;
        while (hole > 0) {
            int parent = parent(hole);
            if (compareKey(movedTime, movedPriority, movedSequence, parent) > 0) {
                break;
            }
            shift(parent, hole);
            hole = parent;
        }
        put(hole, moved, movedTime, movedPriority, movedSequence);
    }

    private void siftDown(int from, Event moved, double movedTime, double movedPriority, long movedSequence) {
        int hole = from;
        int lastParent = size > 1 ? parent(size - 1) : -1;
        while (hole <= lastParent) {
            int child = firstOfChildren(hole);
            if (compareKey(movedTime, movedPriority, movedSequence, child) < 0) {
                break;
            }
            shift(child, hole);
            hole = child;
        }
        put(hole, moved, movedTime, movedPriority, movedSequence);
    }

    private int firstOfChildren(int place) {
        int best = ARITY * place + 1;
        int end = Math.min(best + ARITY, size);
        for (int child = best + 1; child < end; child++) {
            if (before(child, best)) {
                best = child;
            }
        }
        return best;
    }

    private void shift(int from, int to) {
        put(to, at(from), time[from], priority[from], sequence[from]);
    }

    private void put(int place, Event placed, double placedTime, double placedPriority, long placedSequence) {
        time[place] = placedTime;
        priority[place] = placedPriority;
        sequence[place] = placedSequence;
        event[place] = placed;
        placed.setRa(place);
    }

    private boolean before(int place, int other) {
        return compareKey(time[place], priority[place], sequence[place], other) < 0;
    }

    private int compareKey(double keyTime, double keyPriority, long keySequence, int place) {
        double otherTime = time[place];
        if (keyTime != otherTime) {
            return keyTime < otherTime ? -1 : 1;
        }
        double otherPriority = priority[place];
        if (keyPriority != otherPriority) {
            return keyPriority < otherPriority ? -1 : 1;
        }
        return Long.compare(keySequence, sequence[place]);
    }

    private Event at(int place) {
        Event here = event[place];
        if (here == null) {
            throw broken(place, "is empty");
        }
        return here;
    }

    private List<Event> inOrder() {
        List<Integer> places = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            places.add(place);
        }
        places.sort((a, b) -> compareKey(time[a], priority[a], sequence[a], b));
        List<Event> ordered = new ArrayList<>(size);
        for (int place : places) {
            ordered.add(at(place));
        }
        return ordered;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        time = Arrays.copyOf(time, capacity);
        priority = Arrays.copyOf(priority, capacity);
        sequence = Arrays.copyOf(sequence, capacity);
        event = Arrays.copyOf(event, capacity);
    }

    private static int parent(int place) {
        return (place - 1) / ARITY;
    }

    private static void requireComparable(Event candidate) {
        if (Double.isNaN(candidate.time()) || Double.isNaN(candidate.priority())) {
            throw new IllegalArgumentException("event " + candidate + " has time " + candidate.time() + " and priority "
                    + candidate.priority() + "; neither may be NaN");
        }
    }

    private IllegalStateException broken(int place, String what) {
        return new IllegalStateException("event list of " + size + ": place " + place + " " + what);
    }
}
