package org.heapgoal.workload.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.heapgoal.sim.units.BadInput;
import org.heapgoal.workload.stream.ValueStream.Constant;
import org.heapgoal.workload.stream.ValueStream.Delay;
import org.heapgoal.workload.stream.ValueStream.Generator;
import org.heapgoal.workload.stream.ValueStream.Limit;
import org.heapgoal.workload.stream.ValueStream.Noise;
import org.heapgoal.workload.stream.ValueStream.Offset;
import org.heapgoal.workload.stream.ValueStream.Oscillate;
import org.heapgoal.workload.stream.ValueStream.Quantize;
import org.heapgoal.workload.stream.ValueStream.Ramp;
import org.heapgoal.workload.stream.ValueStream.Scale;
import org.heapgoal.workload.stream.ValueStream.Step;
import org.heapgoal.workload.stream.ValueStream.Sum;
import org.heapgoal.workload.stream.ValueStream.Unit;
import org.junit.jupiter.api.Test;

final class ValueStreamTest {
    private static final NoiseSource NO_NOISE = seed -> () -> {
        throw new AssertionError("no noise wanted");
    };

    @Test
    void aRampRisesInEqualStepsAndStays() {
        assertThat(values(new Ramp(-1, 4), 7)).containsExactly(-0.0, -0.25, -0.5, -0.75, -1.0, -1.0, -1.0);
    }

    @Test
    void aRampTakesItsProductBeforeItsQuotient() {
        // 0.1 · 3 / 7 and 0.1 · (3 / 7) differ in the last bit; the first is Go's.
        assertThat(values(new Ramp(0.1, 7), 4).get(3)).isEqualTo(0.1 * 3 / 7).isNotEqualTo(0.1 * (3.0 / 7));
    }

    @Test
    void stepsUnitsAndDelaysCountCyclesFromTheFirst() {
        assertThat(values(new Step(5, 2), 4)).containsExactly(0.0, 0.0, 5.0, 5.0);
        assertThat(values(new Unit(3), 3)).containsExactly(3.0, 0.0, 0.0);
        assertThat(values(new Delay(new Unit(3), 2), 4)).containsExactly(0.0, 0.0, 3.0, 0.0);
        // ramp(66, 1) delayed by 50, as in the step scenarios: zero still at cycle 50, 66 from cycle 51 on.
        List<Double> delayed = values(new Delay(new Ramp(66, 1), 50), 53);
        assertThat(delayed.subList(0, 51)).containsOnly(0.0);
        assertThat(delayed.subList(51, 53)).containsOnly(66.0);
    }

    @Test
    void sumsAddFromFirstToLast() {
        Sum sum = Sum.of(new Constant(1e16), new Constant(1), new Constant(-1e16));
        assertThat(values(sum, 1)).containsExactly(0.0);
        assertThat(values(Sum.of(new Constant(1e16), new Constant(-1e16), new Constant(1)), 1))
                .containsExactly(1.0);
    }

    @Test
    void numbersAreShiftedScaledBoundedAndRoundedTowardsZero() {
        ValueStream ramp = new Ramp(6, 3);
        assertThat(values(new Offset(ramp, -3), 4)).containsExactly(-3.0, -1.0, 1.0, 3.0);
        assertThat(values(new Scale(ramp, 0.5), 4)).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(values(new Limit(ramp, 1, 5), 4)).containsExactly(1.0, 2.0, 4.0, 5.0);
        assertThat(values(new Quantize(new Offset(ramp, -3.5), 2), 4)).containsExactly(-2.0, -0.0, 0.0, 2.0);
    }

    @Test
    void oscillationsAreCyclicAndStartAtTheirPhase() {
        List<Double> swing = values(new Oscillate(13, 0, 8), 17);
        assertThat(swing.get(0)).isZero();
        assertThat(swing.get(2)).isEqualTo(13.0);
        assertThat(swing.subList(8, 16)).isEqualTo(swing.subList(0, 8));
    }

    @Test
    void theSineEqualsGosBitForBit() throws IOException {
        // Oracle: math.Sin of a real Go on amd64, printed by validation/random.
        List<String> lines;
        try (InputStream in = ValueStreamTest.class.getResourceAsStream("go-sine.txt")) {
            lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        assertThat(lines).hasSizeGreaterThan(400);
        for (String line : lines) {
            double argument = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            assertThat(String.format("%016x", Double.doubleToRawLongBits(CephesSine.of(argument))))
                    .as("sin %s", argument)
                    .isEqualTo(line.substring(17));
        }
    }

    @Test
    void goNoiseEqualsGosGeneratorAndEndsWithAClearError() {
        // Oracle: rand.New(rand.NewSource(1)) of Go prints Float64 0.6046602879796196, 0.9405090880450124.
        NoiseSource.Uniform uniform = GoRandom.open(1);
        assertThat(uniform.next()).isEqualTo(0.6046602879796196);
        assertThat(uniform.next()).isEqualTo(0.9405090880450124);
        assertThat(GoRandom.seeds()).containsExactly(0x0L, 0x1L, 0xeL, 0xfL, 0x53L, 0x152L);
        for (int i = 2; i < GoRandom.valuesPerSeed(); i++) {
            uniform.next();
        }
        assertThatThrownBy(uniform::next)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("seed 1 end after 128 cycles");
        assertThatThrownBy(() -> new Noise(1, 7, Generator.GO)).hasMessageContaining("0, 1, 14, 15, 83, 338");
    }

    @Test
    void noiseIsCentredOnZeroAndReachesItsAmplitude() {
        Noise noise = new Noise(10, 42, Generator.NAMED);
        double[] uniforms = {0, 0.25, 0.5, 0.75};
        NoiseSource source = seed -> {
            assertThat(seed).isEqualTo(42);
            int[] next = {0};
            return () -> uniforms[next[0]++];
        };
        ValueStream.Cursor cursor = noise.open(source);
        assertThat(List.of(cursor.next(), cursor.next(), cursor.next(), cursor.next()))
                .containsExactly(-10.0, -5.0, 0.0, 5.0);
    }

    @Test
    void definitionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Constant(Double.NaN)).hasMessageContaining("allowed is");
        assertThatThrownBy(() -> new Ramp(1, 0)).hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> new Limit(new Constant(1), 2, 1)).hasMessageContaining("above max");
        assertThatThrownBy(() -> new Quantize(new Constant(1), 0)).hasMessageContaining("allowed is");
        assertThatThrownBy(() -> new Oscillate(1, 1e7, 3)).hasMessageContaining("phase");
    }

    private static List<Double> values(ValueStream stream, int count) {
        ValueStream.Cursor cursor = stream.open(NO_NOISE);
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(cursor.next());
        }
        return values;
    }
}
