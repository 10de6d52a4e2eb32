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
    /** Repeats without end. */
    public static final long FOREVER = -1;
}
