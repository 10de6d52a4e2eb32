package org.heapgoal.conformance;

import org.jspecify.annotations.Nullable;

/**
 * One operation of a vector file.
 *
 * @param line its line, from 1
 * @param name its name
 * @param arguments what it is done with
 * @param expect what the runtime answered; null where the file says nothing
 */
record Operation(
        long line, String name, Members arguments, @Nullable Members expect) {}
