package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.process.program.CacheSpec;
import org.heapgoal.process.program.Change;
import org.heapgoal.process.program.Lifetime;
import org.heapgoal.process.program.MachineSpec;
import org.heapgoal.process.program.ProcessLoad;
import org.heapgoal.process.program.Program;
import org.heapgoal.process.program.RuntimeCall;
import org.heapgoal.process.program.Site;
import org.heapgoal.process.program.Source;
import org.heapgoal.process.program.Step;
import org.heapgoal.sim.random.Distribution;

/**
 * Oracle: what was written is read back as an equal value, is the same text when it is written again, and is what the
 * schema allows.
 */
final class ProcessRoundTripProperties {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Presets.schema(), InputFormat.JSON);
    private static final long SECOND = 1_000_000_000;
    private static final TimedLoad TIMED = new TimedLoad(
            TimedLoad.Demand.saturated(1),
            0,
            List.of(new TimedLoad.Segment(1, 1, 0, 0)),
            0,
            1,
            LoadBinder.DEFAULT_MARK_COST,
            LoadBinder.DEFAULT_STOP,
            LoadBinder.DEFAULT_STOP,
            TimedLoad.Marking.IDEAL,
            TimedLoad.Memory.NONE);

    @Property(tries = 300)
    void aProcessReadsBackEqualToWhatWasWritten(
            @ForAll("loads") ProcessLoad load, @ForAll boolean defaultMaxProcs, @ForAll boolean pacerFirst) {
        Assume.that(ProcessBounds.check(load).isEmpty());
        Scenario.Body process = new Scenario.ProcessBody(load);
        Scenario.Body timed = new Scenario.TimedBody(TIMED);
        Scenario scenario = new Scenario(
                "s",
                "",
                "",
                GoVersion.DEFAULT,
                Scenario.DEFAULT_SETTINGS,
                defaultMaxProcs,
                pacerFirst ? List.of(timed, process) : List.of(process, timed));
        String text = ScenarioWriter.write(scenario);
        Scenario read = ScenarioReader.read("written.yaml", text);
        assertThat(read).isEqualTo(scenario);
        assertThat(ScenarioWriter.write(read)).isEqualTo(text);
        assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
    }

    @Provide
    Arbitrary<ProcessLoad> loads() {
        Arbitrary<Map<String, Site>> sites = sites().list().ofSize(2).map(list -> named("site", list));
        Arbitrary<Map<String, CacheSpec>> caches = Combinators.combine(
                        sizes(0, 1L << 46),
                        Arbitraries.of(CacheSpec.Eviction.class),
                        Arbitraries.integers().between(0, CacheSpec.MOST_PART_HOLDS))
                .as((bytes, eviction, holds) ->
                        new CacheSpec(bytes, eviction, eviction == CacheSpec.Eviction.OLDEST ? holds : 0))
                .list()
                .ofSize(2)
                .map(list -> named("cache", list));
        Arbitrary<Map<String, Program>> programs = Combinators.combine(program(1), program(2), program(3))
                .as((first, second, last) -> named("program", List.of(first, second, last)));
        Arbitrary<List<Change>> changes = changes().list().ofMaxSize(6).map(list -> {
            List<Change> sorted = new ArrayList<>(list);
            sorted.sort(Comparator.comparingLong(Change::atNanos));
            return sorted;
        });
        return Combinators.combine(
                        Arbitraries.longs().between(1_000_000, ProcessBinder.MAX_DURATION_NANOS),
                        sizes(0, 16L << 30),
                        sites,
                        caches,
                        programs,
                        sources().list().ofMinSize(1).ofMaxSize(4),
                        changes,
                        machines())
                .as(ProcessLoad::new);
    }

    private static <T> Map<String, T> named(String prefix, List<T> values) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T value : values) {
            map.put(prefix + map.size(), value);
        }
        return map;
    }

    private static Arbitrary<MachineSpec> machines() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1024),
                        Arbitraries.oneOf(Arbitraries.just(0.0), doubles(0.01, 1024)),
                        Arbitraries.longs().between(1_000_000, SECOND),
                        Arbitraries.oneOf(Arbitraries.just(Long.MAX_VALUE), sizes(4 << 20, 1L << 46)),
                        sizes(0, 1L << 46),
                        Arbitraries.of("", "classic", "green-tea", "my \"own\".yaml"))
                .as(MachineSpec::new);
    }

    private static Arbitrary<Site> sites() {
        Arbitrary<Site.WeightedSize> sizes =
                Combinators.combine(sizes(8, 16L << 30), doubles(1e-9, 1e9)).as(Site.WeightedSize::new);
        Arbitrary<Lifetime> lifetimes = Arbitraries.oneOf(
                Arbitraries.of(
                        new Lifetime.Immortal(),
                        new Lifetime.Transient(),
                        new Lifetime.OfGoroutine(),
                        new Lifetime.OfIteration(),
                        new Lifetime.Cached("cache1"),
                        new Lifetime.Group("batch")),
                times().map(Lifetime.Random::new));
        return Combinators.combine(
                        sizes.list().ofMinSize(1).ofMaxSize(4),
                        doubles(0, 1),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        lifetimes,
                        Arbitraries.of(true, false))
                .as(Site::new);
    }

    /** The n-th of three programs, which spawns later ones only. */
    private static Arbitrary<Program> program(int n) {
        return Combinators.combine(
                        steps(n, 2),
                        Arbitraries.oneOf(
                                Arbitraries.just(Program.FOREVER),
                                Arbitraries.longs().between(1, 20)),
                        sizes(0, 512 << 20),
                        doubles(0, 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((steps, repeat, stack, share, lock, request) ->
                        new Program(steps, repeat, stack, (long) Math.floor(share * (double) stack), lock, request));
    }

    private static Arbitrary<List<Step>> steps(int n, int depth) {
        Arbitrary<Boolean> booleans = Arbitraries.of(true, false);
        List<Arbitrary<Step>> forms = new ArrayList<>(List.of(
                Combinators.combine(times(), booleans).as(Step.Compute::new),
                Combinators.combine(times(), Arbitraries.of("site0", "site1"), byteDraws())
                        .as(Step.Allocate::new),
                times().map(Step.Network::new),
                times().map(Step.Sleep::new),
                times().map(Step.Every::new),
                Combinators.combine(times(), booleans).as(Step.Syscall::new),
                Arbitraries.of(new Step.Send("ch", 3), new Step.Receive("ch", 3), new Step.Send("other", 0)),
                calls().map(Step.Call::new)));
        if (n < 3) {
            forms.add(Combinators.combine(
                            Arbitraries.integers().between(n, 2),
                            Arbitraries.integers().between(1, 20))
                    .as((program, count) -> new Step.Spawn("program" + program, count)));
        }
        if (depth > 0) {
            Arbitrary<List<Step>> inner = Arbitraries.lazy(() -> steps(n, depth - 1));
            forms.add(inner.map(steps -> new Step.Locked("mutex" + depth, steps)));
            forms.add(Combinators.combine(Arbitraries.longs().between(1, 20), inner)
                    .as(Step.Repeat::new));
        }
        return Arbitraries.oneOf(forms).list().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<RuntimeCall> calls() {
        return Arbitraries.of(
                new RuntimeCall.CollectGarbage(),
                new RuntimeCall.FreeOsMemory(),
                new RuntimeCall.ReadMemStats(),
                new RuntimeCall.Yield(),
                new RuntimeCall.SetGcPercent(-1),
                new RuntimeCall.SetGcPercent(0),
                new RuntimeCall.SetMemoryLimit(Long.MAX_VALUE),
                new RuntimeCall.SetMemoryLimit(12345),
                new RuntimeCall.SetMaxProcs(7));
    }

    private static Arbitrary<Source> sources() {
        Arbitrary<String> programs = Arbitraries.of("program0", "program1", "program2");
        Arbitrary<Long> from = Arbitraries.longs().between(0, SECOND);
        Arbitrary<Long> until = Arbitraries.oneOf(
                Arbitraries.just(Long.MAX_VALUE), Arbitraries.longs().between(SECOND + 1, 100 * SECOND));
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 100);
        Arbitrary<Double> rates = doubles(1e-6, 1000);
        Arbitrary<List<Source.RateState>> states = Combinators.combine(
                        rates, Arbitraries.longs().between(1_000, SECOND))
                .as((rate, mean) -> new Source.RateState(rate, (double) mean))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<Long>> instants = Arbitraries.longs()
                .between(0, SECOND)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> list.stream().sorted().toList());
        return Arbitraries.oneOf(
                Combinators.combine(programs, counts, from, until).as(Source.Fixed::new),
                Combinators.combine(programs, rates, from, until).as(Source.Poisson::new),
                Combinators.combine(programs, rates, from, until).as(Source.Regular::new),
                Combinators.combine(programs, states, from, until).as(Source.Bursty::new),
                Combinators.combine(programs, instants, from, until).as(Source.Series::new),
                Combinators.combine(programs, counts, times(), from, until).as(Source.Closed::new));
    }

    private static Arbitrary<Change> changes() {
        Arbitrary<Long> at = Arbitraries.longs().between(0, 100 * SECOND);
        Arbitrary<Double> factors = doubles(0, 1000);
        return Arbitraries.oneOf(
                Combinators.combine(at, Arbitraries.just("program1"), factors).as(Change.Rate::new),
                Combinators.combine(at, Arbitraries.just("site1"), factors).as(Change.Volume::new),
                Combinators.combine(at, Arbitraries.just("cache0"), sizes(0, 1L << 46))
                        .as(Change.CacheCapacity::new),
                Combinators.combine(at, calls()).as(Change.Call::new),
                Combinators.combine(at, Arbitraries.oneOf(Arbitraries.just(0.0), doubles(0.01, 64)))
                        .as(Change.CpuQuota::new));
    }

    private static Arbitrary<Distribution> times() {
        // A tenth of a nanosecond to ten seconds, whole or not.
        return draws(Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10 * SECOND).map(nanos -> (double) nanos), doubles(0.1, 1e10)));
    }

    private static Arbitrary<Distribution> byteDraws() {
        return draws(Arbitraries.oneOf(sizes(1, 1 << 24).map(bytes -> (double) bytes), doubles(0.1, 1e7)));
    }

    private static Arbitrary<Distribution> draws(Arbitrary<Double> values) {
        return Arbitraries.oneOf(
                values.map(Distribution.Constant::new),
                values.map(Distribution.Exponential::new),
                Combinators.combine(values, doubles(0, 1e9))
                        .as((low, more) -> new Distribution.Uniform(low, low + more)),
                Combinators.combine(doubles(0.5, 5), values).as(Distribution.Weibull::new),
                Combinators.combine(doubles(3, 5), values).as(Distribution.Pareto::new),
                Combinators.combine(doubles(1, 14), doubles(0.1, 1.5)).as(Distribution.LogNormal::new),
                Combinators.combine(Arbitraries.longs().between(1, 1_000_000), Arbitraries.of(1.25, 2.0, 3.0))
                        .as((median, spread) -> Distribution.LogNormal.ofMedian((double) median, spread)));
    }

    private static Arbitrary<Long> sizes(long least, long most) {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(least, most),
                Arbitraries.longs().between(least, most).map(bytes -> Math.max(least, bytes & -4096)));
    }

    /** All bits of the fraction in use, which jqwik's own decimals leave at zero. */
    private static Arbitrary<Double> doubles(double least, double most) {
        return Arbitraries.longs()
                .between(0, 1L << 53)
                .map(n -> Math.min(most, least + (most - least) * ((double) n * 0x1p-53)));
    }
}
