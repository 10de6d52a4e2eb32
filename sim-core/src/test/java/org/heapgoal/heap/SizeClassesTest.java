package org.heapgoal.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heapgoal.goruntime.GoVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracles: the definition of a lookup; object counts worked from span and object sizes; mallocgc's documented limits. */
class SizeClassesTest {
    private static final SizeClasses GO_1_21 = SizeClasses.of(GoVersion.GO_1_21);
    private static final SizeClasses GO_1_25 = SizeClasses.of(GoVersion.GO_1_25);
    private static final SizeClasses GO_1_26 = SizeClasses.of(GoVersion.GO_1_26);

    @Test
    void everyRequestGetsTheSmallestClassThatHoldsIt() {
        for (int bytes = 1; bytes <= SizeClasses.MAX_SMALL_BYTES; bytes++) {
            int smallest = 1;
            while (SizeClasses.objectBytes(smallest) < bytes) {
                smallest++;
            }
            assertThat(SizeClasses.classFor(bytes)).as("%d bytes", bytes).isEqualTo(smallest);
        }
    }

    @Test
    void theTableKeepsTheRulesByWhichItWasMade() {
        // mksizeclasses.go: sizes rise in multiples of 8; a span wastes at most 1/8 of itself at its end.
        for (int c = 2; c < SizeClasses.COUNT; c++) {
            int spanBytes = SizeClasses.spanPages(c) * SizeClasses.PAGE_BYTES;
            assertThat(SizeClasses.objectBytes(c)).isGreaterThan(SizeClasses.objectBytes(c - 1));
            assertThat(SizeClasses.objectBytes(c) % 8).isZero();
            assertThat(spanBytes % SizeClasses.objectBytes(c)).isLessThanOrEqualTo(spanBytes / 8);
        }
        assertThat(SizeClasses.objectBytes(SizeClasses.TINY_CLASS)).isEqualTo(SizeClasses.TINY_BYTES);
        assertThat(SizeClasses.objectBytes(SizeClasses.COUNT - 1)).isEqualTo(SizeClasses.MAX_SMALL_BYTES);
    }

    /** Worked: 8192 / size; a pointerful span of objects up to 512 bytes first loses 8192 / 64 = 128 bytes. */
    @ParameterizedTest
    @CsvSource({
        "1, 1024, 1008",
        "2, 512, 504",
        "5, 170, 168",
        "11, 56, 56",
        "25, 17, 16",
        "26, 16, 15",
        "27, 14, 14",
        "35, 11, 11",
        "43, 7, 7",
        "67, 1, 1"
    })
    void spansHoldWhatTheBitmapLeaves(int sizeClass, int noscan, int scan) {
        assertThat(GO_1_25.objectsPerSpan(sizeClass, true)).isEqualTo(noscan);
        assertThat(GO_1_25.objectsPerSpan(sizeClass, false)).isEqualTo(scan);
    }

    /** Worked: Green Tea takes another 128 bytes from spans of 16 to 512 bytes: (8192 - 128) / 48 = 168. */
    @ParameterizedTest
    @CsvSource({"1, 1024, 1008", "2, 504, 496", "5, 168, 165", "26, 15, 15", "27, 14, 14"})
    void greenTeaTakesRoomForMarkBits(int sizeClass, int noscan, int scan) {
        assertThat(GO_1_26.objectsPerSpan(sizeClass, true)).isEqualTo(noscan);
        assertThat(GO_1_26.objectsPerSpan(sizeClass, false)).isEqualTo(scan);
        SizeClasses optedIn = new SizeClasses(GoVersion.GO_1_25, true);
        assertThat(optedIn.objectsPerSpan(sizeClass, true)).isEqualTo(noscan);
        SizeClasses optedOut = new SizeClasses(GoVersion.GO_1_26, false);
        assertThat(optedOut.objectsPerSpan(2, true)).isEqualTo(512);
    }

