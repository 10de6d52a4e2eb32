/**
 * A simulated Go process at the levels of detail {@code guide} and {@code pacer}: what bounds a run, what can be switched
 * off in it, and how it ended. The levels themselves are in the packages below; each composes the control laws of
 * {@code org.heapgoal.pacer} and holds no law of its own.
 *
 * <p>Times are nanoseconds since the start of the process, sizes are bytes.
 */
@NullMarked
package org.heapgoal.process;

import org.jspecify.annotations.NullMarked;
