package org.heapgoal.sim.event;

import java.util.List;
import java.util.ListIterator;

/** Walks over a copy in both directions; changes are refused. */
final class SnapshotIterator<T> implements ListIterator<T> {
    private final ListIterator<T> walk;

    SnapshotIterator(List<T> copy) {
        this.walk = copy.listIterator();
    }

    @Override
    public boolean hasNext() {
        return walk.hasNext();
    }

    @Override
    public T next() {
        return walk.next();
    }

    @Override
    public boolean hasPrevious() {
        return walk.hasPrevious();
    }

    @Override
    public T previous() {
        return walk.previous();
    }

    @Override
    public int nextIndex() {
        return walk.nextIndex();
    }

    @Override
    public int previousIndex() {
        return walk.previousIndex();
    }

    @Override
    public void remove() {
        throw unsupported();
    }

    @Override
    public void set(T element) {
        throw unsupported();
    }

    @Override
    public void add(T element) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(
                "an event list is changed through the clock, not through its iterator");
    }
}