    @Test
    void before122PointersCostNoRoomInTheSpan() {
        for (int c = 1; c < SizeClasses.COUNT; c++) {
            int all = SizeClasses.spanPages(c) * 8192 / SizeClasses.objectBytes(c);
            assertThat(GO_1_21.objectsPerSpan(c, false)).isEqualTo(all);
            assertThat(GO_1_21.objectsPerSpan(c, true)).isEqualTo(all);
        }
    }

    /** Worked: above 512 bytes a pointerful object needs 8 bytes more, so 1024 no longer fits class 1024. */
    @ParameterizedTest
    @CsvSource({
        "512, 512, 512, 512",
        "513, 576, 576, 576",
        "568, 576, 576, 576",
        "569, 576, 640, 576",
        "1024, 1024, 1152, 1024",
        "28664, 28672, 28672, 28672",
        "28665, 28672, 32768, 28672",
        "32760, 32768, 32768, 32768",
        "32761, 32768, 32768, 32768",
        "32769, 40960, 40960, 40960"
    })
    void headersMoveLargePointerfulRequestsUp(long bytes, long noscan, long scan, long scanIn121) {
        assertThat(GO_1_25.allocatedBytes(bytes, true)).isEqualTo(noscan);
        assertThat(GO_1_25.allocatedBytes(bytes, false)).isEqualTo(scan);
        assertThat(GO_1_21.allocatedBytes(bytes, false)).isEqualTo(scanIn121);
    }

    @Test
    void theSmallLimitLeavesRoomForAHeaderFrom122On() {
        assertThat(GO_1_25.requestClass(32760, true)).isEqualTo(67);
        assertThat(GO_1_25.requestClass(32761, true)).isEqualTo(SizeClasses.LARGE);
        assertThat(GO_1_21.requestClass(32768, true)).isEqualTo(67);
        assertThat(GO_1_21.requestClass(32769, true)).isEqualTo(SizeClasses.LARGE);
        assertThat(SizeClasses.largePages(32769)).isEqualTo(5);
    }

    /** A growing slice may use all that its class leaves behind the header; 32761 bytes are large and cost the same. */
    @Test
    void roundingUpDoesNotChangeWhatARequestCosts() {
        for (long bytes = 1; bytes < 40_000; bytes += 7) {
            for (boolean noscan : new boolean[] {true, false}) {
                long rounded = GO_1_25.roundUpSize(bytes, noscan);
                assertThat(rounded).isGreaterThanOrEqualTo(bytes);
                long cost = GO_1_25.allocatedBytes(bytes, noscan);
                assertThat(GO_1_25.allocatedBytes(rounded, noscan)).isEqualTo(cost);
                if (rounded != 32760) {
                    assertThat(GO_1_25.allocatedBytes(rounded + 1, noscan)).isGreaterThan(cost);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(GoVersion.class)
    void objectsAndTailFillTheSpan(GoVersion version) {
        SizeClasses classes = SizeClasses.of(version);
        for (int c = 1; c < SizeClasses.COUNT; c++) {
            for (boolean noscan : new boolean[] {true, false}) {
                int objects = classes.objectsPerSpan(c, noscan) * SizeClasses.objectBytes(c);
                assertThat(objects + classes.tailWasteBytes(c, noscan)).isEqualTo(SizeClasses.spanPages(c) * 8192);
                assertThat(classes.objectsPerSpan(c, noscan)).isBetween(1, 1024);
            }
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatThrownBy(() -> SizeClasses.classFor(0)).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> SizeClasses.classFor(32769)).hasMessageContaining("32769");
        assertThatThrownBy(() -> SizeClasses.objectBytes(0)).hasMessageContaining("size class 0");
        assertThatThrownBy(() -> new SizeClasses(GoVersion.GO_1_24, true)).hasMessageContaining("Green Tea");
        assertThat(SizeClasses.spanClass(5, true)).isEqualTo(11);
    }
}
