/**
 * Replays golden vectors: files in which the real Go runtime wrote down what its control laws answered, and which the
 * models must answer alike, integers equal and floating-point numbers bit for bit.
 *
 * <p>The format is {@code go-runtime-vectors/1}, described in {@code validation/vectors/FORMAT.md}: one JSON object a
 * line, a header first. {@link org.heapgoal.conformance.ConformanceRun} replays a file. Whatever the format does not
 * allow is an error that names file and line; nothing is skipped.
 */
@NullMarked
package org.heapgoal.conformance;

import org.jspecify.annotations.NullMarked;
