package org.heapgoal.report;

import java.util.function.ToLongFunction;
import org.heapgoal.recording.MachineSample;
import org.heapgoal.recording.metric.Declaration;
import org.heapgoal.recording.metric.Metric;

/**
 * Uses of a process's memory, which do not overlap; from the bottom of the chart up. The first four are what GOMEMLIMIT
 * limits, with the fifth they are resident memory.
 */
public enum MemoryClass implements Metric {
    /** HeapInuse. */
    HEAP_IN_USE(
            Declaration.bytesNow("heapInUseBytes", "heap in use", "spans in use for the heap: HeapInuse"),
            MachineSample.Memory::heapInUse),
    /** HeapIdle − HeapReleased. */
    HEAP_FREE(
            Declaration.bytesNow("heapFreeBytes", "heap free", "free and not given back: HeapIdle − HeapReleased")
                    .inGo("/memory/classes/heap/free:bytes"),
            MachineSample.Memory::heapFree),
    /** StackSys. */
    STACKS(
            Declaration.bytesNow("stackBytes", "stacks", "stacks of goroutines: StackSys"),
            MachineSample.Memory::stacks),
    /** The runtime's own. */
    METADATA(
            Declaration.bytesNow("metadataBytes", "metadata", "MSpanSys + MCacheSys + BuckHashSys + GCSys + OtherSys"),
            MachineSample.Memory::metadata),
    /** Not Go's. */
    OUTSIDE_GO(
            Declaration.bytesNow("outsideGoBytes", "outside Go", "memory that the Go runtime does not know of"),
            MachineSample.Memory::outsideGo),
    /** HeapReleased: not resident. */
    HEAP_RELEASED(
            Declaration.bytesNow(
                            "heapReleasedBytes",
                            "released",
                            "given back to the system, address space only: HeapReleased")
                    .inGo("/memory/classes/heap/released:bytes"),
            MachineSample.Memory::heapReleased);

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final Declaration declaration;

    @SuppressWarnings("ImmutableEnumChecker") // every extractor is a method reference without state
    private final ToLongFunction<MachineSample.Memory> extractor;

    MemoryClass(Declaration declaration, ToLongFunction<MachineSample.Memory> extractor) {
        this.declaration = declaration;
        this.extractor = extractor;
    }

    @Override
    public Declaration declaration() {
        return declaration;
    }

    /** The bytes of this use. */
    public long of(MachineSample.Memory memory) {
        return extractor.applyAsLong(memory);
    }
}
