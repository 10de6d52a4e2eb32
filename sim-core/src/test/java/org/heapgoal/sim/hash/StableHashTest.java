package org.heapgoal.sim.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StableHashTest {
    /** Oracle: the published first outputs of SplitMix64 for seed 1234567, which are mix(seed + i × G). */
    @Test
    void mix_is_the_output_function_of_splitmix64() {
        List<String> published =
                List.of("6457827717110365317", "3203168211198807973", "9817491932198370423", "4593380528125082431");
        for (int i = 0; i < published.size(); i++) {
            long hash = StableHash.mix(1234567 + (i + 1) * 0x9E3779B97F4A7C15L);
            assertThat(Long.toUnsignedString(hash)).isEqualTo(published.get(i));
        }
        assertThat(StableHash.mix(0)).isZero();
    }

    /** Oracle: the documented definition, computed in another language with integers of any length. */
    @Test
    void texts_and_sequences_hash_as_defined() {
        assertThat(StableHash.of("")).isZero();
        assertThat(StableHash.of("a")).isEqualTo(0xf0eea8c8a0607d15L);
        assertThat(StableHash.of("ab")).isEqualTo(0xc114c108798ccfadL);
        assertThat(StableHash.of("ba")).isEqualTo(0x85cb53e12dbcca44L);
        assertThat(StableHash.append(StableHash.append(0, 1), 2)).isEqualTo(0x51b01d53ca27e54dL);
        assertThat(StableHash.append(StableHash.append(0, 2), 1)).isEqualTo(0xb554db55f29981a6L);
    }
}
