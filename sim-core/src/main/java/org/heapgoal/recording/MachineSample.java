package org.heapgoal.recording;

/**
 * Memory and CPU time of the whole process at one instant, as a level that models the process knows them; taken at the
 * same instants as a {@link HeapSample}.
 *
 * @param timeNanos when
 * @param memory where the memory is
 * @param cpu where the CPU time until then went
 * @param limiterOnNanos for how long the GC CPU limiter has been on since the start of the process
 */
public record MachineSample(long timeNanos, Memory memory, Cpu cpu, long limiterOnNanos) {
    /**
     * Memory of the process by use, bytes; the parts do not overlap.
     *
     * @param heapInUse spans in use for the heap: HeapInuse
     * @param heapFree spans of the heap that are free and not released: HeapIdle − HeapReleased
     * @param heapReleased heap given back to the system; address space only: HeapReleased
     * @param stacks stacks of goroutines: StackSys
     * @param metadata what the runtime keeps for itself: MSpanSys, MCacheSys, BuckHashSys, GCSys and OtherSys
     * @param outsideGo memory of the process that the Go runtime does not know of
     */
    public record Memory(long heapInUse, long heapFree, long heapReleased, long stacks, long metadata, long outsideGo) {
        /** What GOMEMLIMIT is compared with: Sys − HeapReleased. */
        public long mapped() {
            return heapInUse + heapFree + stacks + metadata;
        }

        /** What a container is charged. */
        public long resident() {
            return mapped() + outsideGo;
        }
    }

    /**
     * CPU time since the start of the process, nanoseconds summed over Ps. The collector's part is in the cycles' records.
     *
     * @param availableNanos GOMAXPROCS over time
     * @param idleNanos Ps without work
     * @param scavengeNanos giving memory back, in the background and at allocations
     */
    public record Cpu(long availableNanos, long idleNanos, long scavengeNanos) {}
}
