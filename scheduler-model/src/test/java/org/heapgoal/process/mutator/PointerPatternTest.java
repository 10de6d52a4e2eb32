package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;

import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.heap.SizeClasses;
import org.junit.jupiter.api.Test;

/** Oracle: scan work and scanAlloc measured in a running Go, and worked examples. */
class PointerPatternTest {
    private static PointerPattern go125(double pointerFraction, int elementBytes) {
        GoVersion version = GoVersion.GO_1_25;
        return new PointerPattern(SizeClasses.of(version), version, pointerFraction, elementBytes);
    }

    @Test
    void slices_of_pointers_count_one_word_in_scan_alloc_and_all_in_work_up_to_512_bytes() {
        assertThat(go125(1, 8).scanAlloc(512)).isEqualTo(8);
        assertThat(go125(1, 8).scanWork(512)).isEqualTo(512);
        assertThat(go125(1, 8).scanAlloc(8)).isEqualTo(8);
    }

    @Test
    void arrays_of_structs_count_up_to_the_last_pointer() {
        // Four elements of 48 bytes, a third of each up to its last pointer: 3 x 48 + 16.
        assertThat(go125(1.0 / 3, 48).scanAlloc(192)).isEqualTo(160);
        assertThat(go125(1.0 / 3, 48).scanWork(192)).isEqualTo(160);
    }

    @Test
    void above_512_bytes_the_slot_counts_and_the_pattern_repeats_to_its_end() {
        // Measured: a 608-byte struct with one pointer first, in class 640, costs 624; a 1024-byte one in class 1152,
        // 1040.
        assertThat(go125(0.001, 0).scanWork(608)).isEqualTo(624);
        assertThat(go125(0.001, 0).scanAlloc(608)).isEqualTo(640);
        assertThat(go125(0.001, 0).scanWork(1024)).isEqualTo(1040);
        assertThat(go125(1, 8).scanWork(1024)).isEqualTo(1152);
    }

    @Test
    void large_objects_are_scanned_in_oblets_of_128_kibibytes() {
        assertThat(go125(1, 8).scanWork(1 << 20)).isEqualTo(1 << 20);
        assertThat(go125(1, 8).scanAlloc(40_000)).isEqualTo(40_960);
        // One pointer at the start of 1 MiB: the seven later oblets hold none.
        assertThat(go125(1e-9, 0).scanWork(1 << 20)).isEqualTo(8);
        // Half of it pointers: four oblets of eight.
        assertThat(go125(0.5, 0).scanWork(1 << 20)).isEqualTo(512 << 10);
    }

    @Test
    void before_1_22_the_type_says_where_the_last_pointer_is_whatever_the_size() {
        GoVersion version = GoVersion.GO_1_21;
        PointerPattern old = new PointerPattern(SizeClasses.of(version), version, 0.001, 0);
        assertThat(old.scanWork(608)).isEqualTo(8);
        assertThat(old.scanAlloc(40_000)).isEqualTo(40);
    }
}
