package org.heapgoal.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.heapgoal.goruntime.GcSettings;
import org.heapgoal.goruntime.GoVersion;
import org.heapgoal.process.guide.GuideLoad;
import org.heapgoal.process.load.TimedLoad;
import org.heapgoal.workload.stream.ValueStream;
import org.heapgoal.workload.yaml.Numbers;

/** Oracle: what was written is read back as an equal value, and written again as the same text. */
final class ScenarioRoundTripProperties {
    @Property(tries = 400)
    void aScenarioReadsBackEqualToWhatWasWritten(@ForAll("scenarios") Scenario scenario) {
        String text = ScenarioWriter.write(scenario, List.of("a comment", ""));
        Scenario read = ScenarioReader.read("written.yaml", text);
        assertThat(read).isEqualTo(scenario);
        assertThat(ScenarioWriter.write(read, List.of("a comment", ""))).isEqualTo(text);
    }

    @Property(tries = 1000)
    void aNumberReadsBackToTheBit(@ForAll double value) {
        String text = Numbers.shortest(value);
        assertThat(Double.doubleToRawLongBits(Double.parseDouble(text))).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<String> names = Arbitraries.strings()
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(20)
                .map(text -> text + "-x.1/y_z");
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<Scenario.Body> bodies = Arbitraries.oneOf(timed(), cycles(), guide());
        return Combinators.combine(names, texts, texts, Arbitraries.of(GoVersion.class), settings(), bodies)
                .as((name, title, description, go, settings, body) ->
                        new Scenario(name, printable(title), printable(description), go, settings, body));
    }

    /** A scalar's text as it can stand in a file: no unpaired surrogates. */
    private static String printable(String text) {
        return text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Arbitrary<GcSettings> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1, Integer.MAX_VALUE),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        Arbitraries.integers().between(1, 4096))
                .as(GcSettings::new);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, TimedLoad.MAX_BYTES),
                Arbitraries.longs().between(0, 1 << 20).map(mib -> mib << 20));
    }

    private static Arbitrary<Scenario.Body> timed() {
        Arbitrary<TimedLoad.Demand> demands = Combinators.combine(
                        Arbitraries.of(true, false), doubles(0.01, 64), doubles(0, 64))
                .as((paced, procs, more) ->
                        paced ? TimedLoad.Demand.paced(procs, procs + more) : TimedLoad.Demand.saturated(procs));
        Arbitrary<TimedLoad.MarkCost> costs = Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000_000L), doubles(0, 10), doubles(1e-6, 10))
                .as(TimedLoad.MarkCost::new);
        Arbitrary<TimedLoad.StopCost> stops = Combinators.combine(
                        Arbitraries.longs().between(1_000, 1_000_000_000L), doubles(0, 1e6))
                .as(TimedLoad.StopCost::new);
        Arbitrary<TimedLoad.Marking> markings = Combinators.combine(
                        doubles(0.01, 1), doubles(0, 1), doubles(0, 0.99), doubles(0.01, 1))
                .as(TimedLoad.Marking::new);
        Arbitrary<TimedLoad.Memory> memories = Combinators.combine(sizes(), doubles(0, 1), doubles(1, 3), sizes())
                .as(TimedLoad.Memory::new);
        Arbitrary<TimedLoad.Segment> segments = Combinators.combine(
                        doubles(1e-6, 1000), doubles(0, 1e12), sizes(), sizes())
                .as(TimedLoad.Segment::new);
        return Combinators.combine(
                        demands,
                        segments.list().ofMinSize(1).ofMaxSize(5),
                        Combinators.combine(sizes(), sizes()).as(List::of),
                        doubles(0, 1),
                        costs,
                        stops.list().ofSize(2),
                        markings,
                        memories)
                .as((demand, list, bytes, scannable, cost, stop, marking, memory) ->
                        new Scenario.TimedBody(new TimedLoad(
                                demand,
                                bytes.get(0),
                                list,
                                bytes.get(1),
                                scannable,
                                cost,
                                stop.get(0),
                                stop.get(1),
                                marking,
                                memory)));
    }

    private static Arbitrary<Scenario.Body> cycles() {
        Arbitrary<ValueStream> streams =
                Arbitraries.lazyOf(ScenarioRoundTripProperties::forms, ScenarioRoundTripProperties::modified);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1000),
                        sizes(),
                        streams.list().ofSize(5))
                .as((count, globals, list) -> new Scenario.CyclesBody(
                        count, globals, list.get(0), list.get(1), list.get(2), list.get(3), list.get(4)));
    }

    /** All bits of the fraction in use, which jqwik's own decimals leave at zero. */
    private static Arbitrary<Double> doubles(double least, double most) {
        return Arbitraries.longs()
                .between(0, 1L << 53)
                .map(n -> Math.min(most, least + (most - least) * ((double) n * 0x1p-53)));
    }

    private static Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(doubles(-1e6, 1e6), Arbitraries.integers().map(Integer::doubleValue));
    }

    private static Arbitrary<ValueStream> forms() {
        Arbitrary<Integer> cycles = Arbitraries.integers().between(1, 100);
        return Arbitraries.oneOf(
                numbers().map(ValueStream.Constant::new),
                numbers().map(ValueStream.Unit::new),
                Combinators.combine(numbers(), cycles).as(ValueStream.Ramp::new),
                Combinators.combine(numbers(), cycles).as(ValueStream.Step::new),
                Combinators.combine(numbers(), doubles(-1e3, 1e3), cycles).as(ValueStream.Oscillate::new),
                numbers().map(a -> new ValueStream.Noise(a, 0xe, ValueStream.Generator.GO)));
    }

    private static Arbitrary<ValueStream> modified() {
        Arbitrary<ValueStream> inner = Arbitraries.lazyOf(
                ScenarioRoundTripProperties::forms,
                ScenarioRoundTripProperties::forms,
                ScenarioRoundTripProperties::modified);
        return Arbitraries.oneOf(
                Combinators.combine(inner, Arbitraries.integers().between(0, 100))
                        .as(ValueStream.Delay::new),
                Combinators.combine(inner, numbers()).as(ValueStream.Scale::new),
                Combinators.combine(inner, numbers()).as(ValueStream.Offset::new),
                Combinators.combine(inner, doubles(-5, 0), doubles(0, 5)).as(ValueStream.Limit::new),
                Combinators.combine(inner, doubles(0.001, 100)).as(ValueStream.Quantize::new),
                inner.list().ofMinSize(1).ofMaxSize(3).map(ValueStream.Sum::new));
    }

    private static Arbitrary<Scenario.Body> guide() {
        Arbitrary<GuideLoad.Phase> phases = Combinators.combine(
                        doubles(1e-6, 1000), doubles(1e-6, 1e4), doubles(0, 1), doubles(0, 1))
                .as(GuideLoad.Phase::new);
        return Combinators.combine(
                        phases.list().ofMinSize(1).ofMaxSize(4), doubles(1, 1e5), doubles(0, 10), doubles(0, 1000))
                .as((list, scan, fixed, other) -> new Scenario.GuideBody(new GuideLoad(list, scan, fixed, other)));
    }
}
