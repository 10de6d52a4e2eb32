package org.heapgoal.process.mutator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.heapgoal.machine.Cost;
import org.heapgoal.machine.MachineProfile;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.recording.RequestRecord;
import org.heapgoal.sim.random.Distribution;
import org.heapgoal.sim.units.BadInput;
import org.junit.jupiter.api.Test;

/** Oracle: times and bytes worked by hand, on a machine where only named things cost time. */
class MutatorTest {
    private static final long MILLI = LoadRun.MILLI;
    private static final long SECOND = LoadRun.SECOND;
    private static final MachineProfile ALLOCATION_COSTS =
            Bench.costs(Map.of(Cost.ALLOC_OBJECT, 10.0, Cost.REFILL, 100.0, Cost.OS_SLICE, 3e6));

    private static Source regular(String program, double perSecond) {
        return new Source.Regular(program, perSecond, 0, Long.MAX_VALUE);
    }

    @Test
    void regular_arrivals_come_at_equal_distances_and_take_what_their_steps_take() {
        LoadRun run = new LoadRun().request("r", LoadRun.compute(MILLI), new Step.Sleep(LoadRun.constant(2e6)));
        run.sources.add(regular("r", 100));
        run.run(SECOND);
        // At 10 ms, 20 ms, …; that of 1 s is not over.
        assertThat(run.requests).hasSize(99);
        for (int i = 0; i < 99; i++) {
            RequestRecord request = run.requests.get(i);
            assertThat(request.arrivedNanos()).isEqualTo((i + 1L) * 10 * MILLI);
            assertThat(request.latencyNanos()).isEqualTo(3 * MILLI);
            assertThat(request.blame()).isEqualTo(new RequestRecord.Blame(MILLI, 2 * MILLI, 0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void a_goroutine_that_is_late_for_its_schedule_does_not_sleep_and_leaves_nothing_out() {
        Step.Every tick = new Step.Every(LoadRun.constant(10e6));
        Step one = LoadRun.compute(MILLI);
        LoadRun run = new LoadRun().request("r", tick, LoadRun.compute(25 * MILLI), tick, one, tick, one, tick, one);
        run.fixed("r", 1).run(SECOND);
        // Due at f, f + 10, f + 20 and f + 30 ms. The first takes until f + 25, the next two until f + 27.
        assertThat(run.requests).singleElement().satisfies(request -> {
            long waited = request.latencyNanos() - 28 * MILLI;
            assertThat(waited).isBetween(3 * MILLI, 13 * MILLI - 1);
            assertThat(request.blame()).isEqualTo(new RequestRecord.Blame(28 * MILLI, waited, 0, 0, 0, 0, 0, 0));
        });
    }

    @Test
    void the_work_of_a_program_takes_longer_with_several_ps_and_its_sleep_does_not() {
        for (int procs : new int[] {1, 2, 4}) {
            LoadRun run = new LoadRun()
                    .profile(Bench.costs(Map.of(Cost.PROCS_SHARED, 0.25)))
                    .procs(procs)
                    .request("r", LoadRun.compute(4 * MILLI), new Step.Sleep(LoadRun.constant(2e6)));
            run.fixed("r", 1).run(SECOND);
            long work = procs == 1 ? 4 * MILLI : 5 * MILLI;
            assertThat(run.requests)
                    .singleElement()
                    .satisfies(request -> assertThat(request.latencyNanos()).isEqualTo(work + 2 * MILLI));
        }
    }

    @Test
    void repeats_and_nested_repeats_do_their_steps_that_often() {
        LoadRun run = new LoadRun()
                .request(
                        "r",
                        new Step.Repeat(
                                3, List.of(LoadRun.compute(10), new Step.Repeat(4, List.of(LoadRun.compute(100))))),
                        new Step.Repeat(0, List.of(LoadRun.compute(SECOND))));
        run.fixed("r", 1).run(SECOND);
        assertThat(run.requests)
                .singleElement()
                .satisfies(request -> assertThat(request.latencyNanos()).isEqualTo(3 * (10 + 400)));
    }

    @Test
    void a_program_repeats_as_often_as_it_says_or_until_its_source_ends() {
        LoadRun run = new LoadRun();
        run.programs.put("five", new Program(List.of(LoadRun.compute(MILLI)), 5, 2048, 0, false, true));
        run.programs.put("ever", new Program(List.of(LoadRun.compute(MILLI)), Program.FOREVER, 2048, 0, false, true));
        run.fixed("five", 1);
        run.sources.add(new Source.Fixed("ever", 1, 10 * MILLI, 20 * MILLI + MILLI / 2));
        run.run(SECOND);
        assertThat(run.requests).extracting(RequestRecord::program).containsExactly("five", "ever");
        assertThat(run.requests.get(0).latencyNanos()).isEqualTo(5 * MILLI);
        assertThat(run.requests.get(1).arrivedNanos()).isEqualTo(10 * MILLI);
        assertThat(run.requests.get(1).latencyNanos()).isEqualTo(11 * MILLI);
    }

    @Test
    void allocated_bytes_are_those_that_steps_declare() {
        LoadRun run = new LoadRun().profile(ALLOCATION_COSTS).request("r", LoadRun.allocate("s", 1000));
        run.sites.put("s", Bench.site(0, new Lifetime.OfGoroutine(), 64, 1));
        run.sources.add(regular("r", 1000));
        long empty = new LoadRun().run(SECOND).allocatedBytes();
        run.run(SECOND);
        // 1000 bytes are 15.625 objects: rests are carried on to the next request.
        long objects = (long) (run.requests.size() * 1000 / 64.0);
        // Goroutine structures come on top; what caches hold is not counted yet.
        assertThat((double) (run.allocatedBytes() - empty)).isCloseTo(objects * 64.0, within(8192.0 + 20 * 448));
        // 15 or 16 objects at 10 ns each, and a refill of 100 ns every 128 objects.
        assertThat(run.requests)
                .allSatisfy(request -> assertThat(request.blame().ownWork()).isBetween(150L, 260L));
        long work = run.requests.stream()
                .mapToLong(request -> request.blame().ownWork())
                .sum();
        assertThat((double) work).isCloseTo(objects * 10 + objects / 128.0 * 100, within(300.0));
    }

    @Test
    void volumes_and_rates_change_when_they_are_told() {
        LoadRun run = new LoadRun().request("r", LoadRun.allocate("s", 64_000));
        run.sites.put("s", Bench.site(0, new Lifetime.Transient(), 64, 1));
        run.sources.add(regular("r", 100));
        run.changes.add(new Change.Rate(SECOND, "r", 3));
        run.changes.add(new Change.Volume(SECOND, "s", 0.5));
        run.changes.add(new Change.Rate(2 * SECOND, "r", 0));
        run.run(3 * SECOND);
        // The last one of the second second is due at the instant at which the rate becomes 0.
        assertThat(run.requests).hasSizeBetween(100 + 299, 100 + 300);
        assertThat((double) run.allocatedBytes()).isCloseTo(100 * 64_000.0 + 300 * 32_000.0, within(600_000.0));
    }

    @Test
    void closed_clients_think_between_their_requests() {
        LoadRun run = new LoadRun().procs(4).request("r", LoadRun.compute(MILLI));
        run.sources.add(new Source.Closed("r", 3, LoadRun.constant(4e6), 0, Long.MAX_VALUE));
        run.run(SECOND);
        // Each client takes 5 ms a turn.
        assertThat(run.requests).hasSize(3 * 200);
        assertThat(run.requests)
                .allSatisfy(request -> assertThat(request.latencyNanos()).isEqualTo(MILLI));
    }

    @Test
    void series_and_bursts_come_when_they_are_due() {
        LoadRun run = new LoadRun().request("r", LoadRun.compute(10));
        run.sources.add(new Source.Series("r", List.of(5L, 5L, 700L), 1000, Long.MAX_VALUE));
        run.run(SECOND);
        assertThat(run.requests).extracting(RequestRecord::arrivedNanos).containsExactly(1005L, 1005L, 1700L);
        LoadRun bursty = new LoadRun().request("r", LoadRun.compute(10));
        List<Source.RateState> states = List.of(new Source.RateState(2000, 1e7), new Source.RateState(0, 3e7));
        bursty.sources.add(new Source.Bursty("r", states, 0, Long.MAX_VALUE));
        bursty.run(40 * SECOND);
        // A quarter of the time at 2000 a second; about 1000 stays of either kind.
        assertThat((double) bursty.requests.size()).isCloseTo(40 * 500.0, within(3000.0));
    }

    @Test
    void poisson_arrivals_have_the_variance_of_their_mean() {
        LoadRun run = new LoadRun().request("r", LoadRun.compute(10));
        run.sources.add(new Source.Poisson("r", 1000, 0, Long.MAX_VALUE));
        run.run(20 * SECOND);
        assertThat((double) run.requests.size()).isCloseTo(20_000, within(4 * Math.sqrt(20_000)));
        double[] bins = new double[2000];
        run.requests.forEach(request -> bins[(int) (request.arrivedNanos() / (10 * MILLI))]++);
        double squares = 0;
        for (double bin : bins) {
            squares += (bin - 10) * (bin - 10);
        }
        assertThat(squares / bins.length).isCloseTo(10, within(1.3));
    }

    @Test
    void unbuffered_channels_hand_over_one_for_one() {
        LoadRun run = new LoadRun()
                .background("producer", LoadRun.compute(1000), new Step.Send("c", 0))
                .request("consumer", new Step.Repeat(10, List.of(new Step.Receive("c", 0), LoadRun.compute(5000))));
        run.procs(4).fixed("producer", 1).fixed("consumer", 1).run(SECOND);
        // The first element takes 1000 ns; later ones are there in time unless the producer was late to find a P.
        assertThat(run.requests)
                .singleElement()
                .satisfies(request -> assertThat(request.latencyNanos()).isBetween(51_000L, 60_000L));
        assertThat(run.requests.get(0).blame().ownWork()).isEqualTo(50_000);
    }

    @Test
    void locks_let_one_in_and_keep_the_order() {
        LoadRun run = new LoadRun().procs(8).request("r", new Step.Locked("l", List.of(LoadRun.compute(MILLI))));
        run.sources.add(new Source.Series("r", List.of(0L, 1L, 2L, 3L), 1, Long.MAX_VALUE));
        run.run(SECOND);
        assertThat(run.requests).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(run.requests.get(i).arrivedNanos()).isEqualTo(1 + i);
            assertThat(run.requests.get(i).arrivedNanos() + run.requests.get(i).latencyNanos())
                    .isEqualTo(1 + (i + 1L) * MILLI);
        }
    }

    @Test
    void spawned_goroutines_run_and_their_making_costs_time() {
        LoadRun run = new LoadRun()
                .profile(Bench.costs(Map.of(Cost.GOROUTINE_CREATE, 300.0, Cost.OS_SLICE, 3e6)))
                .procs(1)
                .request("parent", new Step.Spawn("child", 20))
                .request("child", LoadRun.compute(100));
        run.fixed("parent", 1).run(SECOND);
        assertThat(run.requests).hasSize(21);
        assertThat(run.requests.get(0).blame().ownWork()).isEqualTo(20 * 300);
    }

    @Test
    void system_calls_and_network_waits_are_waiting() {
        LoadRun run = new LoadRun()
                .request(
                        "r",
                        new Step.Network(LoadRun.constant(5e6)),
                        new Step.Syscall(LoadRun.constant(1e6), true),
                        new Step.Syscall(LoadRun.constant(1000), false));
        run.fixed("r", 1).run(SECOND);
        assertThat(run.requests.get(0).blame().waiting()).isEqualTo(6 * MILLI + 1000);
    }

    @Test
    void calls_into_the_runtime_take_effect() {
        LoadRun run = new LoadRun()
                .once(
                        "caller",
                        new Step.Call(new RuntimeCall.CollectGarbage()),
                        new Step.Call(new RuntimeCall.Yield()),
                        new Step.Call(new RuntimeCall.ReadMemStats()));
        run.fixed("caller", 1);
        run.changes.add(new Change.Call(SECOND / 2, new RuntimeCall.CollectGarbage()));
        run.run(SECOND);
        assertThat(run.cycles).hasSize(2);
        assertThat(run.memStats.get(0).gc().numGC()).isEqualTo(1);
    }

    @Test
    void a_goroutines_garbage_is_live_as_long_as_it_runs() {
        LoadRun run = new LoadRun()
                .once("holder", LoadRun.allocate("s", 10 << 20), new Step.Sleep(LoadRun.constant(1e9)))
                .once("passes", LoadRun.allocate("p", 20 << 20), new Step.Sleep(LoadRun.constant(1e9)));
        run.sites.put("s", Bench.site(0, new Lifetime.OfGoroutine(), 1024, 1));
        run.sites.put("p", Bench.site(0, new Lifetime.Transient(), 1024, 1));
        run.gcPercent(-1).fixed("holder", 1).fixed("passes", 1);
        run.changes.add(new Change.Call(SECOND / 2, new RuntimeCall.CollectGarbage()));
        run.changes.add(new Change.Call(3 * SECOND / 2, new RuntimeCall.CollectGarbage()));
        run.run(2 * SECOND);
        assertThat(run.cycles.get(0).heap().marked()).isBetween(10L << 20, (10L << 20) + 300_000);
        assertThat(run.cycles.get(1).heap().marked()).isLessThan(300_000);
    }

    @Test
    void a_pass_ends_the_life_of_its_objects_and_a_drop_that_of_its_group() {
        LoadRun run = new LoadRun()
                .background(
                        "loop",
                        LoadRun.allocate("pass", 1 << 20),
                        LoadRun.allocate("group", 1 << 20),
                        new Step.Sleep(LoadRun.constant(1e8)));
        run.sites.put("pass", Bench.site(0, new Lifetime.OfIteration(), 1024, 1));
        run.sites.put("group", Bench.site(0, new Lifetime.Group("g"), 1024, 1));
        run.gcPercent(-1).fixed("loop", 1);
        run.changes.add(new Change.Call(450 * MILLI, new RuntimeCall.CollectGarbage()));
        run.changes.add(new Change.Drop(500 * MILLI + 1, "g"));
        run.changes.add(new Change.Call(650 * MILLI, new RuntimeCall.CollectGarbage()));
        run.run(SECOND);
        // Five passes have begun at 450 ms: five parts of the group and the present pass; after the drop only the
        // seventh's.
        assertThat(run.cycles.get(0).heap().marked()).isBetween(6L << 20, (6L << 20) + 300_000);
        assertThat(run.cycles.get(1).heap().marked()).isBetween(2L << 20, (2L << 20) + 300_000);
    }

    @Test
    void stacks_grow_for_their_program_and_shrink_when_little_is_in_use() {
        LoadRun run = new LoadRun().profile(Bench.costs(Map.of(Cost.STACK_COPY_BYTE, 1.0, Cost.OS_SLICE, 3e6)));
        Step[] steps = {LoadRun.compute(MILLI), new Step.Sleep(LoadRun.constant(1e9))};
        run.programs.put("deep", new Program(List.of(steps), Program.FOREVER, 64 << 10, 1024, false, false));
        run.gcPercent(-1).fixed("deep", 100);
        for (int i = 0; i < 5; i++) {
            run.changes.add(new Change.Call((300 + i * 100) * MILLI, new RuntimeCall.CollectGarbage()));
            run.changes.add(new Change.Call((350 + i * 100) * MILLI, new RuntimeCall.ReadMemStats()));
        }
        run.changes.add(new Change.Call(1500 * MILLI, new RuntimeCall.ReadMemStats()));
        run.run(1600 * MILLI);
        // Halved at each of the first four scans: at 4 KiB the 1024 in use and the reserve of 800 are more than a
        // quarter.
        long[] expected = {32, 16, 8, 4, 4, 64};
        for (int i = 0; i < expected.length; i++) {
            long inUse = run.memStats.get(i).offHeap().stackInuse();
            assertThat(inUse)
                    .as("reading %d", i)
                    .isBetween(100 * (expected[i] << 10), (100 * (expected[i] << 10)) + (390 << 10));
        }
    }

    @Test
    void the_same_seed_gives_the_same_run_and_another_one_another() {
        assertThat(mixed(5).requests).isEqualTo(mixed(5).requests).isNotEqualTo(mixed(6).requests);
    }

    @Test
    void another_source_leaves_the_draws_of_a_source_alone() {
        LoadRun alone = new LoadRun().request("r", LoadRun.compute(10));
        alone.sources.add(new Source.Poisson("r", 500, 0, Long.MAX_VALUE));
        alone.run(SECOND);
        LoadRun both = new LoadRun().procs(8).request("r", LoadRun.compute(10)).request("q", LoadRun.compute(10));
        both.sources.add(new Source.Poisson("q", 700, 0, Long.MAX_VALUE));
        both.sources.add(new Source.Poisson("r", 500, 0, Long.MAX_VALUE));
        both.run(SECOND);
        assertThat(both.requests.stream().filter(each -> each.program().equals("r")))
                .extracting(RequestRecord::arrivedNanos)
                .isEqualTo(
                        alone.requests.stream().map(RequestRecord::arrivedNanos).toList());
    }

    @Test
    void programs_that_take_no_time_are_refused() {
        LoadRun run = new LoadRun().background("spin", LoadRun.compute(0));
        assertThatThrownBy(() -> run.fixed("spin", 1).run(SECOND))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("spin");
    }

    private static LoadRun mixed(long seed) {
        LoadRun run = new LoadRun().seed(seed).profile(ALLOCATION_COSTS).procs(2);
        run.sites.put("s", Bench.site(0.5, new Lifetime.OfGoroutine(), 32, 5, 96, 3, 2000, 1, 40_000, 1));
        run.request(
                "r",
                new Step.Allocate(new Distribution.Exponential(1e5), "s", new Distribution.Exponential(2e5)),
                new Step.Network(new Distribution.Exponential(1e6)));
        run.sources.add(new Source.Poisson("r", 1000, 0, Long.MAX_VALUE));
        return run.run(SECOND);
    }
}
