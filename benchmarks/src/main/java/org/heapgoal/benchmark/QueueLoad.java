package org.heapgoal.benchmark;

import java.util.PriorityQueue;

/**
 * The same population in {@link PriorityQueue}, without a simulator around it. It cannot find an entry to move, so a moved
 * one is marked and passed over when it comes up.
 */
final class QueueLoad {
    private final PriorityQueue<Entry> queue;
    private final Entry[] current;
    private final Pattern pattern;
    private final Delays delays = new Delays();
    private final Victims victims;
    private long nowNanos;
    private long nextSequence;

    QueueLoad(int pending, Pattern pattern) {
        this.pattern = pattern;
        this.victims = new Victims(pending);
        this.queue = new PriorityQueue<>(2 * pending);
        this.current = new Entry[pending];
        for (int i = 0; i < pending; i++) {
            put(i);
        }
    }

    /** Runs a number of events and returns the simulated time. */
    long run(int count) {
        int left = count;
        while (left > 0) {
            Entry first = queue.remove();
            if (first.moved) {
                continue;
            }
            nowNanos = first.atNanos;
            put(first.index);
            if (pattern == Pattern.RETIME) {
                int victim = victims.next();
                current[victim].moved = true;
                put(victim);
            }
            left--;
        }
        return nowNanos;
    }

    private void put(int index) {
        Entry entry = new Entry(index, nowNanos + delays.nextNanos(), nextSequence++);
        current[index] = entry;
        queue.add(entry);
    }

    private static final class Entry implements Comparable<Entry> {
        private final int index;
        private final long atNanos;
        private final long sequence;
        private boolean moved;

        Entry(int index, long atNanos, long sequence) {
            this.index = index;
            this.atNanos = atNanos;
            this.sequence = sequence;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
