package org.heapgoal.sim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import umontreal.ssj.rng.MRG32k3a;

class StreamFactoryTest {
    private static final double NORM = 1 / 4294967088.0;

    /** Oracle: the documented definition, computed in another language with integers of any length. */
    @Test
    void seed_name_and_replication_lead_to_the_documented_state() {
        assertThat(StreamFactory.startState(42))
                .containsExactly(962616458, 2258903007L, 407864260, 1982933819, 1572707945, 3595618225L);
        NamedStream allocator = new StreamFactory(42, 0).stream("allocator");
        assertThat(allocator.state())
                .containsExactly(823420165, 2882344115L, 1511425785, 1818857631, 714356315, 653332051);
        assertThat(allocator.nextDouble()).isEqualTo(2865206521L * NORM);
        assertThat(allocator.nextDouble()).isEqualTo(2549851152L * NORM);
        NamedStream third = new StreamFactory(42, 3).stream("allocator");
        assertThat(third.state())
                .containsExactly(1929868555, 3833074833L, 3124407930L, 2223095289L, 1888501168, 3266685242L);
        assertThat(third.nextDouble()).isEqualTo(1072484465 * NORM);
        assertThat(new StreamFactory(-1, 0).stream("scavenger").nextDouble()).isEqualTo(1107463674 * NORM);
    }

    @Test
    void other_streams_and_their_order_do_not_matter() {
        StreamFactory alone = new StreamFactory(7, 2);
        StreamFactory crowded = new StreamFactory(7, 2);
        crowded.stream("arrivals").nextDouble();
        NamedStream late = crowded.stream("lifetimes");
        crowded.stream("sizes").nextDouble();
        assertThat(late.nextDouble()).isEqualTo(alone.stream("lifetimes").nextDouble());
    }

    @Test
    void a_name_is_given_out_once() {
        StreamFactory factory = new StreamFactory(7, 0);
        factory.stream("arrivals");
        assertThatIllegalStateException()
                .isThrownBy(() -> factory.stream("arrivals"))
                .withMessage("the random stream \"arrivals\" is already in use: names must be unique in a run");
        assertThatIllegalArgumentException().isThrownBy(() -> factory.stream(""));
    }

    @Test
    void two_names_with_one_number_are_refused() {
        StreamFactory factory = new StreamFactory(7, 0);
        factory.stream("arrivals", 5);
        assertThatIllegalStateException()
                .isThrownBy(() -> factory.stream("sizes", 5))
                .withMessage("the names \"arrivals\" and \"sizes\" lead to the same random stream; rename one of them");
    }

    @Test
    void a_replication_is_within_the_stream() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamFactory(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamFactory(1, 1L << 51));
        assertThat(new StreamFactory(1, (1L << 51) - 1).stream("x").nextDouble())
                .isBetween(0.0, 1.0);
    }

    /** Oracle: the same streams made one after the other; and no two of them may start alike. */
    @Test
    void eight_threads_make_the_same_streams_as_one() throws InterruptedException, ExecutionException {
        int factories = 64;
        List<List<List<Long>>> serial = IntStream.range(0, factories)
                .mapToObj(StreamFactoryTest::starts)
                .toList();
        List<List<List<Long>>> parallel = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<List<Long>>>> pending = new ArrayList<>();
            for (int i = 0; i < factories; i++) {
                int seed = i;
                pending.add(threads.submit(() -> starts(seed)));
            }
            for (Future<List<List<Long>>> future : pending) {
                parallel.add(future.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(parallel).isEqualTo(serial);
        Set<List<Long>> distinct = new LinkedHashSet<>();
        serial.forEach(distinct::addAll);
        assertThat(distinct).hasSize(factories * 200);
    }

    /** Oracle: SSJ's own allocation, whose next stream must be the one after its last, whatever we made in between. */
    @Test
    void ssjs_static_seed_is_neither_read_nor_advanced() {
        MRG32k3a before = new MRG32k3a();
        new StreamFactory(12345, 0).stream("x").nextDouble();
        MRG32k3a after = new MRG32k3a();
        assertThat(after.getState()).isEqualTo(Mrg32k3aJump.ahead(before.getState(), 1, 127));
    }

    private static List<List<Long>> starts(int seed) {
        StreamFactory factory = new StreamFactory(seed, seed % 3);
        List<List<Long>> states = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            NamedStream stream = factory.stream("element " + i);
            stream.nextDouble();
            states.add(Arrays.stream(stream.state()).boxed().toList());
        }
        return states;
    }
}
