package org.heapgoal.heap.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.heapgoal.recording.MemStats;

/**
 * What holds between the numbers of MemStats and the heap's counters after every step of a random program. Oracle: the
 * invariants of the runtime, numbered as in the list of invariants.
 */
class HeapInvariantProperties {
    private static final int TRIES = 150;
    private static final long GROWTH = 4 << 20;

    @Provide
    Arbitrary<List<HeapScript.Op>> operations() {
        return HeapScript.operations();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void invariants1And2And13SumsAndPartsAgree(
            @ForAll("operations") List<HeapScript.Op> operations, @ForAll GoVersion version) {
        new HeapScript(version).runReading(operations, stats -> {
            MemStats.OffHeap off = stats.offHeap();
            assertThat(stats.sys())
                    .as("1: Sys")
                    .isEqualTo(stats.heap().sys()
                            + off.stackSys()
                            + off.mspanSys()
                            + off.mcacheSys()
                            + off.buckHashSys()
                            + off.gcSys()
                            + off.otherSys());
            assertThat(stats.heap().sys())
                    .as("2: HeapSys")
                    .isEqualTo(stats.heap().inuse() + stats.heap().idle());
            assertThat(off.stackInuse()).as("13: StackInuse").isBetween(0L, off.stackSys());
            assertThat(off.mspanInuse()).as("13: MSpanInuse").isBetween(0L, off.mspanSys());
            assertThat(off.mcacheInuse()).as("13: MCacheInuse").isBetween(0L, off.mcacheSys());
            assertThat(off.otherSys()).as("OtherSys").isNotNegative();
        });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void invariants3To6And8And9ObjectsAndBytesAgree(
            @ForAll("operations") List<HeapScript.Op> operations, @ForAll GoVersion version) {
        HeapScript script = new HeapScript(version);
        script.runReading(operations, stats -> {
            assertThat(stats.heap().released())
                    .as("3: HeapReleased")
                    .isBetween(0L, stats.heap().idle());
            assertThat(stats.alloc())
                    .as("4: HeapAlloc")
                    .isEqualTo(script.ledger.totalAlloc - script.ledger.totalFree)
                    .isBetween(0L, stats.heap().inuse());
            assertThat(stats.totalAlloc()).as("4: TotalAlloc").isEqualTo(script.ledger.totalAlloc);
            assertThat(stats.sys() - stats.heap().released())
                    .as("5: mappedReady")
                    .isEqualTo(script.ledger.mappedReady)
                    .isEqualTo(script.heap.sysMinusReleased());
            assertThat(stats.heap().objects())
                    .as("6: HeapObjects")
                    .isEqualTo(stats.mallocs() - stats.frees())
                    .isNotNegative();
            long shown = 0;
            for (MemStats.SizeCount count : stats.bySize()) {
                assertThat(count.frees()).as("8: %d bytes", count.size()).isBetween(0L, count.mallocs());
                shown += count.size() * (count.mallocs() - count.frees());
            }
            long hidden = 0;
            for (int spanClass = 0; spanClass < 136; spanClass++) {
                if (spanClass > 2 * 60 + 1) {
                    hidden += script.heap.slotsInUse(spanClass) * SizeClasses.objectBytes(spanClass / 2);
                }
            }
            long large = stats.alloc() - shown - hidden;
            assertThat(large % 8192).as("9: live large bytes are pages").isZero();
            boolean anyLarge = script.heap.spansInUse(0) + script.heap.spansInUse(1) > 0;
            assertThat(large > 0).as("9: live large bytes").isEqualTo(anyLarge);
        });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void invariants15To17And35SpansAreWholePagesOfMemoryThatOnlyGrows(
            @ForAll("operations") List<HeapScript.Op> operations, @ForAll GoVersion version) {
        HeapScript script = new HeapScript(version);
        long[] mapped = new long[1];
        script.runReading(operations, stats -> {
            MemStats.Heap heap = stats.heap();
            for (long bytes : new long[] {heap.inuse(), heap.idle(), heap.sys(), heap.released()}) {
                assertThat(bytes % 8192).as("15: whole pages").isZero();
            }
            long total = heap.sys() + stats.offHeap().stackInuse() + script.heap.workbufBytes();
            assertThat(total % GROWTH).as("15: whole growths").isZero();
            assertThat(total).as("16: never given back").isGreaterThanOrEqualTo(mapped[0]);
            mapped[0] = total;
            assertThat(heap.inuse()).as("17: HeapInuse").isEqualTo(8192 * script.heap.pagesInUse());
            assertThat(script.ledger.heapInUse + script.ledger.heapFree + heap.released())
                    .as("35: retained and released")
                    .isEqualTo(heap.sys());
            assertThat(stats.offHeap().stackInuse()).isGreaterThanOrEqualTo(script.stackBytes());
        });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void invariants31And32And34NoSpanEscapesSweepingAndReleasedPagesAreFree(
            @ForAll("operations") List<HeapScript.Op> operations, @ForAll GoVersion version) {
        HeapScript script = new HeapScript(version);
        script.run(operations, s -> {
            s.heap.verify();
            assertThat(s.heap.pagesSwept()).as("32: swept at most once").isBetween(0L, s.pagesInUseAtSweepStart);
        });
    }
}
