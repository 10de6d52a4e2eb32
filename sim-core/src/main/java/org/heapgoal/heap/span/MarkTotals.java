package org.heapgoal.heap.span;

/**
 * What a mark has to find, as the snapshot at its start tells.
 *
 * @param bytes elemsize of the reachable objects
 * @param objects reachable objects
 * @param scanObjects reachable objects with pointers
 * @param scanWork heap scan work of these
 * @param scanSpans spans that hold reachable objects with pointers
 */
public record MarkTotals(long bytes, long objects, long scanObjects, long scanWork, long scanSpans) {}
