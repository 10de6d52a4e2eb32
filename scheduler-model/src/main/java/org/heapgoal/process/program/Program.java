package org.heapgoal.process.program;

import java.util.List;

/**
 * What a goroutine does: its steps, once or again and again.
 *
 * @param steps at least one
 * @param repeat how often the steps are done: {@link #FOREVER} or at least 1
 * @param stackBytes stack that the program needs at its deepest; the runtime grows the stack up to it
 * @param stackUsedBytes stack in use while it waits or is stopped: what a scan reads
 * @param lockThread whether it calls LockOSThread first
 * @param request whether each goroutine is a request whose latency is recorded
 */
public record Program(
        List<Step> steps, long repeat, long stackBytes, long stackUsedBytes, boolean lockThread, boolean request) {
    /** Copies the steps and checks the ranges. */
    public Program {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a program has at least one step");
        }
        if (repeat != FOREVER) {
            Ranges.atLeast("how often a program is repeated", repeat, 1);
        }
        if (stackBytes < 0 || stackBytes > MAX_STACK_BYTES) {
            throw new IllegalArgumentException("a stack is 0 to " + MAX_STACK_BYTES + " bytes, not " + stackBytes);
        }
        if (stackUsedBytes < 0 || stackUsedBytes > Math.max(stackBytes, MIN_STACK_BYTES)) {
            throw new IllegalArgumentException("a stack of " + stackBytes + " bytes has 0 to "
                    + Math.max(stackBytes, MIN_STACK_BYTES) + " in use, not " + stackUsedBytes);
        }
    }

    /** The largest stack ({@code proc.go: main}: 1 GB on 64-bit systems), as a power of two. */
    public static final long MAX_STACK_BYTES = 512L << 20;

    /** The smallest stack. */
    public static final long MIN_STACK_BYTES = 2048;
    /** Repeats without end. */
    public static final long FOREVER = -1;
}
