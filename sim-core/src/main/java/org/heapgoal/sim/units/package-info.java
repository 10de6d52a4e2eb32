/**
 * Numbers as the Go runtime on linux/amd64 computes and prints them: byte sizes ({@code 900MiB}), durations
 * ({@code 1.5s}), unsigned 64-bit quantities and the processor's float-to-integer conversion.
 *
 * <p>Sizes are bytes and times nanoseconds. A {@code long} documented as <em>unsigned</em> holds 64 bits and is compared
 * and divided through {@link java.lang.Long}'s unsigned operations; {@code +}, {@code -} and {@code *} wrap as they do
 * in Go.
 */
@NullMarked
package org.heapgoal.sim.units;

import org.jspecify.annotations.NullMarked;
