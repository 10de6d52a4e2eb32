package org.heapgoal.heap.span;

/** A list of stack or work-buffer spans, linked through the span table ({@code mheap.go: mSpanList}). */
final class SpanList {
    private final SpanTable spans;
    private int first = SpanTable.NONE;

    SpanList(SpanTable spans) {
        this.spans = spans;
    }

    /** The span inserted last, or {@link SpanTable#NONE}. */
    int first() {
        return first;
    }

    boolean isEmpty() {
        return first == SpanTable.NONE;
    }

    /** Puts a span before all others. */
    void insert(int span) {
        spans.next(span, first);
        spans.previous(span, SpanTable.NONE);
        if (first != SpanTable.NONE) {
            spans.previous(first, span);
        }
        first = span;
    }

    /** Takes a span of the list out. */
    void remove(int span) {
        int next = spans.next(span);
        int previous = spans.previous(span);
        if (previous == SpanTable.NONE) {
            first = next;
        } else {
            spans.next(previous, next);
        }
        if (next != SpanTable.NONE) {
            spans.previous(next, previous);
        }
        spans.next(span, SpanTable.NONE);
        spans.previous(span, SpanTable.NONE);
    }

    /** Moves all spans of another list behind those of this one. */
    void takeAll(SpanList other) {
        if (first == SpanTable.NONE) {
            first = other.first;
        } else if (other.first != SpanTable.NONE) {
            int last = first;
            while (spans.next(last) != SpanTable.NONE) {
                last = spans.next(last);
            }
            spans.next(last, other.first);
            spans.previous(other.first, last);
        }
        other.first = SpanTable.NONE;
    }

    /** Takes the first span out, or {@link SpanTable#NONE}. */
    int removeFirst() {
        int span = first;
        if (span != SpanTable.NONE) {
            remove(span);
        }
        return span;
    }
}
